import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BY_THE_CLOCK } from './pictures.ts';
import { test, expect } from './sample-region.ts';
import { dropFiles, expectNothingLeaks, goTo, pressOn, pressUndo, workspaceInfo } from './window-acts.ts';

const fixture = (name: string): string => resolve(import.meta.dirname, 'fixtures', name);

async function importFile(page: Page, name: string): Promise<void> {
  await dropFiles(page, [fixture(name)]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByRole('button', { name: /^Import 1 file/ }).click();
  await expect(dialog).toHaveCount(0);
}

test('an older import says what it changed and is reverted as a step of its own', async ({ openSample }) => {
  const { app, page } = await openSample();
  const before = await workspaceInfo(page);
  await importFile(page, 'ec2_cpu_utilization_53ea38.csv');
  await importFile(page, 'ec2_disk_write_bytes_1ef3de.csv');
  await goTo(page, 'Data');
  const older = page.getByRole('row').filter({ hasText: 'ec2_cpu_utilization_53ea38.csv' });
  await older.click();
  const pane = page.getByRole('region', { name: 'The import looked at' });
  await expect(pane).toContainText('1 series added');
  await expect(pane).toContainText(/15 days of samples added/);
  await pane.getByRole('button', { name: 'Revert this import' }).click();
  await expect(older).toHaveCount(0);
  expect((await workspaceInfo(page)).undoLabel).toBe('Revert import ec2_cpu_utilization_53ea38.csv');
  expect((await workspaceInfo(page)).counts.series).toBe(before.counts.series + 1);
  await pressUndo(app);
  await expect(older).toHaveCount(1);
  expect((await workspaceInfo(page)).counts.series).toBe(before.counts.series + 2);
  await expectNothingLeaks(page);
});

test('a series is found, drawn, mapped to a canonical metric and deleted, each undone', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await importFile(page, 'ec2_disk_write_bytes_1ef3de.csv');
  await goTo(page, 'Data');
  await page.getByRole('tab', { name: 'Series' }).click();
  const grid = page.getByRole('grid', { name: 'Stored series' });
  await expect(page.locator('.ser-say')).toContainText('unmapped', { timeout: 30_000 });
  await page.getByRole('searchbox', { name: 'Filter series' }).fill('ec2');
  await expect(grid.getByRole('row').nth(1)).toContainText('ec2');
  await pressOn(grid, 'ArrowDown');
  const pane = page.locator('.ser-pane');
  await expect(pane.locator('canvas, svg').first()).toBeVisible();
  await expect(pane).toContainText(/Feeds no constraint/);
  await expectNothingLeaks(page);

  await pane.getByRole('button', { name: 'Rename or map' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Entity' }).fill('euw-a-01');
  await dialog.getByRole('button', { name: /Metric/ }).click();
  await page.getByRole('option', { name: /^Disk throughput/ }).click();
  await dialog.getByRole('button', { name: 'Rename 1 series' }).click();
  await expect(dialog).toHaveCount(0);
  expect((await workspaceInfo(page)).undoLabel).toMatch(
    /^Rename series .* to disk_throughput_bytes_per_second of euw-a-01$/,
  );
  await page.getByRole('searchbox', { name: 'Filter series' }).fill('euw-a-01 throughput');
  await expect(grid.getByRole('row').nth(1)).toContainText('Disk throughput');

  const { counts } = await workspaceInfo(page);
  const rows = Number(await grid.getAttribute('aria-rowcount'));
  await pressOn(grid, 'ArrowDown');
  await pane.getByRole('button', { name: 'Delete series' }).click();
  await expect.poll(async () => (await workspaceInfo(page)).counts.series).toBe(counts.series - 1);
  await expect(grid).toHaveAttribute('aria-rowcount', String(rows - 1));
  await pressUndo(app);
  await expect.poll(async () => (await workspaceInfo(page)).counts).toEqual(counts);
  await expect(grid).toHaveAttribute('aria-rowcount', String(rows));
  await page.getByRole('searchbox', { name: 'Filter series' }).fill('use-b memory');
  await page.getByRole('button', { name: /^Delete \d+ shown$/ }).click();
  await expect(dialog).toContainText(/falls back to what the inventory says/);
  await expect(dialog.getByRole('button', { name: /^Delete \d+ series$/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await workspaceInfo(page)).counts.series).toBeLessThan(counts.series - 1);
  await pressUndo(app);
  await expect.poll(async () => (await workspaceInfo(page)).counts).toEqual(counts);
  await expect(page.getByRole('button', { name: /^Delete \d+ shown$/ })).toBeVisible();
  // Beside a pane the tip of the focused button lies over the switch above it, and is no obstacle to the pointer.
  await pressOn(grid, 'ArrowDown');
  await expect(pane).toBeVisible();
  await page.getByRole('button', { name: 'Copy Series as CSV' }).focus();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await page.getByRole('button', { name: 'Canonical metrics' }).click();
  await page.getByRole('button', { name: 'CPU used' }).click();
  await expect(page.getByRole('region', { name: 'Canonical metrics' })).toContainText(
    'node_cpu_seconds_total',
  );
});

test('a field that is taken away leaves its constraint not measured, and Quality leads to where it is entered', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await goTo(page, 'Data');
  await page.getByRole('tab', { name: 'Inventory' }).click();
  await page.getByRole('button', { name: /^Storage pools/ }).click();
  const grid = page.getByRole('grid', { name: 'Storage pools' });
  const head = grid.getByRole('columnheader', { name: /^Snapshot backing/ });
  const column = Number(await head.getAttribute('data-column'));
  await expect(grid.locator(`[data-row="0"][data-column="${column}"]`)).toHaveText(/\d/);
  await grid.focus();
  for (let press = 0; press < column; press += 1) await page.keyboard.press('ArrowRight');
  await expect(grid.locator('.cell.at')).toHaveAttribute('data-column', String(column));
  await page.keyboard.press('Delete');
  await expect(grid.locator(`[data-row="0"][data-column="${column}"]`)).toHaveText('—');

  await page.getByRole('tab', { name: 'Quality' }).click();
  const quality = page.getByRole('region', { name: 'Quality of the data' });
  await expect(quality).toContainText(/are not measured|is measured/, { timeout: 30_000 });
  const row = quality.getByRole('row', { name: /Snapshot store/ });
  await expect(row).toContainText('Snapshot backing of 1 storage pool');
  await expectNothingLeaks(page);
  await row.getByRole('button', { name: 'Snapshot backing' }).click();
  await expect(page.getByRole('grid', { name: 'Storage pools' })).toBeVisible();
  await expect(page.locator('.sheet-say')).toContainText('1 of 2 storage pools.');
  await expect(page.locator('.sheet-say')).toContainText('without snapshot backing');
});

test('one kind of the inventory is exported as CSV that import reads again without a change', async ({
  openSample,
  dataDir,
}) => {
  const { app, page } = await openSample();
  const path = join(dataDir, 'hosts.csv');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await goTo(page, 'Data');
  await page.getByRole('tab', { name: 'Inventory' }).click();
  await page.getByRole('button', { name: 'Export CSV' }).click();
  await expect(page.getByText('1 file written to')).toBeVisible();
  const { counts } = await workspaceInfo(page);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines[0]).toMatch(/^id,cluster,/);
  expect(lines).toHaveLength(counts.hosts + 1);

  await dropFiles(page, [path]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByRole('button', { name: /^Import 1 file/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(`1 file imported, ${counts.hosts} inventory rows.`)).toBeVisible();
  expect((await workspaceInfo(page)).counts.hosts).toBe(counts.hosts);
  const imports = await page.evaluate(() => window.headroom.invoke('import:list'));
  expect(imports.ok ? imports.value[0]?.changed : null).toBe(0);
});

test('rows of the sheet touch each other in every size of the window', async ({ openSample }) => {
  const { app, page } = await openSample({ size: { width: 1280, height: 800 } });
  await goTo(page, 'Data');
  await page.getByRole('tab', { name: 'Inventory' }).click();
  const edges = () =>
    page.locator('.sheet-row').evaluateAll((rows) => {
      const boxes = rows
        .map((row) => [row.getBoundingClientRect(), row.firstElementChild?.getBoundingClientRect()] as const)
        .sort(([a], [b]) => a.top - b.top);
      return boxes.every(
        ([row, cell], at) =>
          cell?.height === row.height && (at === 0 || boxes[at - 1]?.[0].bottom === row.top),
      );
    });
  const window = await app.browserWindow(page);
  for (const width of [1280, 1920, 1280]) {
    await window.evaluate((target, to) => target.setContentSize(to, 800), width);
    await page.waitForFunction((to) => innerWidth === to, width, BY_THE_CLOCK);
    await expect(page.locator('.sheet-row').first()).toBeVisible();
    await expect.poll(edges).toBe(true);
  }
});
