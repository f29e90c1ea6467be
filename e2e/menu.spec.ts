import type { ElectronApplication } from '@playwright/test';
import { test, expect } from './sample-region.ts';
import { navigationTo, SCREENS } from './window-acts.ts';

/** Clicks an entry of the native menu, which a test cannot reach with a mouse. */
async function chooseFromMenu(app: ElectronApplication, id: string): Promise<void> {
  const isThere = await app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    item?.click();
    return item != null;
  }, id);
  expect(isThere, `${id} stands in the menu`).toBe(true);
}

test('the menu bar reaches every screen, tabs and actions, as the palette does', async ({ openSample }) => {
  test.setTimeout(120_000);
  const { app, page } = await openSample();
  const names: Record<string, string> = { 'Failure modes': 'failures' };
  for (const screen of [...SCREENS].reverse()) {
    await chooseFromMenu(app, `go-${names[screen] ?? screen.toLowerCase()}`);
    await expect(navigationTo(page, screen)).toHaveAttribute('aria-current', 'page');
  }
  await chooseFromMenu(app, 'fleet-storage');
  await expect(page.getByRole('tab', { name: 'Storage' })).toHaveAttribute('aria-selected', 'true');
  await chooseFromMenu(app, 'new-scenario');
  await expect(page.getByRole('complementary', { name: 'Events' })).toBeVisible();
  await chooseFromMenu(app, 'explain');
  await expect(page.getByRole('complementary', { name: 'Explain' })).toBeVisible();
  await chooseFromMenu(app, 'palette');
  await page.getByRole('combobox').last().fill('survival');
  await page.keyboard.press('Enter');
  await expect(navigationTo(page, 'Survival')).toHaveAttribute('aria-current', 'page');
});
