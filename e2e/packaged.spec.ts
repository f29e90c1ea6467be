import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LICENCES_FILE, type ShippedLicence } from '../shared/licences/shipped-licence.ts';
import { headroomCli } from './headroom-cli.ts';
import { runPackaged, startsToPaintedWindow, test, expect } from './packaged-build.ts';
import { expectSamePage } from './pdf-text.ts';
import { overviewIsShown } from './sample-region.ts';
import {
  answerSaveDialogs,
  dropFiles,
  expectNothingLeaks,
  pressKey,
  runByPalette,
  workspaceInfo,
} from './window-acts.ts';

const fixture = (name: string): string => resolve(import.meta.dirname, 'fixtures', name);

test('every fuse of the built binary stands as the security page says', async ({ packaged }) => {
  const wire = await getCurrentFuseWire(packaged.executable);
  const stateOf = (option: FuseV1Options) => FuseState[wire[option] ?? FuseState.INHERIT];
  expect({
    runAsNode: stateOf(FuseV1Options.RunAsNode),
    cookieEncryption: stateOf(FuseV1Options.EnableCookieEncryption),
    nodeOptions: stateOf(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: stateOf(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: stateOf(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: stateOf(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: stateOf(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: 'DISABLE',
    cookieEncryption: 'ENABLE',
    nodeOptions: 'DISABLE',
    inspect: 'DISABLE',
    asarIntegrity: 'ENABLE',
    onlyAsar: 'ENABLE',
    fileProtocol: 'DISABLE',
  });
});

test('the binary runs nobody else’s script and opens no debugger', async ({ packaged, dataDir }) => {
  const script = join(dataDir, 'foreign.cjs');
  const mark = join(dataDir, 'ran');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
  const { executable } = packaged;
  await runPackaged(executable, ['--help'], { NODE_OPTIONS: `--require ${script}` });
  await runPackaged(executable, [script], { ELECTRON_RUN_AS_NODE: '1' });
  expect(existsSync(mark)).toBe(false);
  const inspected = await runPackaged(executable, ['--inspect=127.0.0.1:0', '--help']);
  expect(inspected.stderr).not.toContain('Debugger listening');
  // The twin with that one fuse open says so, which shows that the line would be there.
  const open = await runPackaged(packaged.driven, ['--inspect=127.0.0.1:0', '--help']);
  expect(open.stderr).toContain('Debugger listening');
});

test('the archive holds the application and two packages; only native code lies outside it', ({
  packaged,
}) => {
  const resources = join(packaged.folder, 'resources');
  const inside = listPackage(join(resources, 'app.asar'), { isPack: false });
  const packages = inside.filter((path) => /^\/node_modules\/[^/]+$/.test(path));
  expect(packages.sort()).toEqual(['/node_modules/better-sqlite3', '/node_modules/highs']);
  expect(inside.filter((path) => /\.(map|ts|spec\.js)$/.test(path) && !path.endsWith('.d.ts'))).toEqual([]);
  const licences = JSON.parse(
    extractFile(join(resources, 'app.asar'), join('out', 'renderer', LICENCES_FILE)).toString(),
  ) as readonly ShippedLicence[];
  const named = new Set(licences.map(({ name }) => name));
  for (const name of ['electron', 'react', ...packages.map((path) => path.slice('/node_modules/'.length))])
    expect(named, 'the licences shown in the application').toContain(name);
  expect(existsSync(join(packaged.folder, 'LICENSES.chromium.html'))).toBe(true);
  const outside = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, withFileTypes: true });
  const files = outside.filter((entry) => entry.isFile()).map(({ name }) => name);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((name) => !name.endsWith('.node'))).toEqual([]);
  const besides = readdirSync(resources).filter((name) => name !== 'apparmor-profile'); // the deb's, of electron-builder
  expect(besides.sort()).toEqual(['app.asar', 'app.asar.unpacked']);
});

test('the packaged binary is the command line too: same answers, same exit codes, no display', async ({
  packaged,
  dataDir,
}) => {
  const { executable } = packaged;
  const file = join(dataDir, 'W.headroom');
  const made = await runPackaged(executable, ['init', file, '--sample']);
  expect(made.exitCode, made.stderr).toBe(0);
  const words = ['assess', '--workspace', file, '--json', '--explain', 'none'];
  const answer = await runPackaged(executable, words);
  const fromCheckout = await headroomCli(...words);
  expect(answer).toEqual(fromCheckout);
  expect(answer.exitCode).toBe(0);
  expect(await runPackaged(executable, ['--cli', ...words])).toEqual(answer);
  const checked = await runPackaged(executable, ['assess', '--workspace', file, '--check']);
  expect(checked.exitCode).toBe((await headroomCli('assess', '--workspace', file, '--check')).exitCode);
  const absent = await runPackaged(executable, ['assess', '--model', join(dataDir, 'absent.json')]);
  expect(absent).toMatchObject({ exitCode: 2, stdout: '' });
  const unknown = await runPackaged(executable, ['--cli', 'assses']);
  expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
  expect(unknown.stderr).toContain('assess');
});

test('the packaged binary prints a document by itself, without a display', async ({ packaged, dataDir }) => {
  const file = join(dataDir, 'W.headroom');
  expect((await runPackaged(packaged.executable, ['init', file, '--sample'])).exitCode).toBe(0);
  const out = (name: string): readonly string[] => [
    'export',
    'review',
    '--workspace',
    file,
    '--out',
    join(dataDir, name),
  ];
  const page = await runPackaged(packaged.executable, out('review.html'));
  expect(page.exitCode, page.stderr).toBe(0);
  const printed = await runPackaged(packaged.executable, out('review.pdf'));
  expect(printed.exitCode, printed.stderr).toBe(0);
  await expectSamePage(
    readFileSync(join(dataDir, 'review.pdf')),
    readFileSync(join(dataDir, 'review.html'), 'utf8'),
  );
});

test('as it ships it starts to a painted window', async ({ packaged, dataDir }) => {
  await startsToPaintedWindow(packaged.executable, dataDir);
});

test('a packaged build opens a workspace, imports, simulates and exports', async ({
  packaged,
  launch,
  dataDir,
}) => {
  const file = join(dataDir, 'Plan.headroom');
  expect((await headroomCli('init', file, '--sample')).exitCode).toBe(0);
  const { app, page } = await launch({ executable: packaged.driven, args: [file] });
  expect(await app.evaluate((electron) => electron.app.isPackaged)).toBe(true);
  await overviewIsShown(page);

  const before = (await workspaceInfo(page)).counts;
  await dropFiles(page, [fixture('ec2_cpu_utilization_53ea38.csv')]);
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect.poll(async () => (await workspaceInfo(page)).counts.samples).toBe(before.samples + 4032);

  await expect(page.getByRole('dialog', { name: 'Import' })).toHaveCount(0);
  await runByPalette(app, page, 'Lose the largest host', 'Lose the largest host');
  await page.getByRole('button', { name: 'Open scenario' }).click();
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result.locator('.v-say')).not.toBeEmpty({ timeout: 30_000 });
  await expect(result.getByText('computing')).toHaveCount(0);
  await expectNothingLeaks(page);

  await pressKey(app, 'S', ['control']);
  await expect(page.getByRole('button', { name: 'Save version 2' })).toBeVisible();
  const out = join(dataDir, 'scenario.json');
  await answerSaveDialogs(app, out);
  await pressKey(app, 'E', ['control']);
  await expect.poll(() => existsSync(out) && readFileSync(out, 'utf8').length > 0).toBe(true);
  const scenario = JSON.parse(readFileSync(out, 'utf8')) as { events: { type: string }[] };
  expect(scenario.events.map(({ type }) => type)).toEqual(['hostLoss']);

  // What the main process reads only when it is wanted lies in the package, too.
  expect(await page.evaluate(() => window.headroom.invoke('update:settings'))).toMatchObject({
    ok: true,
    value: { isOn: false },
  });
});

test('a workspace opened from the file manager shows in the window that is open, however it is named', async ({
  packaged,
  launch,
  dataDir,
}) => {
  const [first, second, third, fourth] = ['First', 'Second', 'Third plan', 'Fourth'].map((name) =>
    join(dataDir, `${name}.headroom`),
  ) as [string, string, string, string];
  expect((await headroomCli('init', first, '--sample')).exitCode).toBe(0);
  for (const file of [second, third, fourth]) copyFileSync(first, file);
  const { app, page } = await launch({ executable: packaged.driven, args: [first] });
  await overviewIsShown(page);
  const shows = (name: string) =>
    expect.poll(async () => (await workspaceInfo(page)).displayPath).toContain(name);
  const again = async (file: string): Promise<void> => {
    const args = ['--no-sandbox', `--user-data-dir=${dataDir}`, file];
    const started = spawn(packaged.executable, args, { cwd: dataDir });
    expect(await new Promise((done) => started.once('exit', done))).toBe(0);
  };
  await again('Second.headroom'); // a path from another folder than the first start
  await shows('Second.headroom');
  await again(pathToFileURL(third).href);
  await shows('Third plan.headroom');
  // What macOS sends instead of a second start.
  const isPrevented = await app.evaluate(({ app: electronApp }, path) => {
    let prevented = false;
    const preventDefault = (): void => {
      prevented = true;
    };
    electronApp.emit('open-file', { preventDefault }, path);
    return prevented;
  }, fourth);
  expect(isPrevented).toBe(true);
  await shows('Fourth.headroom');
  await overviewIsShown(page);
});
