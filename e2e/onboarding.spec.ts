import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { chooseByKeys, expectNothingLeaks, goTo, pressOn } from './window-acts.ts';

const impact = (page: Page) => page.getByRole('region', { name: 'Impact' });
const form = (page: Page) => page.getByRole('form', { name: 'Customer' });
const sentence = (page: Page) => impact(page).locator('.v-say');
const fits = (page: Page) => impact(page).getByRole('region', { name: 'How many fit' });

test('a customer from a template: a verdict, what moves, how many fit; more microVMs, another answer', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Onboarding');
  await expect(page.getByRole('region', { name: 'Shape of a customer' })).toBeVisible();
  await look(app, page, 'onboarding-start');
  await pressOn(page.getByRole('button', { name: /^Medium/ }));
  await expect(sentence(page)).toHaveText(/^(Accept|Decline)/, { timeout: 60_000 });
  await expect(fits(page).locator('.fr li')).not.toHaveCount(0, { timeout: 60_000 });
  const few = Number((await fits(page).locator('.figure').innerText()).split(' ')[0]);
  await look(app, page, 'onboarding');
  const count = form(page)
    .getByRole('textbox', { name: /^How many/ })
    .first();
  await form(page).getByLabel('Starts').fill('2026-12-24');
  await count.fill('900');
  await page.keyboard.press('Tab');
  await expect(impact(page).getByRole('region', { name: 'Which cluster' }).getByRole('row')).not.toHaveCount(
    1,
  );
  // What there is to do is searched after the rest is shown.
  await expect(sentence(page)).toHaveText(/^Accept, with \d+ action/, { timeout: 60_000 });
  await expect(impact(page).getByRole('list', { name: 'What to do first' })).toBeVisible();
  await expect
    .poll(async () => Number((await fits(page).locator('.figure').innerText()).split(' ')[0]), {
      timeout: 60_000,
    })
    .toBeLessThanOrEqual(few);
  await look(app, page, 'onboarding-large');
  await expectNothingLeaks(page);
});

test('by keyboard: the shape of a customer times a factor, a dragged ramp, a refused field, a template, the pipeline', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await goTo(page, 'Onboarding');
  const customers = page.getByRole('region', { name: 'Shape of a customer' });
  await customers.getByRole('textbox', { name: 'Find a customer' }).fill('gann');
  await pressOn(customers.getByRole('button', { name: 'gannet' }));
  await expect(sentence(page)).toHaveText(/^(Accept|Decline)/, { timeout: 60_000 });
  await pressOn(form(page).getByRole('button', { name: /inventory.*not measured/ }));
  await expect(form(page).getByRole('row').filter({ hasText: 'Connections' }).first()).toContainText(
    'not measured',
  );

  const first = form(page)
    .getByRole('textbox', { name: /^How many/ })
    .first();
  const before = Number((await first.inputValue()).replaceAll(',', ''));
  await form(page).getByRole('textbox', { name: 'Times, exact' }).fill('1.5');
  await page.keyboard.press('Tab');
  await expect(first).toHaveValue(String(Math.ceil(before * 1.5)));

  await form(page).getByRole('button', { name: /Ramp/ }).click();
  await page.getByRole('option', { name: 'linear' }).click();
  const handle = form(page).getByRole('slider', { name: 'Day on which everything is there' });
  await handle.press('PageUp');
  await expect(handle).toHaveAttribute('aria-valuetext', 'day 37');

  await form(page).getByRole('textbox', { name: 'Customer' }).fill('gannet two');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('gannet two');
  await form(page)
    .getByRole('button', { name: /Kept apart|per host/ })
    .first()
    .click();
  await expect(form(page).getByRole('textbox', { name: 'Kept apart as' })).toHaveValue(/^gannet two-/);

  await form(page).getByLabel('Starts').fill('2020-01-01');
  await expect(impact(page).getByRole('alert')).toContainText('cannot be computed', {
    timeout: 60_000,
  });
  await expect(form(page).locator('.field.error')).toContainText(/before|asOf|day/i);
  await form(page).getByLabel('Starts').fill('2026-12-24');
  await expect(sentence(page)).toHaveText(/^(Accept|Decline)/, { timeout: 60_000 });

  const more = page.getByRole('button', { name: 'More acts on this customer' });
  await chooseByKeys(page, more, 'Save the shape as a template');
  await pressOn(page.getByRole('dialog').getByRole('button', { name: 'Save template' }));
  await expect(page.getByText('Template gannet two saved.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await chooseByKeys(page, more, 'Add to the pipeline');
  await expect(page.getByText('gannet two is in the pipeline.')).toBeVisible();
  await pressOn(page.getByRole('button', { name: 'Save as scenario' }));
  await expect(page.getByText('version 1', { exact: true })).toBeVisible();
  await pressOn(page.getByRole('main').getByRole('button', { name: 'Onboarding', exact: true }));
  await expect(page.getByRole('button', { name: /^gannet two\s*\d+ microVMs/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Customers looked at before' })).toContainText('gannet two');
});
