import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test as base, expect } from './launch.ts';
import type { CliRun } from './headroom-cli.ts';

const ROOT = resolve(import.meta.dirname, '..');
const UNPACKED = join(ROOT, 'dist', 'linux-unpacked');
const CAN_BUILD = process.platform === 'linux' && process.arch === 'x64';

export interface PackagedBuild {
  /** The application as it ships, every fuse in its place. Nothing can be attached to it. */
  readonly executable: string;
  /** The same files but for one fuse, by which Playwright attaches to the main process. */
  readonly driven: string;
  /** The folder both archives lie in, below the executable. */
  readonly folder: string;
}

interface WorkerFixtures {
  readonly packaged: PackagedBuild;
}

function buildPackage(): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'package.mjs'), '--dir'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
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
      buildPackage();
      const driven = await drivenTwin();
      expect(existsSync(driven)).toBe(true);
      await provide({ executable: join(UNPACKED, 'headroom'), driven, folder: UNPACKED });
      rmSync(dirname(driven), { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
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

export { expect };
