import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { attempt } from '../scripts/setup/run.mjs';
import { sevenZip } from '../scripts/setup/seven-zip.mjs';
import { test as base, expect } from './launch.ts';
import type { CliRun } from './headroom-cli.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const UNPACKED = join(DIST, 'linux-unpacked');
const CAN_BUILD = process.platform === 'linux' && process.arch === 'x64';

export interface PackagedBuild {
  /** The application as it ships, every fuse in its place. Nothing can be attached to it. */
  readonly executable: string;
  /** The same files but for one fuse, by which Playwright attaches to the main process. */
  readonly driven: string;
  /** The folder both archives lie in, below the executable. */
  readonly folder: string;
  /** The package of a kind made of that folder; `null` where this machine has not the programs for it. */
  archive(kind: PackageKind): string | null;
}

export type PackageKind = 'tar.gz' | 'zip' | 'deb';

interface WorkerFixtures {
  readonly packaged: PackagedBuild;
}

const canRun = (program: string): boolean => attempt(program, ['--version']).status === 0;

/** What this machine has the programs for; the others are skipped and counted as skipped. */
function kindsHere(): readonly PackageKind[] {
  return [
    ...(sevenZip() === null ? [] : (['tar.gz', 'zip'] as const)),
    ...(canRun('dpkg-deb') ? (['deb'] as const) : []),
  ];
}

/** One build for all tests: the folder, and every package made of it, quickly compressed. */
function buildPackages(kinds: readonly PackageKind[]): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'package.mjs'), '--quick', '--dir', ...kinds], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function madeOf(kind: PackageKind): string {
  const name = readdirSync(DIST).find((entry) => entry.startsWith('headroom') && entry.endsWith(`.${kind}`));
  if (name === undefined) throw new Error(`no ${kind} was made`);
  return join(DIST, name);
}

/** A twin that shares all content by hard links; only its executable is a copy, with inspect arguments let in. */
async function drivenTwin(): Promise<string> {
  const folder = mkdtempSync(join(dirname(UNPACKED), 'driven-'));
  execFileSync('cp', ['-al', `${UNPACKED}/.`, folder]);
  const executable = join(folder, 'headroom');
  rmSync(executable);
  cpSync(join(UNPACKED, 'headroom'), executable);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return executable;
}

/** `test` with the package of this checkout, built once; skipped, and said so, on systems it is not built for. */
export const test = base.extend<object, WorkerFixtures>({
  packaged: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter list
    async ({}, provide) => {
      base.skip(
        !CAN_BUILD,
        `the package is built and started on Linux x64 only, this is ${process.platform}`,
      );
      const kinds = kindsHere();
      for (const old of existsSync(DIST) ? readdirSync(DIST) : [])
        if (/\.(tar\.gz|zip|deb)$/.test(old)) rmSync(join(DIST, old));
      buildPackages(kinds);
      const driven = await drivenTwin();
      expect(existsSync(driven)).toBe(true);
      await provide({
        executable: join(UNPACKED, 'headroom'),
        driven,
        folder: UNPACKED,
        archive: (kind) => (kinds.includes(kind) ? madeOf(kind) : null),
      });
      rmSync(dirname(driven), { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 600_000 },
  ],
});

/** Runs the packaged binary to its end, without a display: what needs one fails. */
export function runPackaged(
  executable: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliRun> {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
  return new Promise((done) => {
    const child = execFile(
      executable,
      ['--no-sandbox', '--log-level=3', ...args],
      { env: { ...rest, ...env }, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 },
      (_error, stdout, stderr) => done({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** Starts the packaged application as it ships, waits for its first painted window and ends it. Throws what it said. */
export async function startsToPaintedWindow(executable: string, dataDir: string): Promise<void> {
  const args = ['--no-sandbox', '--disable-gpu', '--log-level=3', `--user-data-dir=${dataDir}`];
  const app = spawn(executable, args, { env: { ...process.env, HEADROOM_TIMING: '1' } });
  let said = '';
  const painted = new Promise<void>((done, fail) => {
    app.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      if (/first-paint \d+ ms/.test(said)) done();
    });
    app.once('exit', (status) => fail(new Error(`ended with ${status} before it painted: ${said}`)));
  });
  try {
    await painted;
  } finally {
    app.removeAllListeners('exit');
    app.kill('SIGTERM');
  }
  await new Promise((done) =>
    (app.exitCode ?? app.signalCode) === null ? app.once('exit', done) : done(null),
  );
}

export { expect };
