import type { Page } from '@playwright/test';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksumOf } from '../electron/workspace/file-checksum.ts';
import { headroomCli } from './headroom-cli.ts';
import { dialog, inMain, type Over } from './over.ts';
import { startSmallMetricServer } from './small-metric-server.ts';
import { answerOpenDialogs, pressKey } from './window-acts.ts';

const stays = (): Promise<void> => Promise.resolve();

/** A workspace that is damaged on the disk, with a backup that is sound and one that is not. */
async function damagedWorkspace(): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'headroom-e2e-over-')), 'Amsterdam.headroom');
  const { exitCode, stderr } = await headroomCli('init', file);
  if (exitCode !== 0) throw new Error(stderr);
  mkdirSync(`${file}.backups`, { recursive: true });
  const sum = checksumOf(file).toString(16).padStart(8, '0');
  copyFileSync(file, join(`${file}.backups`, `2026-11-24 08-30-00 ${sum}.headroom`));
  copyFileSync(file, join(`${file}.backups`, '2026-11-23 17-05-00 00000000.headroom'));
  const bytes = readFileSync(file);
  bytes.fill(0xff, Math.floor(bytes.length / 2));
  writeFileSync(file, bytes);
  return file;
}

/** Plans so far ahead that there is something to buy. */
async function planAhead(page: Page): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Plan ahead', exact: true });
  await field.fill('300');
  await field.press('Tab');
  await page.locator('.pl-say').filter({ hasText: /Buy/ }).waitFor({ timeout: 60_000 });
}

/** What needs something recorded first: an order, a decision, a checklist, a connection, a damaged file. */
export const OVER_RECORDS: readonly Over[] = [
  {
    place: 'Plan',
    name: 'purchases',
    async open(page) {
      await planAhead(page);
      await page.getByRole('region', { name: 'Purchase list' }).getByRole('row').nth(1).waitFor();
    },
    close: stays,
  },
  {
    place: 'Plan',
    name: 'mark as ordered',
    async open(page) {
      await inMain(page, /^Accept 1 × /).click();
      await inMain(page, /^Mark as ordered/).click({ timeout: 60_000 });
      await dialog(page, /^Order/).waitFor();
    },
  },
  {
    place: 'Plan',
    name: 'mark as delivered',
    async open(page) {
      await inMain(page, /^Mark as ordered/).click();
      await dialog(page, /^Order/)
        .getByRole('button', { name: 'Mark as ordered' })
        .click();
      await inMain(page, /^Mark as delivered/).click({ timeout: 60_000 });
      await dialog(page, /^Take delivery/).waitFor();
    },
  },
  {
    place: 'Decisions, Log',
    name: 'a decision',
    async open(page) {
      await inMain(page, 'Record decision…').click();
      await dialog(page).getByLabel('What was decided').fill('Watch the snapshot store');
      await dialog(page).getByLabel('Why').fill('It grows faster than said');
      await dialog(page).getByRole('button', { name: 'Record decision' }).click();
      const kept = page.getByRole('region', { name: /^Decision \d/ }).filter({ hasText: 'grows faster' });
      await kept.getByRole('button', { name: 'Take back…' }).waitFor({ timeout: 60_000 });
    },
    close: stays,
  },
  {
    place: 'Decisions, Log',
    name: 'take it back',
    async open(page) {
      await inMain(page, 'Take back…').click();
      await dialog(page, /^Take back decision/).waitFor();
    },
  },
  {
    place: 'Decisions, Checklists',
    name: 'a checklist',
    async open(page) {
      await inMain(page, 'Decommission hosts…').click();
      await dialog(page).getByRole('combobox', { name: 'Hosts' }).fill('euw-b-');
      await page.getByRole('option').first().click();
      await dialog(page).getByRole('button', { name: 'Start checklist' }).click();
      await inMain(page, 'Done: cordon').waitFor({ timeout: 60_000 });
    },
    close: stays,
  },
  {
    place: 'Decisions, Checklists',
    name: 'stop it',
    async open(page) {
      await inMain(page, 'Stop…').click();
      await dialog(page, /^Stop checklist/).waitFor();
    },
  },
  {
    place: 'Data, Connections',
    name: 'a connection',
    async open(page) {
      await inMain(page, 'Add a connection').click();
      await dialog(page)
        .getByLabel('Address')
        .fill(await startSmallMetricServer());
      await dialog(page).getByLabel('Name').fill('Amsterdam');
      await dialog(page).getByRole('button', { name: 'Save connection' }).click();
      await inMain(page, 'Compare inventory').waitFor();
    },
    close: stays,
  },
  {
    place: 'Data, Connections',
    name: 'compare the inventory',
    async open(page) {
      await inMain(page, 'Compare inventory').click();
      await dialog(page, 'Compare the inventory').waitFor();
    },
  },
  {
    place: 'Data, Connections',
    name: 'a query',
    async open(page) {
      await inMain(page, 'Add query').click();
      await dialog(page, 'Add a query')
        .getByLabel('Query (PromQL)')
        .fill('node_memory_MemTotal_bytes{$match}');
      await dialog(page).getByRole('button', { name: 'Preview' }).click();
      await dialog(page).getByRole('status').filter({ hasText: 'series' }).waitFor();
    },
  },
  {
    place: 'Help, Sample scenarios',
    name: 'a damaged file',
    async open(page, app) {
      await answerOpenDialogs(app, [await damagedWorkspace()]);
      await pressKey(app, 'O', ['control']);
      await dialog(page, /^Bring back Amsterdam/).waitFor();
    },
  },
];
