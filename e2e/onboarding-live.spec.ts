import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { expectNothingLeaks, goTo, pressOn } from './window-acts.ts';

test('a customer who came: predicted against measured, by day; the measured shape becomes a template', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Onboarding');
  await page.getByRole('tab', { name: 'After they came' }).click();
  await expect(page.getByText('Nobody has come yet')).toBeVisible();
  await page.getByRole('tab', { name: 'Pipeline' }).click();
  await page.getByRole('button', { name: 'Paste or read a table' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add customers from a table' });
  await dialog.getByRole('textbox').fill('gannet\t2026-10-10\t100%\t40 s2\t60000\tlinear 20');
  await dialog.getByRole('button', { name: 'Add 1 customer' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'live, compare' }).click();
  const table = page.getByRole('region', { name: 'Predicted against measured' });
  await expect(table.getByRole('row').filter({ hasText: 'Edge connections' })).toContainText(
    /than predicted|as predicted/,
    { timeout: 60_000 },
  );
  await expect(page.locator('.say .v-say')).toContainText(/predicted/);
  await pressOn(table.getByRole('button', { name: /^Edge connections/ }));
  await pressOn(page.getByRole('slider', { name: 'Day read off' }), 'PageDown');
  await look(app, page, 'onboarding-live');
  await expectNothingLeaks(page);
  await table.getByRole('button', { name: 'Keep the measured shape as a template' }).click();
  await expect(page.getByText('Template gannet, as measured saved.')).toBeVisible();
  await page.getByRole('tab', { name: 'New customer' }).click();
  await pressOn(page.getByRole('button', { name: /^gannet, as measured/ }));
  await expect(page.getByRole('region', { name: 'Impact' }).locator('.v-say')).toHaveText(
    /^(Accept|Decline)/,
    {
      timeout: 30_000,
    },
  );
});
