import type { Page } from '@playwright/test';
import { copyFileSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { overviewIsShown, test, expect } from './sample-region.ts';
import {
  answerOpenDialogs,
  dropFiles,
  expectNothingLeaks,
  goTo,
  pressRedo,
  pressUndo,
  workspaceInfo,
} from './window-acts.ts';

const fixture = (name: string): string => resolve(import.meta.dirname, 'fixtures', name);

/** Data rows of a CSV, header left out: what `wc -l` says, less one. */
function linesOf(name: string): readonly string[] {
  const [, ...rows] = readFileSync(fixture(name), 'utf8').trimEnd().split(/\r?\n/);
  return rows;
}

const grouped = (count: number): string => count.toLocaleString('en-US');

/** The value beside a fact's name in the preview. */
const fact = (page: Page, name: string) =>
  page
    .getByRole('dialog', { name: 'Import' })
    .locator('.facts > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd');

async function countsAre(page: Page, series: number, samples: number): Promise<void> {
  await expect
    .poll(async () => {
      const { counts } = await workspaceInfo(page);
      return [counts.series, counts.samples];
    })
    .toEqual([series, samples]);
}

test('a CloudWatch file dropped on the window is recognised, imported, undone and brought back', async ({
  openSample,
}) => {
  const name = 'ec2_cpu_utilization_53ea38.csv';
  const rows = linesOf(name);
  expect(rows).toHaveLength(4032);
  const { app, page } = await openSample();
  const { counts } = await workspaceInfo(page);
  await goTo(page, 'Data');
  const imports = page.locator('.pane', { hasText: 'newest first' }).locator('tbody tr');
  const known = await page.evaluate(() => window.headroom.invoke('import:list'));
  const importsBefore = known.ok ? known.value.length : Number.NaN;
  await expect(imports).toHaveCount(importsBefore);

  await dropFiles(page, [fixture(name)]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(fact(page, 'Format')).toHaveText(/one series/);
  await expect(fact(page, 'Series')).toHaveText('1');
  await expect(fact(page, 'Entities')).toHaveText('ec2_cpu_utilization_53ea38');
  await expect(fact(page, 'From')).toContainText('14 Feb 2014 14:30');
  await expect(fact(page, 'To')).toContainText('28 Feb 2014 14:25');
  await expect(fact(page, 'Step')).toHaveText('5 min');
  const previewed = dialog.getByRole('region', { name: `First rows of ${name}` }).locator('tbody tr');
  await expect(previewed.first()).toHaveText((rows[0] ?? '').replace(',', ''));
  await expectNothingLeaks(page);
  await countsAre(page, counts.series, counts.samples);

  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 file imported' })).toContainText(
    `${grouped(rows.length)} samples`,
  );
  await expect(dialog).toHaveCount(0);
  await countsAre(page, counts.series + 1, counts.samples + rows.length);
  await expect(imports).toHaveCount(importsBefore + 1);
  await expect(imports.first()).toContainText(name);
  await expect(page.getByRole('row', { name: /^Samples/ })).toContainText(
    grouped(counts.samples + rows.length),
  );
  await expectNothingLeaks(page);

  await pressUndo(app);
  await countsAre(page, counts.series, counts.samples);
  await expect(imports).toHaveCount(importsBefore);
  await expect(page.getByRole('row', { name: /^Samples/ })).toContainText(grouped(counts.samples));

  await pressRedo(app);
  await countsAre(page, counts.series + 1, counts.samples + rows.length);
  await expect(imports.first()).toContainText(name);
});

test('an hourly trace of two VMs, chosen by dialog, keeps every value of every column; again it changes nothing', async ({
  openSample,
}) => {
  const name = 'bitbrains_two_vms_hourly.csv';
  const rows = linesOf(name);
  const cells = rows.map((row) => row.split(','));
  const vms = new Set(cells.map(([, vm]) => vm));
  const columns = 3;
  expect(vms.size).toBe(2);
  const { app, page } = await openSample();
  const { counts } = await workspaceInfo(page);
  await answerOpenDialogs(app, [fixture(name)]);
  await goTo(page, 'Data');

  const dialog = page.getByRole('dialog', { name: 'Import' });
  for (const [time, expected] of [
    ['first', `${grouped(rows.length * columns)} samples`],
    ['second', ''],
  ] as const) {
    await page.getByRole('button', { name: 'Import files' }).first().click();
    await expect(fact(page, 'Series')).toHaveText(String(vms.size * columns));
    await expect(fact(page, 'Entities')).toHaveText([...vms].join(', '));
    await dialog.getByRole('button', { name: 'Import 1 file' }).click();
    await expect(dialog, `${time} import`).toHaveCount(0);
    await expect(page.getByRole('status').filter({ hasText: '1 file imported' }).last()).toContainText(
      expected,
    );
    await countsAre(page, counts.series + vms.size * columns, counts.samples + rows.length * columns);
  }
});

test('a file handed over on the command line is offered for import, and Cancel leaves no trace', async ({
  launch,
  sampleFile,
  dataDir,
}) => {
  const file = join(dataDir, 'Sample region.headroom');
  copyFileSync(sampleFile, file);
  // The dialog lies over the Overview as soon as the file is read, whichever is there first.
  const { page } = await launch({ args: [file, fixture('bitbrains_two_vms_hourly.csv')] });
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog).toContainText('bitbrains_two_vms_hourly.csv');
  const before = await workspaceInfo(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await overviewIsShown(page);
  expect(await workspaceInfo(page)).toEqual(before);
});

test('a file with repeated timestamps keeps one value for each, also after the app was closed', async ({
  openSample,
  launch,
}) => {
  const name = 'ec2_disk_write_bytes_1ef3de.csv';
  const times = new Set(linesOf(name).map((row) => row.split(',')[0]));
  expect(linesOf(name).length - times.size).toBe(11);
  const first = await openSample();
  const { counts } = await workspaceInfo(first.page);
  await dropFiles(first.page, [fixture(name)]);
  const dialog = first.page.getByRole('dialog', { name: 'Import' });
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await countsAre(first.page, counts.series + 1, counts.samples + times.size);
  await first.end();

  const second = await launch({ args: [first.file] });
  await overviewIsShown(second.page);
  await countsAre(second.page, counts.series + 1, counts.samples + times.size);
  await goTo(second.page, 'Data');
  await expect(second.page.getByRole('row').filter({ hasText: name })).toHaveCount(1);
});
