// node scripts/icons.mjs: every icon from the one drawing assets/icons/icon.svg, drawn by Electron's own Chromium.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chromiumFlags } from './setup/chromium-flags.mjs';
import { electronExecutable } from './setup/electron-runtime.mjs';
import { icnsOf, icoOf } from './icons/containers.mjs';
import { inRoot } from './setup/places.mjs';
import { run, SetupError } from './setup/run.mjs';
import { runScript } from './setup/run-script.mjs';
import { setUpForWindow } from './setup/setup.mjs';
import { hasDisplay, startVirtualDisplay } from './setup/virtual-display.mjs';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icon = (...parts) => inRoot('assets', 'icons', ...parts);

/** PNG files by size, each drawn from the vectors at that size. */
async function draw(scratch) {
  const virtualDisplay = !hasDisplay();
  const display = virtualDisplay ? await startVirtualDisplay() : { env: process.env, stop: () => undefined };
  const executable = electronExecutable();
  const drawer = inRoot('scripts', 'icons', 'draw.mjs');
  const flags = chromiumFlags(executable, { virtualDisplay });
  const words = [...flags, drawer, icon('icon.svg'), scratch, SIZES.join(',')];
  const done = await run(executable, words, { env: display.env });
  display.stop();
  if (done.status !== 0) throw new SetupError(done.output);
  return new Map(SIZES.map((size) => [size, readFileSync(`${scratch}/${size}x${size}.png`)]));
}

await runScript(async () => {
  await setUpForWindow(console.log);
  rmSync(icon('png'), { recursive: true, force: true });
  mkdirSync(icon('png'), { recursive: true });
  const pictures = await draw(icon('png'));
  writeFileSync(icon('icon.ico'), icoOf(pictures));
  writeFileSync(icon('icon.icns'), icnsOf(pictures));
  return 0;
});
