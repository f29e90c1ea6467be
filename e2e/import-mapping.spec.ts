import type { Page } from '@playwright/test';
import { mkdirSync, copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './sample-region.ts';
import { answerOpenDialogs, dropFiles, expectNothingLeaks, goTo, workspaceInfo } from './window-acts.ts';

const fixture = (name: string): string => resolve(import.meta.dirname, 'fixtures', name);
const importDialog = (page: Page) => page.getByRole('dialog', { name: 'Import' });
const fact = (page: Page, name: string) =>
  importDialog(page)
    .locator('.facts > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd');

test('a table nobody knows is read by the suggested mapping, corrected by column, and remembered for the next time', async ({
  openSample,
}) => {
  const name = 'bitbrains_50vms_inventory.csv';
  const { page } = await openSample();
  const before = (await workspaceInfo(page)).counts;
  await dropFiles(page, [fixture(name)]);
  const dialog = importDialog(page);
  await expect(dialog.getByText('Nothing can be imported as it is.')).toBeVisible();
  await expect(dialog).toContainText(
    'Columns found: vm, cpu_count, cpu_capacity_mhz, mem_capacity_raw, start, stop',
  );
  await expect(dialog.getByRole('button', { name: 'Import 0 files' })).toBeDisabled();

  await dialog.getByRole('button', { name: 'Use the suggested mapping' }).click();
  await expect(fact(page, 'Series')).toHaveText('150');
  await expect(fact(page, 'Samples')).toHaveText('150');
  await expect(dialog).toContainText('Read by your mapping');
  await expect(dialog).toContainText('0 of 50 entities are in the inventory');

  // The unit of one column is not documented: it is left out by hand.
  await dialog.getByRole('button', { name: /Value mem_capacity_raw is/ }).click();
  await page.getByRole('option', { name: 'Skip' }).click();
  await expect(fact(page, 'Series')).toHaveText('100');
  await expectNothingLeaks(page);
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(async () => (await workspaceInfo(page)).counts.samples).toBe(before.samples + 100);

  await dropFiles(page, [fixture(name)]);
  await expect(dialog).toContainText('Read by the mapping remembered of this source.');
  await expect(fact(page, 'Series')).toHaveText('100');
  await dialog.getByRole('button', { name: 'Read as recognised' }).click();
  await expect(dialog).toContainText('Not recognised.');
});

test('names with ports are matched to the inventory by a pattern, seen before anything is imported', async ({
  openSample,
  dataDir,
}) => {
  const { page } = await openSample();
  const reply = await page.evaluate(() => window.headroom.invoke('inventory:choices'));
  const hosts = reply.ok ? reply.value.hosts.slice(0, 3).map(({ id }) => id) : [];
  expect(hosts).toHaveLength(3);
  const rows = hosts.map((host) => `2026-11-01T00:00:00Z,${host}.example.net:9100,memory_used_gib,1.5`);
  const path = join(dataDir, 'ports.csv');
  writeFileSync(path, `timestamp,entity,metric,value\n${rows.join('\n')}\n`);
  await dropFiles(page, [path]);
  const dialog = importDialog(page);
  await expect(dialog).toContainText('0 of 3 entities are in the inventory');
  await expect(dialog.getByRole('row', { name: /memory_used_gib memory_used_bytes/ })).toContainText(
    '1.5 GiB → 1,610,612,736 bytes',
  );
  await dialog.getByRole('button', { name: 'Match 3 of 3 by name pattern' }).click();
  await expect(dialog).toContainText('All 3 entities are in the inventory');
  await expect(fact(page, 'Entities')).toContainText(hosts[0] ?? '');
});

test('a folder is offered file by file; what is no data is listed, and one file is left out by hand', async ({
  openSample,
  dataDir,
}) => {
  const folder = join(dataDir, 'exports');
  mkdirSync(join(folder, 'deep'), { recursive: true });
  copyFileSync(fixture('ec2_cpu_utilization_53ea38.csv'), join(folder, 'ec2_cpu_utilization_53ea38.csv'));
  copyFileSync(fixture('bitbrains_two_vms.om'), join(folder, 'deep', 'bitbrains_two_vms.om'));
  copyFileSync(fixture('node_exporter.prom'), join(folder, 'node_exporter.prom'));
  writeFileSync(join(folder, 'README.md'), '# hello');
  const { app, page } = await openSample();
  const before = (await workspaceInfo(page)).counts;
  await goTo(page, 'Data');
  await answerOpenDialogs(app, [folder]);
  await page.getByRole('button', { name: 'Import files' }).first().click();
  const dialog = importDialog(page);
  await expect(dialog.getByRole('status').first()).toContainText('3 files hold');
  await expect(dialog).toContainText('1 file left out');
  const list = dialog.getByRole('list', { name: 'Files' });
  await list.getByRole('button', { name: /node_exporter/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'Observed at' })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Observed at' }).fill('2026-11-20T08:00:00Z');
  await expect(fact(page, 'From')).toContainText('20 Nov 2026 08:00');

  await list.getByRole('checkbox', { name: /ec2_cpu/ }).press('Space');
  await expect(dialog.getByRole('button', { name: 'Import 2 files' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Import 2 files' }).click();
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(async () => (await workspaceInfo(page)).counts.samples)
    .toBeGreaterThan(before.samples + 1442);
  const imports = await page.evaluate(() => window.headroom.invoke('import:list'));
  const files = imports.ok ? (imports.value[0]?.files.map(({ file }) => file) ?? []) : [];
  expect(files).toEqual(['exports/deep/bitbrains_two_vms.om', 'exports/node_exporter.prom']);
});
