import type { ElectronApplication, Page } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, expect } from './sample-region.ts';
import { answerSaveDialogs, expectFocusIn, goTo, navigationTo, SCREENS } from './window-acts.ts';

/** Clicks an entry of the native menu, which a test cannot reach with a mouse. */
async function chooseFromMenu(app: ElectronApplication, id: string): Promise<void> {
  const isThere = await app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    item?.click();
    return item != null;
  }, id);
  expect(isThere, `${id} stands in the menu`).toBe(true);
}

/** What the palette, opened from the menu, puts first for these words. */
async function runFromMenu(
  app: ElectronApplication,
  page: Page,
  words: string,
  entry: RegExp,
): Promise<void> {
  await chooseFromMenu(app, 'palette');
  const palette = page.getByRole('dialog', { name: 'Find or run' });
  await expectFocusIn(palette);
  await palette.getByRole('combobox').fill(words);
  await expect(palette.getByRole('option', { selected: true })).toContainText(entry);
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
}

test('the menu bar reaches every screen, tabs and actions, as the palette does', async ({
  openSample,
  dataDir,
}) => {
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
  await runFromMenu(app, page, 'export overview as json', /^Export Overview as JSON/i);
  await expect.poll(() => existsSync(join(dataDir, 'overview.json')), { timeout: 30_000 }).toBe(true);

  await chooseFromMenu(app, 'new-scenario');
  await expect(page.getByRole('complementary', { name: 'Events' })).toBeVisible();
  await chooseFromMenu(app, 'explain');
  await expect(page.getByRole('complementary', { name: 'Explain' })).toBeVisible();
  await runFromMenu(app, page, 'survival', /^Survival/);
  await expect(navigationTo(page, 'Survival')).toHaveAttribute('aria-current', 'page');
});

test('what needs a workspace is grey in the menu bar while none is open', async ({
  openSample,
  launch,
  dataDir,
}) => {
  const entries = (app: ElectronApplication) =>
    app.evaluate(({ Menu }) => {
      const isOn = (id: string) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled;
      return {
        always: ['open-workspace', 'open-sample', 'go-help', 'palette', 'diagnostics'].map(isOn),
        withWorkspace: ['go-plan', 'undo', 'save-copy', 'close-workspace', 'explain'].map(isOn),
      };
    });
  const all = (value: boolean) => [value, value, value, value, value];
  const bare = await launch({ dataDir: join(dataDir, 'bare') });
  await expect(bare.page.getByRole('button', { name: 'Open sample region' })).toBeEnabled();
  expect(await entries(bare.app)).toEqual({ always: all(true), withWorkspace: all(false) });
  await bare.end();

  const { app } = await openSample();
  await expect.poll(() => entries(app)).toEqual({ always: all(true), withWorkspace: all(true) });
  await chooseFromMenu(app, 'close-workspace');
  await expect.poll(() => entries(app)).toEqual({ always: all(true), withWorkspace: all(false) });
});
