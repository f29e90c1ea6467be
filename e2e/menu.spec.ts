import type { ElectronApplication } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, expect } from './sample-region.ts';
import { answerSaveDialogs, goTo, navigationTo, SCREENS } from './window-acts.ts';

/** Clicks an entry of the native menu, which a test cannot reach with a mouse. */
async function chooseFromMenu(app: ElectronApplication, id: string): Promise<void> {
  const isThere = await app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    item?.click();
    return item != null;
  }, id);
  expect(isThere, `${id} stands in the menu`).toBe(true);
}

test('the menu bar reaches every screen, tabs and actions, as the palette does', async ({
  openSample,
  dataDir,
}) => {
  test.setTimeout(120_000);
  const { app, page } = await openSample();
  const names: Record<string, string> = { 'Failure modes': 'failures' };
  for (const screen of [...SCREENS].reverse()) {
    await chooseFromMenu(app, `go-${names[screen] ?? screen.toLowerCase()}`);
    await expect(navigationTo(page, screen)).toHaveAttribute('aria-current', 'page');
  }
  await chooseFromMenu(app, 'fleet-storage');
  await expect(page.getByRole('tab', { name: 'Storage' })).toHaveAttribute('aria-selected', 'true');
  // From wherever one is, the Overview writes itself: from the menu, and by its name in the palette.
  const written = join(dataDir, 'overview.csv');
  await answerSaveDialogs(app, written);
  await chooseFromMenu(app, 'export-overview-csv');
  await expect(page.getByText('Written to')).toBeVisible({ timeout: 30_000 });
  await expect(navigationTo(page, 'Overview')).toHaveAttribute('aria-current', 'page');
  expect(readFileSync(written, 'utf8')).toContain('euw-a');
  await goTo(page, 'Data');
  await answerSaveDialogs(app, join(dataDir, 'overview.json'));
  await chooseFromMenu(app, 'palette');
  await page.getByRole('combobox').last().fill('export overview as json');
  await page.keyboard.press('Enter');
  await expect.poll(() => existsSync(join(dataDir, 'overview.json')), { timeout: 30_000 }).toBe(true);

  await chooseFromMenu(app, 'new-scenario');
  await expect(page.getByRole('complementary', { name: 'Events' })).toBeVisible();
  await chooseFromMenu(app, 'explain');
  await expect(page.getByRole('complementary', { name: 'Explain' })).toBeVisible();
  await chooseFromMenu(app, 'palette');
  await page.getByRole('combobox').last().fill('survival');
  await page.keyboard.press('Enter');
  await expect(navigationTo(page, 'Survival')).toHaveAttribute('aria-current', 'page');
});
