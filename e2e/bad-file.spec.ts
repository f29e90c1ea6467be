import type { Page } from '@playwright/test';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { headroomCli } from './headroom-cli.ts';
import { test, expect } from './sample-region.ts';
import {
  answerOpenDialogs,
  dropFiles,
  escapeFrom,
  expectNothingLeaks,
  goTo,
  pressKey,
  pressUndo,
  workspaceInfo,
} from './window-acts.ts';

const importDialog = (page: Page) => page.getByRole('dialog', { name: 'Import' });

/** Everything the workspace says about itself through the bridge: its facts, its history, every constraint, its imports. */
function contentOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const replies = await Promise.all([
      window.headroom.invoke('workspace:info'),
      window.headroom.invoke('workspace:history'),
      window.headroom.invoke('import:list'),
      window.headroom.invoke('scenario:list'),
      window.headroom.invoke('policy:get'),
      window.headroom.invoke('inventory:choices'),
      window.headroom.invoke('assess:run', { scenario: { kind: 'baseline' } }),
    ]);
    return JSON.stringify(replies);
  });
}

/** The sample's own `hosts.csv` with one value made wrong, so that all else about the file is right. */
function brokenHosts(folder: string): { path: string; line: number } {
  const lines = readFileSync(
    resolve(import.meta.dirname, '..', 'assets', 'sample', 'hosts.csv'),
    'utf8',
  ).split('\n');
  const at = 6;
  const column = (lines[0] ?? '').split(',').indexOf('memory_gib');
  const cells = (lines[at] ?? '').split(',');
  cells[column] = '512 quarts';
  lines[at] = cells.join(',');
  const path = join(folder, 'hosts.csv');
  writeFileSync(path, lines.join('\n'));
  return { path, line: at + 1 };
}

