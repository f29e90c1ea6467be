import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { BY_THE_CLOCK } from './pictures.ts';
import { startFrom } from './scenario-acts.ts';
import { expect, test } from './sample-region.ts';
import { goTo, pressOn } from './window-acts.ts';

/** At 200%, and in the smallest window with a derivation open, a screen has one column. */
async function inOneColumn(app: ElectronApplication, page: Page, zoom: 1 | 2): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((shown, factor) => {
    shown.webContents.setZoomFactor(factor);
    if (factor === 2) shown.setContentSize(1280, 800);
    else shown.setContentSize(1024, 700);
  }, zoom);
  await page.waitForFunction((width) => innerWidth === width, zoom === 2 ? 640 : 1024, BY_THE_CLOCK);
}

/** The sentence stands above the form, which stands in the same column. */
async function standsBefore(sentence: Locator, form: Locator): Promise<void> {
  await expect(sentence).toBeVisible({ timeout: 30_000 });
  await expect
    .poll(async () => {
      const [above, below] = [await sentence.boundingBox(), await form.boundingBox()];
      if (above === null || below === null) return 'not shown';
      const isOneColumn = below.x < above.x + above.width && above.x < below.x + below.width;
      if (!isOneColumn) return 'side by side';
      return above.y + above.height <= below.y + 1 ? 'before' : 'after';
    })
    .toBe('before');
}

test('in one column the verdict stands before what one changes: a plan, a customer, a scenario', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  const main = page.getByRole('main');
  const everywhere = async (sentence: string, form: Locator): Promise<void> => {
    await expect(main.locator(sentence)).toBeVisible({ timeout: 60_000 });
    await inOneColumn(app, page, 2);
    await standsBefore(main.locator(sentence), form);
    await inOneColumn(app, page, 1);
    const explain = page.getByRole('banner').getByRole('button', { name: 'Explain' });
    await explain.click();
    await expect(page.getByRole('complementary', { name: 'Explain' })).toBeVisible();
    await standsBefore(main.locator(sentence), form);
    await explain.click();
  };
  await goTo(page, 'Plan');
  await everywhere('.pl-say', page.getByRole('form', { name: 'Limits and what-if' }));
  await goTo(page, 'Onboarding');
  await pressOn(page.getByRole('button', { name: /^Medium/ }));
  await everywhere('.impact > .say', page.getByRole('form', { name: 'Customer' }));
  await startFrom(page, 'Lose a host');
  await everywhere('.result > .say', page.getByRole('complementary', { name: 'Events' }));
});
