import type { ElectronApplication, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { look } from './look.ts';
import { test, expect } from './sample-region.ts';
import {
  answerSaveDialogs,
  expectNothingLeaks,
  goTo,
  pressOn,
  pressUndo,
  workspaceInfo,
} from './window-acts.ts';

/** The model as it is exported, byte for byte. */
async function exportedModel(app: ElectronApplication, page: Page, file: string): Promise<Buffer> {
  await answerSaveDialogs(app, file);
  const reply = await page.evaluate(() => window.headroom.invoke('data:export', { what: 'inventory-json' }));
  expect(reply.ok).toBe(true);
  return readFileSync(file);
}

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

test('an adopted scenario is in the log with its effect; taken back, the exported model is the one before, byte for byte', async ({
  openSample,
  dataDir,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Decisions');
  await expect(page.getByText('Nothing has been decided yet')).toBeVisible();
  await look(app, page, 'decisions-empty');
  const before = await exportedModel(app, page, join(dataDir, 'before.json'));

  // A scenario that buys now and later, and loses a host: the loss is nobody's decision.
  const saved = await page.evaluate(() =>
    window.headroom.invoke('scenario:save', {
      scenario: {
        schema: 'headroom.scenario/v1',
        name: 'Spring purchase',
        events: [
          { type: 'addHosts', cluster: 'euw-b', sku: 'std-64', count: 2 },
          { type: 'addHosts', cluster: 'euw-b', sku: 'std-64', count: 1, on: '2030-01-01' },
          { type: 'hostLoss', cluster: 'euw-b', count: 1, select: 'largest' },
        ],
      },
    }),
  );
  expect(saved.ok).toBe(true);
  await goTo(page, 'Scenarios');
  await pressOn(page.getByRole('button', { name: /Spring purchase/ }).first());
  await pressOn(page.getByRole('button', { name: 'Decide…' }));
  const form = dialog(page, 'Record a decision');
  await expect(form).toContainText('changes the inventory now');
  await expect(form).toContainText('becomes an order');
  await expect(form).toContainText('nothing to decide');
  await form.getByLabel('Why').fill('Memory in euw-b falls under its target in May');
  await look(app, page, 'decisions-record');
  await pressOn(form.getByRole('button', { name: 'Record decision' }));
  await expect(form).toBeHidden({ timeout: 30_000 });
  const grown = await exportedModel(app, page, join(dataDir, 'grown.json'));
  expect(grown.equals(before)).toBe(false);

  await goTo(page, 'Decisions');
  const pane = page.getByRole('region', { name: 'Decision 1' });
  await expect(pane).toContainText('Memory in euw-b falls under its target in May', { timeout: 30_000 });
  await expect(pane).toContainText('Spring purchase, version 1');
  await expect(pane).toContainText('no newer data since the decision');
  await expect(pane.getByRole('row', { name: /Memory, euw-b/ }).first()).toContainText('not measured yet');
  await expectNothingLeaks(page);
  await look(app, page, 'decisions');

  await pressOn(pane.getByRole('button', { name: 'Take back…' }));
  const ask = dialog(page, 'Take back decision 1?');
  await expect(ask).toContainText('taken away');
  await ask.getByLabel('Why it is taken back').fill('Budget moved to autumn');
  await look(app, page, 'decisions-revert');
  await pressOn(ask.getByRole('button', { name: 'Take back decision 1' }));
  await expect(ask).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Take back: Spring purchase' })).toBeVisible();
  const after = await exportedModel(app, page, join(dataDir, 'after.json'));
  expect(after.equals(before)).toBe(true);

  // The way back is one step of undo, and the log is a file.
  expect((await workspaceInfo(page)).undoLabel).toBe('Revert decision 1: Spring purchase');
  await pressUndo(app);
  await expect(page.getByRole('button', { name: 'Take back: Spring purchase' })).toBeHidden();
  expect((await exportedModel(app, page, join(dataDir, 'undone.json'))).equals(grown)).toBe(true);
  await answerSaveDialogs(app, join(dataDir, 'log.csv'));
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  await expect(page.getByText('Written to')).toBeVisible();
  expect(readFileSync(join(dataDir, 'log.csv'), 'utf8')).toContain('compute.memory@cluster:euw-b');
});

test('a customer is accepted from Onboarding: a decision with its first day, that undo takes back whole', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Onboarding');
  await page
    .getByRole('button', { name: /^Small/ })
    .first()
    .click();
  await pressOn(page.getByRole('button', { name: 'Accept…' }));
  const form = dialog(page, 'Record a decision');
  await expect(form.getByLabel('First day of the customer')).not.toHaveValue('');
  await form.getByLabel('Why').fill('Fits everywhere');
  await pressOn(form.getByRole('button', { name: 'Record decision' }));
  await expect(form).toBeHidden({ timeout: 30_000 });
  await goTo(page, 'Decisions');
  const pane = page.getByRole('region', { name: 'Decision 1' });
  await expect(pane).toContainText('Goes live', { timeout: 30_000 });
  await expect(pane.getByRole('table')).toContainText('not measured yet');
  await expectNothingLeaks(page);
  await pressUndo(app);
  await expect(page.getByText('Nothing has been decided yet')).toBeVisible();
});

test('an assumption is saved as a decision; the log is searched and walked by keyboard', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await goTo(page, 'Assumptions');
  await page.getByLabel('Memory headroom, at least').fill('30');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Save as a decision…' }).click();
  const form = dialog(page, 'Record a decision');
  await form.getByLabel('Why').fill('Two incidents in March');
  await form.getByRole('button', { name: 'Record decision' }).click();
  await expect(form).toBeHidden({ timeout: 30_000 });
  await expect(page.getByText('Change a value to see here')).toBeVisible();

  await goTo(page, 'Decisions');
  await page.getByRole('button', { name: 'Record decision…' }).first().click();
  await form.getByLabel('What was decided').fill('Watch the snapshot store');
  await form.getByLabel('Why').fill('It grows faster than said');
  await form.getByRole('button', { name: 'Record decision' }).click();
  // The log knows of it before the form has its answer: until that is gone, the keys are its own.
  await expect(form).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Decision 2' })).toBeVisible({ timeout: 30_000 });
  await pressOn(page.getByRole('button', { name: 'Watch the snapshot store' }), 'ArrowDown');
  await expect(page.getByRole('region', { name: 'Decision 1' })).toContainText('Two incidents in March');
  await page.getByRole('searchbox', { name: 'Search decisions' }).fill('snapshot');
  await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(2);
  await expectNothingLeaks(page);
});
