import { resolve } from 'node:path';
import { assessedByCli, headroomCli } from './headroom-cli.ts';
import { test, expect } from './sample-region.ts';
import { workspaceInfo } from './window-acts.ts';

const FILE = resolve(import.meta.dirname, 'fixtures', 'ec2_cpu_utilization_53ea38.csv');
const OPEN_ELSEWHERE = 'open in another window of Headroom';

test('a workspace open in a window is refused to the command line, and nothing changes', async ({
  openSample,
}) => {
  const session = await openSample();
  const before = await workspaceInfo(session.page);
  for (const args of [
    ['import', FILE, '--workspace', session.file],
    ['assess', '--workspace', session.file],
  ]) {
    const run = await headroomCli(...args);
    expect(run.exitCode, args[0]).toBe(2);
    expect(run.stderr).toContain(OPEN_ELSEWHERE);
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect(run.stdout).toBe('');
  }
  expect(await workspaceInfo(session.page)).toEqual(before);

  // Once the window is closed, the same command is carried out.
  await session.end();
  const run = await headroomCli('import', FILE, '--workspace', session.file);
  expect(run.exitCode, run.stderr).toBe(0);
  await assessedByCli(session.file);
});

test('a second window with its own data folder is told who has the file, and stays usable', async ({
  openSample,
  launch,
  dataDir,
}) => {
  const first = await openSample();
  const before = await workspaceInfo(first.page);
  const second = await launch({ dataDir: `${dataDir}/second`, args: [first.file] });
  await expect(second.page.getByRole('alert')).toContainText(OPEN_ELSEWHERE);
  await expect(second.page.getByRole('button', { name: 'Open sample region' })).toBeEnabled();
  expect(await workspaceInfo(first.page)).toEqual(before);
});
