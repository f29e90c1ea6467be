// Builds the bundles where a source is newer, then hands them to electron-builder.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp, isAppFresh } from '../build/build-app.mjs';
import { inPackages, inRoot } from '../setup/places.mjs';
import { SetupError } from '../setup/run.mjs';
import { builderConfig } from './builder-config.mjs';

const PLATFORMS = { '--linux': 'linux', '--win': 'win', '--mac': 'mac' };
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

/** An installed 7-Zip serves where electron-builder's own cannot be downloaded. */
function toolsOfThisMachine() {
  if (process.platform !== 'linux') return;
  process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ??= '6';
  if (existsSync('/usr/bin/7za')) process.env.ELECTRON_BUILDER_7ZIP_PATH ??= '/usr/bin/7za';
}

/** Returns the paths of what was made. @throws SetupError for unknown words. */
export async function packageApp(words) {
  const platforms = Object.keys(PLATFORMS).filter((word) => words.includes(word));
  const [chosen] = platforms;
  const platform = chosen === undefined ? HERE : PLATFORMS[chosen];
  const targets = words.filter((word) => !word.startsWith('--'));
  const odd = words.filter((word) => word.startsWith('--') && word !== '--dir' && !(word in PLATFORMS));
  if (odd.length > 0 || platforms.length > 1)
    throw new SetupError(`usage: npm run package -- [--dir] [--linux | --win | --mac] [TARGET …]`);
  if (!isAppFresh()) await buildApp();
  toolsOfThisMachine();
  const runtime = installedRuntime(platform);
  warnOfSubstitute(runtime);
  const { build, Platform } = await import('electron-builder');
  const of = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }[platform];
  const asked = words.includes('--dir') ? ['dir'] : targets;
  return build({
    projectDir: inRoot(),
    targets: of.createTarget(asked.length > 0 ? asked : undefined),
    config: builderConfig(platform, runtime),
    publish: 'never',
  });
}
