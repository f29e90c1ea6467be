import type { Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { look } from './look.ts';
import { test, expect } from './sample-region.ts';
import {
  answerSaveDialogs,
  dropFiles,
  expectFocusIn,
  expectNothingLeaks,
  goTo,
  pressOn,
  pressUndo,
  workspaceInfo,
} from './window-acts.ts';

const since = (page: Page) => page.getByRole('region', { name: 'What changed since the last review' });

async function change(page: Page, label: string, value: string): Promise<void> {
  await goTo(page, 'Assumptions');
  await page.getByLabel(label).fill(value);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /^Save \d/ }).click();
  await goTo(page, 'Overview');
}

test('a review is kept, what changed after it is said in words, and undo takes both back', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await expect(since(page)).toContainText('Nothing reviewed yet', { timeout: 60_000 });
  await look(app, page, 'overview-unreviewed');

  const mark = page.getByRole('button', { name: 'Mark as reviewed' });
  await pressOn(mark);
  await expect(since(page)).toContainText('Nothing changed here');
  await expect(since(page).getByRole('heading')).toContainText(/^Since \d+ [A-Z][a-z]+/);
  expect((await workspaceInfo(page)).undoLabel).toBe('Mark as reviewed');

  await change(page, 'Memory headroom, at least', '30');
  await expect(since(page)).toContainText('target missed', { timeout: 30_000 });
  const more = since(page).getByRole('button', { name: /^\d+ more$/ });
  const changed = since(page).getByText('Memory headroom, at least: now 30%');
  await expect(more.or(changed).first()).toBeVisible();
  if (!(await changed.isVisible())) await more.click();
  await expect(since(page)).toContainText('Memory headroom, at least: now 30%');
  await expect(since(page)).toContainText('assumption, was 20%');
  await expectNothingLeaks(page);
  await look(app, page, 'overview-review');

  // Each result in the words opens its derivation.
  await since(page)
    .getByRole('button', { name: /target missed/ })
    .first()
    .click();
  await expect(page.getByRole('complementary', { name: 'Explain' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: 'Explain' })).toHaveCount(0);

  await pressUndo(app);
  await expect(since(page)).toContainText('Nothing changed here', { timeout: 30_000 });
  await pressUndo(app);
  await expect(since(page)).toContainText('Nothing reviewed yet', { timeout: 30_000 });
});

/** The same hosts with one host more, as an inventory system would export them. */
function grownHosts(folder: string): string {
  const text = readFileSync(resolve(import.meta.dirname, '..', 'assets', 'sample', 'hosts.csv'), 'utf8');
  const lines = text.trimEnd().split('\n');
  const last = lines[lines.length - 1] ?? '';
  const id = last.split(',')[(lines[0] ?? '').split(',').indexOf('id')] ?? '';
  const path = join(folder, 'hosts.csv');
  writeFileSync(path, [...lines, last.replace(id, 'brand-new-01')].join('\n'));
  return path;
}

test('an import after a review is what changed since; an older review may be compared with; the Overview is a file', async ({
  openSample,
  dataDir,
}) => {
  const { app, page } = await openSample();
  const mark = page.getByRole('button', { name: 'Mark as reviewed' });
  await expect(mark).toBeEnabled({ timeout: 60_000 });
  await mark.click();
  await expect(since(page)).toContainText('Nothing changed here');
  await dropFiles(page, [grownHosts(dataDir)]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await pressOn(dialog.getByRole('button', { name: 'Import 1 file' }));
  await expect.poll(async () => (await workspaceInfo(page)).counts.hosts, { timeout: 30_000 }).toBe(87);
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: /Region$/ }).click();
  await page.getByRole('option', { name: 'US East' }).click();
  // The import is observed later than the sample was: what ages by it is told first.
  await expect(since(page)).toContainText('Last good backup of pool-use: target missed', { timeout: 30_000 });

  // Reviewed again nothing has changed, but against the older one it has.
  await mark.click();
  await expect(since(page)).toContainText('Nothing changed here', { timeout: 30_000 });
  await pressOn(since(page).getByRole('button', { name: 'Compare with another review' }));
  await expectFocusIn(page.getByRole('menu'));
  await expect(page.getByRole('menuitem')).toHaveCount(2);
  await pressOn(page.getByRole('menuitem').last());
  await expect(since(page)).not.toContainText('Nothing changed here', { timeout: 30_000 });
  await look(app, page, 'overview-older-review');

  const file = join(dataDir, 'overview.json');
  await answerSaveDialogs(app, file);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'JSON' }).click();
  await expect(page.getByText('Written to')).toBeVisible();
  const written: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(written).toMatchObject({ region: 'us-east', scenario: null });
  expect(written).toHaveProperty('triggers.0.state');
  expect(written).toHaveProperty('constraints.0.verdict');
});

test('the target and the amount of the action of a trigger open their derivation', async ({ openSample }) => {
  const { page } = await openSample();
  const row = page.getByRole('row', { name: /Snapshot store pool-euw .*add/ });
  await expect(row).toBeVisible({ timeout: 60_000 });
  const explain = page.getByRole('complementary', { name: 'Explain' });
  await pressOn(row.getByRole('button', { name: '≤ 70%' }));
  await expect(explain).toContainText('Snapshot store');
  await pressOn(row.getByRole('button', { name: /^by .*, add/ }));
  await expect(explain).toContainText('the least tried through the engine');
  await expectNothingLeaks(page);
});
