import type { Page } from '@playwright/test';
import { forecastsByCli, type ForecastByCli } from './headroom-cli.ts';
import { test, expect } from './sample-region.ts';
import { expectNothingLeaks, goTo, pressOn, pressUndo } from './window-acts.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day as the tables write it, worked out here a second time: the year only where it is another one. */
function tableDay(day: string, asOf: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const text = `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''}`;
  return year === asOf.slice(0, 4) ? text : `${text} ${year}`;
}

const detail = (page: Page) => page.getByRole('region', { name: 'Forecast of the chosen constraint' });
const list = (page: Page) => page.getByRole('region', { name: 'Forecasts, most urgent first' });

async function openForecasts(page: Page): Promise<void> {
  await goTo(page, 'Forecast');
  await expect(page.locator('.demand svg')).toBeVisible({ timeout: 60_000 });
}

async function rowTexts(page: Page): Promise<ReadonlyMap<string, string>> {
  const rows = await list(page)
    .locator('li.f-item')
    .evaluateAll((items) =>
      items.map((item): [string, string] => [
        item.querySelector('.f-pick')?.getAttribute('title') ?? '',
        item.querySelector('.f-x')?.textContent ?? '',
      ]),
    );
  return new Map(rows);
}

test('the dates on the screen are those of the command line, and each explains itself', async ({
  openSample,
  sampleFile,
}) => {
  const { asOf, forecasts } = await forecastsByCli(sampleFile);
  const { page } = await openSample();
  await openForecasts(page);
  const shown = await rowTexts(page);
  const byId = new Map(forecasts.map((forecast) => [forecast.id, forecast]));
  expect(shown.size).toBeGreaterThan(5);
  const dated: ForecastByCli[] = [];
  for (const [id, text] of shown) {
    const forecast = byId.get(id);
    expect(forecast, `${id} is forecast by the command line`).toBeDefined();
    const crossing = forecast?.crossing ?? null;
    if (crossing?.date == null) expect(text, id).toMatch(/^(none to |no target)/);
    else if (crossing.already) expect(text, id).toContain('missed now');
    else {
      expect(text, id).toMatch(new RegExp(`^${tableDay(crossing.date, asOf)}`));
      if (crossing.late !== null) expect(text, id).toContain(tableDay(crossing.late, asOf));
      if (forecast !== undefined) dated.push(forecast);
    }
  }
  expect(dated.length, 'the sample region reaches a limit').toBeGreaterThan(0);

  // The first date in the list opens the derivation of that day's demand.
  await list(page).locator('.f-x .num').first().click();
  const explain = page.getByRole('complementary', { name: 'Explain' });
  await expect(explain.locator('.figure')).toHaveText(/\d/);
  await expect(explain.locator('.tree')).toContainText(/slope/i);
  await expectNothingLeaks(page);
});

test('a constraint is chosen by the arrow keys and read off day by day', async ({ openSample }) => {
  const { page } = await openSample();
  await openForecasts(page);
  const picks = list(page).locator('.f-pick');
  await pressOn(picks.first(), 'ArrowDown');
  await expect(picks.nth(1)).toBeFocused();
  await expect(picks.nth(1)).toHaveAttribute('aria-current', 'true');

  const reading = detail(page).getByLabel('Figures of the day read off').locator('b').first();
  await expect(page.locator('.demand svg')).toBeVisible();
  const cursor = page.getByRole('slider', { name: 'Day read off' });
  await cursor.focus();
  await expect(reading).toHaveText(/\d/);
  const before = await reading.innerText();
  await page.keyboard.press('ArrowRight');
  await expect(reading).not.toHaveText(before);
  await page.keyboard.press('ArrowLeft');
  await expect(reading).toHaveText(before);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Explain' }).locator('.figure')).toHaveText(/\d/);
});

test('the window is changed by its handle, by its number, and goes back to the policy’s', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await openForecasts(page);
  const length = page.getByRole('textbox', { name: 'Window, days' });
  const fit = detail(page).locator('.f-figures .note');
  await expect(length).toHaveValue('60');
  await expect(fit).toContainText('over 60 days');
  const slope = detail(page).locator('.f-facts dd').first();
  const policySlope = await slope.innerText();

  await page.getByRole('slider', { name: 'First day of the window' }).focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  await expect(length).toHaveValue('57');
  await expect(fit).toContainText('over 57 days');

  await length.fill('14');
  await length.press('Tab');
  await expect(fit).toContainText('over 14 days');
  await expect(slope).not.toHaveText(policySlope);
  // What is explained is the line on the screen, not the policy's.
  await slope.locator('.num').click();
  const explain = page.getByRole('complementary', { name: 'Explain' });
  await expect(explain.locator('.tree')).toContainText('14 complete daily peaks');

  await page.getByRole('button', { name: 'Policy’s window' }).click();
  await expect(length).toHaveValue('60');
  await expect(slope).toHaveText(policySlope);
});

