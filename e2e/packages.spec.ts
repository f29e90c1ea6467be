import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import packageFacts from '../package.json' with { type: 'json' };
import { attempt } from '../scripts/setup/run.mjs';
import { sevenZip } from '../scripts/setup/seven-zip.mjs';
import {
  startsToPaintedWindow,
  test,
  expect,
  type PackageKind,
  type PackagedBuild,
} from './packaged-build.ts';

// What the journey of packaged.spec.ts ran on must be what comes out of each package: the same files, byte for byte, those
// that are programs still programs. Then each is started as it ships.

/** What electron-builder adds to the folder while it makes the deb; other packages may be ready before or after. */
const OF_DEB = join('resources', 'apparmor-profile');

/** Path below `folder` → digest and whether it may be run. */
function contentOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const all = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = all.filter((file) => relative(folder, file) !== OF_DEB);
  return Object.fromEntries(
    files.map((file) => {
      const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
      const runs = (statSync(file).mode & 0o100) === 0 ? '' : ' runs';
      return [relative(folder, file), `${digest}${runs}`];
    }),
  );
}

function archiveOf(packaged: PackagedBuild, kind: PackageKind): string {
  const archive = packaged.archive(kind);
  test.skip(archive === null, `this machine has not the programs to make a ${kind}`);
  return archive ?? '';
}

const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** The package's control field by its name, empty lines of the description included. */
const field = (deb: string, name: string): string => run('dpkg-deb', '--field', deb, name).trim();

test('the tar.gz unpacks to the application that was tried, and starts', async ({ packaged, dataDir }) => {
  const archive = archiveOf(packaged, 'tar.gz');
  run('tar', '-xzf', archive, '-C', dataDir);
  const folder = join(dataDir, `headroom-${packageFacts.version}`);
  expect(readdirSync(dataDir)).toEqual([`headroom-${packageFacts.version}`]); // one folder, nothing strewn about
  expect(contentOf(folder)).toEqual(contentOf(packaged.folder));
  await startsToPaintedWindow(join(folder, 'headroom'), join(dataDir, 'data'));
});

test('the zip unpacks to the application that was tried, and starts', async ({ packaged, dataDir }) => {
  const archive = archiveOf(packaged, 'zip');
  const folder = join(dataDir, 'unzipped');
  run(sevenZip() ?? '', 'x', '-bd', `-o${folder}`, archive);
  expect(contentOf(folder)).toEqual(contentOf(packaged.folder));
  await startsToPaintedWindow(join(folder, 'headroom'), join(dataDir, 'data'));
});

test('the deb holds the application, its icons, its entry in the menu and its file type, and starts', async ({
  packaged,
  dataDir,
}) => {
  const deb = archiveOf(packaged, 'deb');
  expect(field(deb, 'Package')).toBe('headroom');
  expect(field(deb, 'Version')).toBe(packageFacts.version);
  expect(field(deb, 'Architecture')).toBe('amd64');
  expect(field(deb, 'Depends').split(', ')).toEqual(
    expect.arrayContaining(['libgtk-3-0', 'libgbm1', 'libnss3']),
  );
  expect(field(deb, 'Description')).toContain(packageFacts.description);

  const root = join(dataDir, 'root');
  mkdirSync(root);
  run('dpkg-deb', '-x', deb, root);
  const app = join(root, 'opt', 'Headroom');
  const bytes = run('du', '-sk', '--apparent-size', root).split('\t')[0];
  expect(Math.abs(Number(field(deb, 'Installed-Size')) / Number(bytes) - 1)).toBeLessThan(0.05);
  expect(contentOf(app)).toEqual(contentOf(packaged.folder));
  const share = join(root, 'usr', 'share');
  const icons = readdirSync(join(share, 'icons', 'hicolor')).sort(
    (a, b) => Number.parseInt(a) - Number.parseInt(b),
  );
  expect(icons).toEqual([
    '16x16',
    '24x24',
    '32x32',
    '48x48',
    '64x64',
    '128x128',
    '256x256',
    '512x512',
    '1024x1024',
  ]);
  for (const size of icons) {
    const picture = readFileSync(join(share, 'icons', 'hicolor', size, 'apps', 'headroom.png'));
    expect(`${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}`).toBe(size); // the size the PNG itself says
  }

  const entry = readFileSync(join(share, 'applications', 'headroom.desktop'), 'utf8').split('\n');
  expect(entry).toEqual(
    expect.arrayContaining([
      'Name=Headroom',
      'Exec=/opt/Headroom/headroom %F',
      'Icon=headroom',
      'StartupWMClass=headroom',
      'MimeType=application/x-headroom;',
      'Categories=Office;',
      `Comment=${packageFacts.description}`,
    ]),
  );
  // Installing links the command, so that `headroom assess …` works, and tells the desktop of the file type.
  run('dpkg-deb', '-e', deb, join(root, 'DEBIAN'));
  const installed = readFileSync(join(root, 'DEBIAN', 'postinst'), 'utf8');
  expect(installed).toContain("'/usr/bin/headroom'");
  expect(installed).toContain('update-mime-database /usr/share/mime');
  for (const script of ['postinst', 'postrm']) run('bash', '-n', join(root, 'DEBIAN', script));
  await startsToPaintedWindow(join(app, 'headroom'), join(dataDir, 'data'));
});

test('the file type of the deb makes .headroom files its own in the system’s own tables', ({
  packaged,
  dataDir,
}) => {
  const deb = archiveOf(packaged, 'deb');
  test.skip(attempt('update-mime-database', ['-v']).status === 127, 'shared-mime-info is not installed');
  run('dpkg-deb', '-x', deb, dataDir);
  const mime = join(dataDir, 'usr', 'share', 'mime');
  run('update-mime-database', mime);
  expect(readFileSync(join(mime, 'globs2'), 'utf8')).toContain('50:application/x-headroom:*.headroom');
  expect(existsSync(join(mime, 'application', 'x-headroom.xml'))).toBe(true);
});
