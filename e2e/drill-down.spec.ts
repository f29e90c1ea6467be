import { look } from './look.ts';
import { test, expect } from './sample-region.ts';
import { expectNothingLeaks, pressKey } from './window-acts.ts';

test('from the region to a cluster to a host and back, each where it was left; tables are copied as CSV', async ({
  openSample,
}) => {
  test.setTimeout(180_000);
  const { app, page } = await openSample();
  await expect(page.getByRole('heading', { name: 'Triggers' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'What if' }).click();
  await page
    .getByRole('menuitem', { name: /Lose the largest host/ })
    .last()
    .click();
  await expect(page.locator('.trig th.scen')).toBeVisible({ timeout: 60_000 });
  await look(app, page, 'overview-scenario');

  for (const [what, start] of [
    ['Triggers', 'trigger,scope,'],
    ['Capacity', 'region,resource,unit,'],
    ['Clusters', 'cluster,hosts,'],
    ['Constraints', 'constraint,name,'],
  ] as const) {
    await page.getByRole('button', { name: `Copy ${what} as CSV` }).click();
    const text = await app.evaluate(({ clipboard }) => clipboard.readText());
    expect(text.startsWith(start), text.slice(0, 80)).toBe(true);
    expect(text).toContain(', scenario');
    expect(text.trim().split('\n').length).toBeGreaterThan(2);
  }

  const scroll = page.locator('.overview');
  const cluster = page.locator('.clusters').getByRole('button', { name: 'euw-b', exact: true });
  await cluster.scrollIntoViewIfNeeded();
  await look(app, page, 'overview-scenario-lower');
  await cluster.focus();
  const top = await scroll.evaluate((element) => element.scrollTop);
  expect(top).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Fleet' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Filter hosts' })).toHaveValue('cluster:euw-b');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByText('euw-b-03', { exact: true }).first().click();
  await expect(page.getByRole('complementary', { name: 'Host euw-b-03' })).toBeVisible();
  await expectNothingLeaks(page);
  await look(app, page, 'drill-down-host');

  await pressKey(app, 'Left', ['alt']);
  await expect(page.getByRole('complementary', { name: 'Host euw-b-03' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Back to Overview' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect
    .poll(async () => Math.abs((await scroll.evaluate((element) => element.scrollTop)) - top))
    .toBeLessThan(2);
  await pressKey(app, 'Right', ['alt']);
  await expect(page.getByRole('searchbox', { name: 'Filter hosts' })).toHaveValue('cluster:euw-b');
  await pressKey(app, 'Left', ['alt']);

  await page.getByRole('button', { name: 'CPU host by host' }).click();
  await expect(page.getByRole('searchbox', { name: 'Filter hosts' })).toHaveValue('');
});
