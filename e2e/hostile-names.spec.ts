import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessedByCli, headroomCli } from './headroom-cli.ts';
import { test, expect } from './launch.ts';
import { expectNothingLeaks, goTo, SCREENS, workspaceInfo } from './window-acts.ts';

const HTML = '<img src=x class=planted onerror=window.ran=1>';
const SQL = "x'); DROP TABLE entities; --";
const REGION = `${HTML} west`;

/** An inventory whose every name is an attack: markup, SQL, and the names every object has. */
function hostileInventory(folder: string): string {
  const csv = (name: string, ...lines: readonly (readonly string[])[]): void => {
    const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    writeFileSync(join(folder, name), lines.map((line) => `${line.map(cell).join(',')}\n`).join(''));
  };
  mkdirSync(folder);
  csv('regions.csv', ['id', 'name'], ['r1', REGION]);
  csv('clusters.csv', ['id', 'region'], [SQL, 'r1'], ['constructor', 'r1']);
  csv(
    'hosts.csv',
    ['id', 'cluster', 'cpu_cores', 'memory_gib'],
    [HTML, SQL, '64', '512'],
    ['__proto__', SQL, '64', '512'],
    ['toString', 'constructor', '64', '512'],
  );
  return folder;
}

test('names that are markup, SQL or members of every object are only names, on every screen', async ({
  launch,
  dataDir,
}) => {
  const file = join(dataDir, 'W.headroom');
  expect((await headroomCli('init', file)).exitCode).toBe(0);
  const imported = await headroomCli('import', hostileInventory(join(dataDir, 'in')), '--workspace', file);
  expect(imported.exitCode, imported.stderr).toBe(0);
  const scopes = (await assessedByCli(file)).constraints.map(({ scope }) => scope);
  expect(scopes).toEqual(expect.arrayContaining([`cluster:${SQL}`, 'cluster:constructor']));

  const { page } = await launch({ args: [file] });
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(page.getByText(REGION).first()).toBeVisible();
  expect((await workspaceInfo(page)).counts).toMatchObject({ regions: 1, clusters: 2, hosts: 3 });
  for (const screen of SCREENS) {
    await goTo(page, screen);
    await expectNothingLeaks(page);
    await expect(page.locator('.planted'), `${screen} draws markup out of a name`).toHaveCount(0);
  }
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});
