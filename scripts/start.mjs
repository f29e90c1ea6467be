// npm start: everything from a fresh clone to the open window. Arguments after `--` go to the app; without any it
// opens the sample region.
import { spawn } from 'node:child_process';
import { bringAppUpToDate } from './build/build-app.mjs';
import { chromiumFlags } from './setup/chromium-flags.mjs';
import { electronExecutable } from './setup/electron-runtime.mjs';
import { root } from './setup/places.mjs';
import { runScript, takeSignals } from './setup/run-script.mjs';
import { setUpForWindow } from './setup/setup.mjs';
import { hasDisplay, startVirtualDisplay } from './setup/virtual-display.mjs';

const say = (line) => console.log(line);

async function displayForWindow() {
  if (hasDisplay()) return { env: process.env, stop: () => undefined };
  const display = await startVirtualDisplay();
  say(
    'No display here: the window opens on a virtual one (Xvfb), unseen. To work without a window: npm run headroom -- --help',
  );
  return display;
}

/** Resolves with the app's exit code. Ctrl-C is handed on once, and we end after the app did. */
function runApp(executable, args, env) {
  const detached = process.platform !== 'win32'; // else the terminal would send Ctrl-C a second time
  const app = spawn(executable, args, { cwd: root, env, stdio: 'inherit', detached });
  let asked = false;
  takeSignals(['SIGINT', 'SIGTERM', 'SIGHUP'], (signal) => {
    asked = true;
    app.kill(signal);
  });
  return new Promise((resolve, reject) => {
    app.on('error', reject);
    app.on('exit', (status, signal) => {
      if (status === null && !asked) console.error(`Headroom was ended by ${signal}.`);
      resolve(status ?? (asked ? 0 : 1));
    });
  });
}

await runScript(async () => {
  await setUpForWindow(say);
  await bringAppUpToDate(say);
  const virtualDisplay = !hasDisplay();
  const display = await displayForWindow();
  const executable = electronExecutable();
  const given = process.argv.slice(2);
  const flags = chromiumFlags(executable, { virtualDisplay });
  say('Headroom is open. It ends with its window, or with Ctrl-C here.');
  const status = await runApp(
    executable,
    [...flags, root, ...(given.length > 0 ? given : ['--sample'])],
    display.env,
  );
  display.stop();
  return status;
});
