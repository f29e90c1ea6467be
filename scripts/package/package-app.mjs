// Builds the bundles where a source is newer, then hands them to electron-builder.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringAppUpToDate } from '../build/build-app.mjs';
import { inPackages, inRoot } from '../setup/places.mjs';
import { SetupError } from '../setup/run.mjs';
import { builderConfig } from './builder-config.mjs';
import { bringTools, canDownload } from './packing-tools.mjs';

const PLATFORMS = { '--linux': 'linux', '--win': 'win', '--mac': 'mac' };
const FLAGS = new Set(['--dir', '--quick']);
/** Compression, 1 to 9: as ever, and for packages that are only tried. */
const [USUAL, QUICKEST] = [6, 1];
const HERE = { linux: 'linux', win32: 'win', darwin: 'mac' }[process.platform];

/** What the tests run on is what is packed for this platform; for others electron-builder downloads theirs. */
function installedRuntime(platform) {
  const folder = inPackages('electron', 'dist');
  if (platform !== HERE || !existsSync(join(folder, 'version'))) return undefined;
  return { folder, version: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') };
}

/** A package made with the substitute runtime is for trying out, not for giving away. */
function warnOfSubstitute(runtime) {
  const wanted = JSON.parse(readFileSync(inPackages('electron', 'package.json'), 'utf8')).version;
  if (runtime !== undefined && runtime.version !== wanted)
    console.warn(`Packing Electron ${runtime.version} instead of ${wanted}: not for release.`);
}

/** What was asked for; else all that this system's packages are, but for what cannot be made on this machine. */
async function targetsOf(words, usual) {
  const named = words.filter((word) => !word.startsWith('--'));
  const asked = words.includes('--dir') ? ['dir', ...named] : named;
  if (asked.length > 0) return asked;
  if (!usual.includes('AppImage') || (await canDownload())) return undefined;
  console.warn('SKIPPED: AppImage, whose tools cannot be downloaded here.');
  return usual.filter((target) => target !== 'AppImage');
}

/** Returns the paths of what was made. @throws SetupError for unknown words. */
export async function packageApp(words) {
  const platforms = Object.keys(PLATFORMS).filter((word) => words.includes(word));
  const [chosen] = platforms;
  const platform = chosen === undefined ? HERE : PLATFORMS[chosen];
  const odd = words.filter((word) => word.startsWith('--') && !FLAGS.has(word) && !(word in PLATFORMS));
  if (odd.length > 0 || platforms.length > 1)
    throw new SetupError(`usage: npm run package -- [--dir] [--quick] [--linux | --win | --mac] [TARGET …]`);
  await bringAppUpToDate(console.log);
  const runtime = installedRuntime(platform);
  warnOfSubstitute(runtime);
  const level = words.includes('--quick') ? QUICKEST : USUAL;
  const config = builderConfig(platform, runtime, level);
  const targets = await targetsOf(words, config[platform].target);
  await bringTools(targets ?? config[platform].target, level, console.warn);
  const { build, Platform } = await import('electron-builder');
  const of = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }[platform];
  return build({ projectDir: inRoot(), targets: of.createTarget(targets), config, publish: 'never' });
}
