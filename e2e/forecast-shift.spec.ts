import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, expect } from './launch.ts';
import { look } from './look.ts';
import { makeShiftedRegion } from './shifted-region.ts';
import { dropFiles, expectNothingLeaks, goTo, pressOn } from './window-acts.ts';

const detail = (page: Page) => page.getByRole('region', { name: 'Forecast of the chosen constraint' });

test('a level shift, a weekday pattern and a forecast kept of the day before they came', async ({
  launch,
  dataDir,
}) => {
  const { workspace, later } = await makeShiftedRegion(dataDir);
  const { app, page } = await launch({ args: [workspace] });
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible({ timeout: 30_000 });
  await dropFiles(page, [later]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByRole('button', { name: 'Import 1 file' }).click({ timeout: 30_000 });
  await expect(page.getByRole('status').filter({ hasText: '1 file imported' })).toContainText('480 samples');

  await goTo(page, 'Forecast');
  await page.locator('.f-pick[title="compute.memory@region:north"]').click();
  await expect(page.locator('.demand svg')).toBeVisible({ timeout: 30_000 });
  const length = page.getByRole('textbox', { name: 'Window, days' });
  const offers = detail(page).locator('.f-offers');
  const fit = detail(page).locator('.f-figures .note');
  await expect(length).toHaveValue('60');

  await test.step('what was said at the first import is scored by the second', async () => {
    const kept = detail(page).locator('.f-kept tbody tr');
    await expect(kept).toHaveCount(2);
    // Newest first: of the last day nothing has come yet, of day 70 the twenty days after it.
    await expect(kept.first()).toContainText('none yet');
    const scored = kept.nth(1).locator('td');
    await expect(scored.last()).toHaveText('20');
    await expect(scored.nth(2)).toContainText('28 Feb');
    await expect(scored.nth(3)).toContainText(/\d+(\.\d+)? GiB/);
    // Day 89, a Saturday: 130 + 35.6 − 5 + 12 + 0.2 at most, a tenth of it less at night, so the p95 lies a little lower.
    await expect(scored.nth(4)).toContainText(/^172\.\d GiB$/);
    await scored.nth(4).locator('.num').click();
    const explain = page.getByRole('complementary', { name: 'Explain' });
    await expect(explain.locator('.figure')).toHaveText(/172\.\d/);
    await page.getByRole('button', { name: 'Close Explain' }).click();
    await kept
      .nth(1)
      .getByRole('button', { name: /Draw the forecast made on/ })
      .click();
    await expect(page.locator('.past-line .c-ghost')).toHaveAttribute('d', /^M/);
    await page.locator('.v-say').first().scrollIntoViewIfNeeded();
    await look(app, page, 'forecast-kept');
    await kept
      .nth(1)
      .getByRole('button', { name: /Draw the forecast made on/ })
      .click();
  });

  await test.step('the weekdays are offered, fitted along, and taken back', async () => {
    const take = offers.getByRole('button', { name: 'Fit the weekdays along' });
    await expect(offers).toContainText('With a term per weekday the backtest’s skill is');
    const spread = detail(page).locator('.f-facts');
    const before = await spread.innerText();
    await take.click();
    await expect(offers.getByRole('button', { name: 'Fit without weekdays' })).toBeVisible();
    await expect(spread).not.toHaveText(before, { useInnerText: true });
    await look(app, page, 'forecast-weekdays');
    await offers.getByRole('button', { name: 'Fit without weekdays' }).click();
    await expect(take).toBeVisible();
    await expect(spread).toHaveText(before, { useInnerText: true });
  });

  await test.step('the step is named, marked in the chart, and the days since are fitted', async () => {
    await expect(offers).toContainText(/The level rose by \d+(\.\d+)? GiB on 3 February/);
    await expect(page.locator('.demand .c-event.level-shift')).toHaveCount(1);
    await offers.getByRole('button', { name: 'Fit the days since' }).click();
    await expect(length).toHaveValue('26');
    await expect(fit).toContainText('over 26 days');
    await expect(page.locator('.demand .c-event.level-shift')).toHaveCount(1);
    await page.locator('.v-say').first().scrollIntoViewIfNeeded();
    await look(app, page, 'forecast-shift');
    await offers.getByRole('button', { name: 'Fit the policy’s window' }).click();
    await expect(length).toHaveValue('60');
    await expect(fit).toContainText('over 60 days');
    await expect(offers.getByRole('button', { name: 'Fit the days since' })).toBeVisible();
  });

  await test.step('the window is brushed by mouse, and moved by keyboard', async () => {
    const ground = page.locator('.w-ground');
    await ground.scrollIntoViewIfNeeded();
    const box = await ground.boundingBox();
    if (box === null) throw new Error('the rail is drawn');
    // The policy's sixty days of ninety lie to the right: the empty third at the left takes a new window of eighteen days.
    const dayWidth = box.width / 89;
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + 4 * dayWidth, y);
    await page.mouse.down();
    await page.mouse.move(box.x + 12 * dayWidth, y, { steps: 4 });
    await page.mouse.move(box.x + 22 * dayWidth, y, { steps: 4 });
    await page.mouse.up();
    await expect(length).toHaveValue('19');
    await expect(fit).toContainText('over 19 days');
    const last = page.getByRole('slider', { name: 'Last day of the window' });
    await pressOn(last, 'ArrowRight');
    await expect(length).toHaveValue('20');
    await page.keyboard.press('PageUp');
    await expect(length).toHaveValue('27');
    await expect(fit).toContainText('over 27 days');
    await page.getByRole('button', { name: 'Policy’s window' }).click();
    await expect(length).toHaveValue('60');
    await expect(fit).toContainText('over 60 days');
  });

  await test.step('a weekday and an hour of the week explain themselves by keyboard', async () => {
    const explain = page.getByRole('complementary', { name: 'Explain' });
    const sunday = detail(page).locator('.weekdays > button').nth(6);
    await pressOn(sunday);
    await expect(explain.locator('.figure')).toContainText('−');
    await page.getByRole('button', { name: 'Close Explain' }).click();

    const cell = (name: string) =>
      detail(page)
        .locator('.hours')
        .getByRole('button', { name: new RegExp(`^${name},`) });
    const entry = detail(page).locator('.hours button[tabindex="0"]');
    await expect(entry).toHaveCount(1);
    await pressOn(entry, 'Control+Home');
    await expect(cell('Mon 0:00')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await expect(cell('Tue 1:00')).toBeFocused();
    await page.keyboard.press('End');
    await expect(cell('Tue 23:00')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(explain.locator('.figure')).toHaveText(/\d/);
    await page.getByRole('button', { name: 'Close Explain' }).click();
    await detail(page).locator('.hours-axis').scrollIntoViewIfNeeded();
    await look(app, page, 'forecast-week');
  });
  await expectNothingLeaks(page);
});

test('an onboarding that was planned, and came, is fitted along as a step, marked, and left out again', async ({
  launch,
  dataDir,
}) => {
  // Planned on 1 February for the third; the inventory and the metrics of March come a month later.
  const { workspace, model, later } = await makeShiftedRegion(dataDir, '2026-02-01T00:00:00Z');
  const plan = join(dataDir, 'larkspur.json');
  const larkspur = { customer: 'larkspur', region: 'north', fleet: [], on: '2026-02-03' };
  const events = [{ type: 'onboardCustomer', ...larkspur }];
  writeFileSync(plan, JSON.stringify({ schema: 'headroom.scenario/v1', name: 'Larkspur comes', events }));
  const { app, page } = await launch({ args: [workspace] });
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible({ timeout: 30_000 });
  await dropFiles(page, [plan]);
  await expect(page.getByRole('heading', { name: 'Larkspur comes' })).toBeVisible();
  await page
    .getByRole('group', { name: 'Compare' })
    .getByRole('button', { name: 'Baseline', exact: true })
    .click();
  await dropFiles(page, [model, later]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByRole('button', { name: 'Import 2 files' }).click({ timeout: 30_000 });
  await expect(page.getByRole('status').filter({ hasText: '2 files imported' })).toBeVisible();

  await goTo(page, 'Forecast');
  await page.locator('.f-pick[title="compute.memory@region:north"]').click();
  const recorded = detail(page).locator('.f-offers p').filter({ hasText: 'larkspur' });
  await expect(recorded).toContainText('3 February:', { timeout: 30_000 });
  const rises = detail(page).locator('.f-facts').getByText('rises', { exact: true }).locator('..');
  const slope = async (): Promise<number> =>
    Number(/\+(\d+(\.\d+)?)/.exec(await rises.innerText())?.[1] ?? Number.NaN);
  const tooSteep = await slope();
  await pressOn(recorded.getByRole('button', { name: 'Fit its step along' }));
  await expect(recorded.getByRole('button', { name: 'Fit without its step' })).toBeVisible();
  // 12 GiB came at once; without a step of their own they are taken for growth, of 410 MiB a day.
  await expect.poll(slope).toBeLessThan(tooSteep - 100);
  expect(Math.abs((await slope()) - 409.6)).toBeLessThan(60);
  await expect(page.locator('.demand .c-event.recorded')).toHaveCount(1);
  await page.locator('.v-say').first().scrollIntoViewIfNeeded();
  await look(app, page, 'forecast-recorded');
  await recorded.getByRole('button', { name: 'Fit without its step' }).click();
  await expect.poll(slope).toBe(tooSteep);
  await expectNothingLeaks(page);
});
