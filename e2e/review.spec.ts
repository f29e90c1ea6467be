import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { test, expect } from './sample-region.ts';
import { expectNothingLeaks, goTo, pressUndo, workspaceInfo } from './window-acts.ts';

const since = (page: Page) => page.getByRole('region', { name: 'What changed since the last review' });

async function change(page: Page, label: string, value: string): Promise<void> {
  await goTo(page, 'Assumptions');
  await page.getByLabel(label).fill(value);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /^Save/ }).click();
  await goTo(page, 'Overview');
}

test('a review is kept, what changed after it is said in words, and undo takes both back', async ({
  openSample,
}) => {
  test.setTimeout(150_000);
  const { app, page } = await openSample();
  await expect(since(page)).toContainText('Nothing reviewed yet', { timeout: 60_000 });
  await look(app, page, 'overview-unreviewed');

  const mark = page.getByRole('button', { name: 'Mark as reviewed' });
  await mark.focus();
  await page.keyboard.press('Enter');
  await expect(since(page)).toContainText('Nothing changed here');
  await expect(since(page).getByRole('heading')).toContainText(/^Since \d+ [A-Z][a-z]+/);
  expect((await workspaceInfo(page)).undoLabel).toBe('Mark as reviewed');

  await change(page, 'Memory headroom, at least', '30');
  await expect(since(page)).toContainText('target missed', { timeout: 30_000 });
  const more = since(page).getByRole('button', { name: /^\d+ more$/ });
  if ((await more.count()) > 0) await more.click();
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

  await pressUndo(app);
  await expect(since(page)).toContainText('Nothing changed here', { timeout: 30_000 });
  await pressUndo(app);
  await expect(since(page)).toContainText('Nothing reviewed yet', { timeout: 30_000 });
});