function written(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('a bad inventory or model is refused with file, line, column and value, and the workspace stays as it was', async ({
  openSample,
  dataDir,
}) => {
  const hosts = brokenHosts(dataDir);
  const cases = [
    {
      path: hosts.path,
      says: ['hosts.csv', `line ${hosts.line}`, 'memory_gib', '"512 quarts"', 'expected a number'],
    },
    {
      path: written(
        dataDir,
        'comma.json',
        '{\n  "schema": "headroom.model/v1",\n  "regions": [\n    { "id": "r1", }\n  ]\n}\n',
      ),
      says: ['comma.json', 'line 4', 'column 19', '"}"'],
    },
  ];
  const { page } = await openSample();
  const before = await contentOf(page);
  for (const { path, says } of cases) {
    await dropFiles(page, [path]);
    const problems = importDialog(page).locator('.problems li');
    for (const words of says) await expect(problems.first()).toContainText(words);
    await expect(importDialog(page).getByRole('button', { name: 'Import 0 files' })).toBeDisabled();
    await expectNothingLeaks(page);
    await escapeFrom(page, importDialog(page));
  }
  expect(await contentOf(page)).toBe(before);
});

test('a model whose values are wrong is refused whole, with the path of each', async ({
  openSample,
  dataDir,
}) => {
  const path = written(
    dataDir,
    'negative.json',
    JSON.stringify({
      schema: 'headroom.model/v1',
      regions: [{ id: 'r1' }],
      clusters: [{ id: 'c1', region: 'nowhere' }],
      hosts: [{ id: 'h1', cluster: 'c1', memoryBytes: -5 }],
    }),
  );
  const { page } = await openSample();
  const before = await contentOf(page);
  await dropFiles(page, [path]);
  await importDialog(page).getByRole('button', { name: 'Import 1 file' }).click();
  const alert = importDialog(page).getByRole('alert');
  await expect(alert).toContainText('Nothing was imported.');
  for (const words of ['hosts[0].memoryBytes', '"-5"', 'at least 0', 'clusters[0].region', '"nowhere"']) {
    await expect(alert).toContainText(words);
  }
  expect(await contentOf(page)).toBe(before);
});

test('a file that breaks only while it is imported takes nothing of the others with it', async ({
  openSample,
  dataDir,
}) => {
  // Alone the new host is right; beside the workspace its cluster does not exist. The good metrics wait for it in vain.
  const hosts = written(
    dataDir,
    'hosts.csv',
    'id,cluster,cpu_cores,memory_gib\nlost-1,no-such-cluster,64,512\n',
  );
  const metrics = written(
    dataDir,
    'good.csv',
    'timestamp,entity,metric,value\n2026-11-01T00:00:00Z,lost-1,host.cpu,1.5\n2026-11-01T00:05:00Z,lost-1,host.cpu,2\n',
  );
  const { page } = await openSample();
  const before = await contentOf(page);
  await dropFiles(page, [metrics, hosts]);
  await importDialog(page).getByRole('button', { name: 'Import 2 files' }).click();
  const alert = importDialog(page).getByRole('alert');
  await expect(alert).toContainText('Nothing was imported.');
  await expect(alert).toContainText('hosts.csv');
  await expect(alert).toContainText('no-such-cluster');
  expect(await contentOf(page)).toBe(before);
});

test('rows that cannot be read are left out one by one, named with line, column and value', async ({
  openSample,
  dataDir,
}) => {
  const rows = [
    'timestamp,entity,metric,value',
    '2026-11-01T00:00:00Z,probe-1,host.cpu,1.5',
    'yesterday,probe-1,host.cpu,2',
    '2026-11-01T00:05:00Z,probe-1,host.cpu,many',
    '2026-11-01T00:10:00Z,probe-1,host.cpu,2.5',
  ];
  const { app, page } = await openSample();
  const { counts } = await workspaceInfo(page);
  await dropFiles(page, [written(dataDir, 'some-bad-rows.csv', `${rows.join('\n')}\n`)]);
  const dialog = importDialog(page);
  await expect(dialog.locator('.problems li').first()).toContainText('line 3');
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(dialog.getByText('2 rows of some-bad-rows.csv left out')).toBeVisible();
  const left = dialog.locator('.problems li');
  await expect(left).toHaveCount(2);
  for (const words of ['line 3', 'timestamp', 'not a time', 'yesterday'])
    await expect(left.nth(0)).toContainText(words);
  for (const words of ['line 4', 'value', 'not a number', 'many'])
    await expect(left.nth(1)).toContainText(words);
  await dialog.getByRole('button', { name: 'Close' }).click();
  const after = await workspaceInfo(page);
  expect(after.counts.samples).toBe(counts.samples + 2);
  await goTo(page, 'Data');
  const entry = page.getByRole('row').filter({ hasText: 'some-bad-rows.csv' });
  await expect(entry.getByRole('cell').last()).toHaveText('2');

  await pressUndo(app);
  await expect(entry).toHaveCount(0);
  expect((await workspaceInfo(page)).counts).toEqual(counts);
});

test('a truncated or foreign .headroom file is refused, unchanged, while the open workspace stays open', async ({
  openSample,
  sampleFile,
  dataDir,
}) => {
  const cut = join(dataDir, 'cut.headroom');
  copyFileSync(sampleFile, cut);
  truncateSync(cut, 100_000);
  const foreign = written(dataDir, 'foreign.headroom', 'This is a letter, not a workspace.\n'.repeat(200));
  const session = await openSample();
  const { app, page } = session;
  const before = await contentOf(page);
  const alerts = page.getByRole('region', { name: 'News' }).getByRole('alert');
  const damaged = page.getByRole('dialog', { name: /cut\.headroom/ });
  const left = async (path: string, bytes: Buffer): Promise<void> => {
    expect(readFileSync(path).equals(bytes), `${path} is as it was`).toBe(true);
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  };
  const [cutBytes, foreignBytes] = [readFileSync(cut), readFileSync(foreign)];

  await answerOpenDialogs(app, [cut]);
  await pressKey(app, 'O', ['control']);
  await expect(damaged).toContainText('It was not changed');
  await expect(damaged).toContainText('There is no backup of it');
  await escapeFrom(page, damaged);
  await left(cut, cutBytes);

  await answerOpenDialogs(app, [foreign]);
  await pressKey(app, 'O', ['control']);
  await expect(alerts.last()).toContainText('foreign.headroom is not a Headroom workspace');
  await expect(alerts.last()).toContainText('It was not changed');
  await left(foreign, foreignBytes);
  expect(await contentOf(page)).toBe(before);

  // And again as a file dropped on the window.
  await dropFiles(page, [cut]);
  await escapeFrom(page, damaged);
  expect(await contentOf(page)).toBe(before);
  await session.end();
  const { exitCode, stderr } = await headroomCli('assess', '--workspace', session.file);
  expect(exitCode, stderr).toBe(0);
});
