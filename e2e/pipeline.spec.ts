import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { expectNothingLeaks, goTo } from './window-acts.ts';

const rows = (page: Page) =>
  page.getByRole('region', { name: 'Customers of the pipeline' }).locator('tbody tr');

test('a pipeline pasted from a spreadsheet: odds, who breaks what, what if one is lost; all of it undone', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Onboarding');
  await page.getByRole('tab', { name: 'Pipeline' }).click();
  await page.getByRole('button', { name: 'Paste or read a table' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add customers from a table' });
  await dialog
    .getByRole('textbox')
    .fill(
      [
        'customer\ton\tprobability\tmicrovms\tconnections\tramp',
        'larkspur two\t2026-12-15\t80%\t120 m4, 40 s2\t60000\tlinear 60',
        'wren\t2027-01-10\t60%\t200..300..420 m4\t60000..90000..130000\ts-curve 45',
        'small one\t2026-12-01\t90%\t10 s1\t200\tat once',
        'broken\tsoon\t150%\tmany\t1\tslow',
      ].join('\n'),
    );
  await expect(dialog.getByRole('status')).toContainText('3 customers read, 4 cells cannot be');
  await dialog.getByRole('button', { name: 'Add 3 customers' }).click();
  await expect(rows(page)).toHaveCount(3);
  const effects = page.getByRole('region', { name: 'Which signature breaks what' });
  await expect(effects).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.pipeline .v-say')).toContainText(/holds to|Holds in every run/);
  await expect(
    page.getByRole('region', { name: 'Hosts to buy' }).getByText(/verified by the engine/),
  ).toHaveCount(2, {
    timeout: 60_000,
  });
  await expect(page.getByText('wren: microVMs and connections drawn inside their intervals')).toBeVisible();
  await look(app, page, 'pipeline');

  await rows(page)
    .nth(1)
    .getByRole('button', { name: /What if wren/ })
    .click();
  await page.getByRole('option', { name: 'lost' }).click();
  await expect(page.locator('.pipeline[aria-busy="false"]')).toBeVisible({ timeout: 60_000 });
  await expectNothingLeaks(page);

  await page.getByRole('textbox', { name: 'Likely of small one' }).fill('150%');
  await page.keyboard.press('Enter');
  await expect(rows(page).nth(2).getByRole('alert')).toContainText('not between');
  await page.keyboard.press('Escape');
  await expect(rows(page).nth(2).getByRole('alert')).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Customer of small one' }).press('Alt+ArrowUp');
  await expect(page.getByRole('textbox', { name: /^Customer of/ }).nth(1)).toHaveValue('small one');
  await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('textbox', { name: /^Customer of/ }).nth(2)).toHaveValue('small one');
  await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('No customers in the pipeline yet')).toBeVisible();
});