test('looks back thirty days, draws what would have been said, and says what came', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await openForecasts(page);
  await expect(page.locator('.past-line')).toHaveCount(0);
  await page.getByRole('button', { name: '30 days ago' }).click();
  const said = detail(page).locator('.f-past');
  await expect(said).toContainText('we would have said');
  await expect(said).toContainText('Over the 30 days since');
  await expect(page.locator('.past-line .c-ghost')).toHaveAttribute('d', /^M/);

  const slider = detail(page).getByRole('slider', { name: 'Days before the last one' });
  await pressOn(slider, 'ArrowRight');
  await expect(said).toContainText('Over the 31 days since');
  await page.getByRole('button', { name: '60 days ago' }).click();
  await expect(said).toContainText('Over the 60 days since');
  await expectNothingLeaks(page);
});

test('the Overview names the same first date, and opens its forecast', async ({ openSample, sampleFile }) => {
  const { asOf, forecasts } = await forecastsByCli(sampleFile);
  const first = forecasts
    .filter(({ state, scope }) => state === 'crosses' && /eu-west|euw/.test(scope))
    .map(({ crossing }) => crossing?.date ?? '')
    .sort()[0];
  expect(first).toBeDefined();
  const { page } = await openSample();
  const pane = page.locator('.f-pane');
  await expect(pane).toBeVisible({ timeout: 60_000 });
  await expect(pane.locator('.f-rows .f-x').first()).toContainText(tableDay(first ?? '', asOf));
  await expect(page.getByRole('region', { name: 'Four answers' })).toContainText('When do we run out?');
  await expect(page.locator('.trig tbody tr').first()).toContainText(/Firing|Watch|Quiet/, {
    timeout: 60_000,
  });
  const words = await pane.locator('.f-pick').first().locator('span').allInnerTexts();
  const name = words.map((word) => word.trim()).join(', ');
  await pane.locator('.f-pick').first().click();
  await expect(page.getByRole('heading', { name: 'Forecast', level: 1 })).toBeVisible();
  await expect(detail(page).getByRole('heading', { name })).toBeVisible();
});

test('says how likely the target holds, explains it, and stops when told to', async ({ openSample }) => {
  const { page } = await openSample();
  await openForecasts(page);
  const pane = detail(page).locator('.f-odds');
  await expect(pane.locator('.note')).toContainText('2,000 runs, seed 1', { timeout: 60_000 });
  const said = await pane.locator('.odds-say').innerText();
  const cursor = pane.getByRole('slider', { name: 'Day of the odds' });
  await pressOn(cursor, 'Home');
  await expect(pane.locator('.odds-say')).not.toHaveText(said);
  await expect(cursor).toHaveAttribute('aria-valuenow', '0');

  await pane.locator('.odds-say .num').first().click();
  const explain = page.getByRole('complementary', { name: 'Explain' });
  await expect(explain.locator('.tree')).toContainText('runs in which it holds');
  await page.getByRole('button', { name: 'Close Explain' }).click();

  await pane.getByRole('textbox', { name: 'Runs' }).fill('100000');
  await page.keyboard.press('Tab');
  await pane.getByRole('button', { name: 'Make 100,000 runs' }).click();
  await pane.getByRole('button', { name: 'Cancel' }).click();
  await expect(pane).toContainText('Cancelled');
  await pane.getByRole('textbox', { name: 'Runs' }).fill('500');
  await pane.getByRole('textbox', { name: 'Seed' }).fill('7');
  await page.keyboard.press('Tab');
  await pane.getByRole('button', { name: 'Make 500 runs' }).click();
  await expect(pane.locator('.note')).toContainText('500 runs, seed 7', { timeout: 30_000 });
  await expectNothingLeaks(page);
});

test('draws the robust line on request, and a kept forecast beside what came', async ({ openSample }) => {
  const { page } = await openSample();
  await openForecasts(page);
  await expect(page.locator('.robust-line')).toHaveCount(0);
  await page.getByRole('button', { name: 'Robust line' }).click();
  await expect(page.locator('.robust-line .c-robust')).toHaveAttribute('d', /^M/);
  await expect(page.locator('.robust-line .c-robust-edge')).toHaveCount(2);

  const kept = detail(page).locator('.f-kept');
  await kept.getByRole('button', { name: 'Keep today’s forecasts' }).click();
  await expect(kept.getByRole('status')).toHaveText('kept already for this day');
  await expect(kept.locator('tbody tr').first()).toContainText('none yet');
  await kept
    .getByRole('button', { name: /Draw the forecast made on/ })
    .first()
    .click();
  await expect(page.locator('.past-line .c-ghost')).toHaveAttribute('d', /^M/);
  await expectNothingLeaks(page);
});

test('measured overhead shows its effect, is taken into the model, and taken back', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Assumptions');
  const row = page.getByRole('row', { name: /^Memory per microVM/ });
  await expect(row).toContainText('40 MiB');
  await expect(row).toContainText(/peaks of \d+ hosts over \d+ days/);
  await row.getByRole('button', { name: /^See effect/ }).click();
  const effect = page.locator('.effect').filter({ hasText: 'Effect of the measured overhead' });
  await expect(effect).not.toContainText('Computing', { timeout: 30_000 });
  await effect.getByRole('button', { name: 'Take the measured overhead' }).click();
  await expect(row).not.toContainText('40 MiB');
  await expect(row.getByRole('button', { name: /^See effect/ })).toHaveCount(0);
  await page.getByRole('heading', { name: 'Assumptions' }).click();
  await pressUndo(app);
  await expect(row).toContainText('40 MiB');
  await expectNothingLeaks(page);
});
