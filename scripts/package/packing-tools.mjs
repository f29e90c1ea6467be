// The programs electron-builder packs with, from this machine where its own cannot be downloaded. Linux only: on Windows
// and macOS it brings what it needs or the system has it.
import { inRoot } from '../setup/places.mjs';
import { hasProgram } from '../setup/run.mjs';
import { sevenZip } from '../setup/seven-zip.mjs';

const RELEASES = 'https://github.com/electron-userland/electron-builder-binaries/releases/';
const PATIENCE_MS = 5000;
const MIRRORS = ['ELECTRON_BUILDER_BINARIES_MIRROR', 'npm_config_electron_builder_binaries_mirror'];

/** Whether electron-builder's own downloads can be had; asked once here, since it would ask for 40 s. */
export async function canDownload() {
  if (MIRRORS.some((name) => process.env[name])) return true;
  const asked = { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) };
  return fetch(RELEASES, asked).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Sets the variables electron-builder finds its programs by; what a person set already stays. */
export async function bringTools(targets, level, say) {
  if (process.platform !== 'linux') return;
  process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ??= String(level);
  const archiver = sevenZip();
  if (archiver !== null) process.env.ELECTRON_BUILDER_7ZIP_PATH ??= archiver;
  if (!targets.includes('deb') || process.env.CUSTOM_FPM_PATH || process.env.USE_SYSTEM_FPM === 'true')
    return;
  if (!hasProgram('dpkg-deb') || (await canDownload())) return;
  say('fpm cannot be downloaded here: the deb is made by dpkg-deb.');
  process.env.CUSTOM_FPM_PATH = inRoot('scripts', 'package', 'fpm-deb.mjs');
}
