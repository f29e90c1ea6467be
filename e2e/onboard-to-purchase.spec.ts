import type { ElectronApplication, Page } from '@playwright/test';
import { readXlsx } from 'hucre';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSamePage } from './pdf-text.ts';
import { expect, test } from './sample-region.ts';
import { answerSaveDialogs, chooseByKeys, expectNothingLeaks, goTo, pressOn } from './window-acts.ts';

interface Kept {
  /** As it is exported, byte for byte. */
  readonly model: string;
  /** Saved scenarios with their versions and what happens in them. */
  readonly scenarios: readonly string[];
}

async function kept(app: ElectronApplication, page: Page, file: string): Promise<Kept> {
  await answerSaveDialogs(app, file);
  const reply = await page.evaluate(() => window.headroom.invoke('data:export', { what: 'inventory-json' }));
  expect(reply.ok).toBe(true);
  const scenarios = await page.evaluate(() => window.headroom.invoke('scenario:list'));
  if (!scenarios.ok) throw new Error(scenarios.message);
  return {
    model: readFileSync(file, 'utf8'),
    scenarios: scenarios.value.map(
      ({ name, version, eventTypes }) => `${name}, version ${version}: ${eventTypes.join(' ')}`,
    ),
  };
}

async function takeBack(page: Page, number: number): Promise<void> {
  await goTo(page, 'Decisions');
  await pressOn(page.getByRole('row', { name: new RegExp(`^${number} `) }).getByRole('button'));
  const pane = page.getByRole('region', { name: `Decision ${number}` });
  await pressOn(pane.getByRole('button', { name: 'Take back…' }));
  const ask = page.getByRole('dialog', { name: `Take back decision ${number}?` });
  await ask.getByLabel('Why it is taken back').fill('The customer went elsewhere');
  await pressOn(ask.getByRole('button', { name: `Take back decision ${number}` }));
  await expect(ask).toBeHidden({ timeout: 30_000 });
}

test('a customer is taken on, what the plan says is accepted, and both are taken back: the workspace is the one before', async ({
  openSample,
  dataDir,
}) => {
  const { app, page } = await openSample();
  const before = await kept(app, page, join(dataDir, 'before.json'));

  await goTo(page, 'Onboarding');
  await pressOn(page.getByRole('button', { name: /^Medium/ }));
  const impact = page.getByRole('region', { name: 'Impact' });
  await expect(impact.locator('.v-say')).toHaveText(/^(Accept|Decline)/, { timeout: 60_000 });
  const verdict = (await impact.locator('.v-say').innerText()).replaceAll(/\s+/g, ' ').trim();
  const pageFile = join(dataDir, 'customer.html');
  await answerSaveDialogs(app, pageFile);
  const share = page.getByRole('button', { name: 'Share' });
  await chooseByKeys(page, share, 'One page, HTML');
  await expect(page.getByText(`Written to ${pageFile}.`)).toBeVisible({ timeout: 60_000 });
  for (const [form, item] of [
    ['pdf', 'One page, PDF'],
    ['xlsx', /Spreadsheet/],
  ] as const) {
    const path = join(dataDir, `customer.${form}`);
    await answerSaveDialogs(app, path);
    await chooseByKeys(page, share, item);
    await expect(page.getByText(`Written to ${path}.`)).toBeVisible({ timeout: 60_000 });
  }
  const page1 = (await readXlsx(readFileSync(join(dataDir, 'customer.xlsx')))).sheets[0]?.rows ?? [];
  expect(page1[1]?.[0]).toBe(verdict);
  await expectSamePage(readFileSync(join(dataDir, 'customer.pdf')), readFileSync(pageFile, 'utf8'));
  const words = readFileSync(pageFile, 'utf8')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ');
  expect(words).toContain(verdict);

  await pressOn(page.getByRole('button', { name: 'Accept…' }));
  const form = page.getByRole('dialog', { name: 'Record a decision' });
  await form.getByLabel('Why').fill('They sign on Friday');
  await pressOn(form.getByRole('button', { name: 'Record decision' }));
  await expect(form).toBeHidden({ timeout: 60_000 });

  await goTo(page, 'Plan');
  const ahead = page.getByRole('textbox', { name: 'Plan ahead', exact: true });
  await ahead.fill('300');
  await ahead.press('Tab');
  const list = page.getByRole('region', { name: 'Purchase list' });
  const accept = list.getByRole('button', { name: /^Accept \d/ }).first();
  // What is dimmed is of the horizon before.
  await expect(page.locator('.pl-main')).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  await expect(accept).toBeEnabled({ timeout: 60_000 });
  await accept.press('Enter');
  await expect(page.getByRole('region', { name: 'Accepted purchases' })).toBeVisible({ timeout: 60_000 });
  const grown = await kept(app, page, join(dataDir, 'grown.json'));
  expect(grown.scenarios).toContainEqual(expect.stringContaining('addHosts'));

  // The spreadsheet is of the scenario with the purchase accepted.
  const sheetFile = join(dataDir, 'purchases.xlsx');
  await answerSaveDialogs(app, sheetFile);
  const exports = page.getByRole('button', { name: 'Export', exact: true });
  await expect(exports).toBeEnabled({ timeout: 60_000 }); // once the plan of that scenario stands
  await chooseByKeys(page, exports, /Spreadsheet/);
  await expect(page.getByText(`Written to ${sheetFile}.`)).toBeVisible({ timeout: 60_000 });
  const sheets = (await readXlsx(readFileSync(sheetFile))).sheets.map(({ name }) => name);
  expect(sheets).toContain('Purchase list');

  await takeBack(page, 2);
  await takeBack(page, 1);
  const after = await kept(app, page, join(dataDir, 'after.json'));
  expect(after.model).toBe(before.model);
  // No purchase is left, and no scenario: what a decision saved goes with it.
  expect(after.scenarios).toEqual(before.scenarios);
  await expectNothingLeaks(page);
});
