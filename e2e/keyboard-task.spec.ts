import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './sample-region.ts';
import {
  answerOpenDialogs,
  answerSaveDialogs,
  expectFocusIn,
  pressKey,
  runByPalette,
  tabTo,
} from './window-acts.ts';

const FIXTURE = resolve(import.meta.dirname, 'fixtures', 'ec2_cpu_utilization_53ea38.csv');
/** More presses than that to get somewhere, and one looks for the mouse. */
const MOST_TABS = 40;

test('without a mouse: a file imported, a scenario made and saved, a plan made, accepted, exported and undone', async ({
  openSample,
  dataDir,
}) => {
  const { app, page } = await openSample();
  page.setDefaultTimeout(30_000);
  const news = page.getByRole('region', { name: 'News' });

  await answerOpenDialogs(app, [FIXTURE]);
  await pressKey(app, 'I', ['control']);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.locator('.facts').waitFor();
  await expectFocusIn(dialog);
  await tabTo(page, dialog.getByRole('button', { name: 'Import 1 file' }), MOST_TABS);
  await page.keyboard.press('Enter');
  await expect(news).toContainText('1 file imported');
  await expect(dialog).toHaveCount(0);

  await runByPalette(app, page, 'new scenario', /^New scenario/);
  await tabTo(page, page.getByRole('button', { name: 'Add event' }), MOST_TABS);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  // The known failure modes come a moment later.
  await expect(page.getByRole('menu').getByText('A known failure mode')).toBeVisible();
  await page.keyboard.type('onb');
  await expect(page.getByRole('menuitem', { name: 'Onboard a customer' })).toBeFocused();
  await page.keyboard.press('Enter');
  const card = page.getByRole('article');
  await expect(card).toContainText('Onboard');
  await tabTo(page, card.getByRole('slider', { name: /^How many/ }), MOST_TABS);
  await page.keyboard.press('ArrowRight');
  await pressKey(app, 'S', ['control']);
  await expect(news).toContainText('saved as version 1');

  await runByPalette(app, page, 'plan', /^Plan$/);
  await expect(page.getByRole('heading', { name: 'Plan', level: 1 })).toBeVisible();
  await tabTo(page, page.getByRole('textbox', { name: 'Plan ahead', exact: true }), MOST_TABS);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('300');
  await page.keyboard.press('Enter');
  // What is dimmed is of the horizon before.
  await expect(page.locator('.pl-main')).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  await expect(page.locator('.pl-say')).toContainText(/Buy \d/, { timeout: 60_000 });
  await tabTo(page, page.getByRole('button', { name: /^Accept 1 × / }).first(), MOST_TABS);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Accepted purchases' })).toBeVisible({ timeout: 60_000 });
  await expect(news).toContainText(/ is in .+, version \d/);
  const file = join(dataDir, 'plan.xlsx');
  await answerSaveDialogs(app, file);
  await pressKey(app, 'E', ['control']);
  await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true);
  await pressKey(app, 'Z', ['control']);
  await expect(page.getByRole('region', { name: 'Accepted purchases' })).toHaveCount(0, { timeout: 60_000 });
  await pressKey(app, 'Z', ['control', 'shift']);
  await expect(page.getByRole('region', { name: 'Accepted purchases' })).toBeVisible({ timeout: 60_000 });
});
