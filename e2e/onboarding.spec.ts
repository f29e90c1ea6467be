import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { expectNothingLeaks, goTo } from './window-acts.ts';

const impact = (page: Page) => page.getByRole('region', { name: 'Impact' });
const form = (page: Page) => page.getByRole('form', { name: 'Customer' });

test('a customer from a template: a verdict, what moves, how many fit; more microVMs, another answer', async ({
  openSample,
}) => {
  test.setTimeout(180_000);
  const { app, page } = await openSample();
  await goTo(page, 'Onboarding');
  await page.getByRole('button', { name: /^Medium/ }).press('Enter');
  await expect(impact(page).locator('.v-say')).toHaveText(/^(Accept|Decline)/, { timeout: 30_000 });
  await expect(impact(page).getByRole('region', { name: 'How many fit' }).locator('.fr li')).not.toHaveCount(
    0,
    {
      timeout: 30_000,
    },
  );
  await look(app, page, 'onboarding');
  const count = form(page)
    .getByRole('textbox', { name: /^How many/ })
    .first();
  await count.fill('900');
  await page.keyboard.press('Tab');
  await expect(impact(page).getByRole('region', { name: 'Which cluster' }).getByRole('row')).not.toHaveCount(
    1,
  );
  await look(app, page, 'onboarding-large');
  await expectNothingLeaks(page);
});
