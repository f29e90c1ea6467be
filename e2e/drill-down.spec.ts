import { look } from './look.ts';
import { keepDrawn } from './pictures.ts';
import { test, expect } from './sample-region.ts';
import { loseLargestHost } from './scenario-acts.ts';
import { expectNothingLeaks, pressKey } from './window-acts.ts';

test('from the region to a cluster to a host and back, each where it was left; tables are copied as CSV, panes as pictures', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await expect(page.getByRole('heading', { name: 'Triggers' })).toBeVisible({ timeout: 60_000 });
  await loseLargestHost(page);
  await expect(page.locator('.trig th.scen')).toBeVisible({ timeout: 60_000 });
  await look(app, page, 'overview-scenario');

  // Pictures go to the clipboard as they are; the page keeps the last one to be looked at.
  await page.evaluate(() => {
    const write = navigator.clipboard.write.bind(navigator.clipboard);
    navigator.clipboard.write = async (items) => {
      const blob = await items[0]?.getType('image/png');
      const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
      const copied = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      Object.assign(window, { copied });
      await write(items);
    };
  });
  const clipboard = (): Promise<string> => app.evaluate(({ clipboard: own }) => own.readText());
  for (const [what, start] of [
    ['Triggers', 'trigger,scope,'],
    ['Clusters', 'cluster,hosts,'],
    ['Room for more', 'Flavor,Size,'],
  ] as const) {
    await page.getByRole('button', { name: `Copy ${what} as CSV` }).click();
    await expect(page.getByText(`${what} as CSV copied.`)).toBeVisible();
    const text = await clipboard();
    expect(text.startsWith(start), text.slice(0, 80)).toBe(true);
    expect(text).toMatch(/, scenario|scenario/);
    expect(text.trim().split('\n').length).toBeGreaterThan(2);
  }
  await page.getByRole('button', { name: 'Copy Forecasts', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy lines as CSV' }).click();
  await expect.poll(clipboard).toMatch(/^constraint,day,measured,projected,low,high,"projected, scenario"/);
  for (const [what, start] of [
    ['Capacity', 'region,resource,unit,'],
    ['Forecasts', 'constraint,target on,'],
    ['Constraints', 'constraint,name,'],
  ] as const) {
    const copy = async (item: string): Promise<void> => {
      await app.evaluate(({ clipboard: own }) => own.clear());
      await page.getByRole('button', { name: `Copy ${what}`, exact: true }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect(page.getByText(/copied\.$/).last()).toBeVisible();
    };
    /** What was told of an earlier copy may stand there still: the words themselves are waited for. */
    const copyText = async (item: string): Promise<string> => {
      await copy(item);
      await expect.poll(clipboard).not.toBe('');
      return clipboard();
    };
    const text = await copyText('Copy as CSV');
    expect(text.startsWith(start), text.slice(0, 80)).toBe(true);
    expect(text).toContain(', scenario');
    const svg = await copyText('Copy as SVG');
    expect(svg).toContain('<svg');
    expect(svg).toContain(
      what === 'Capacity' ? 'installed' : what === 'Forecasts' ? 'Snapshot store' : 'Verdict',
    );
    keepDrawn(`copied-${what.toLowerCase()}.svg`, svg);
    const copied = (): Promise<string> =>
      page.evaluate(() => (window as unknown as { readonly copied?: string }).copied ?? '');
    const earlier = await copied();
    await copy('Copy as PNG');
    await expect.poll(copied).not.toBe(earlier);
    const picture = await copied();
    keepDrawn(`copied-${what.toLowerCase()}.png`, Buffer.from(picture, 'base64'));
    expect(Buffer.from(picture, 'base64').readUInt32BE(16), 'twice as sharp as the pane').toBeGreaterThan(
      600,
    );
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
