// A private X display for machines without a screen. Electron's own headless platform crashes, Xvfb does not.
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { SetupError, tail } from './run.mjs';

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** A shell that holds the display as long as it hears from us, and ends it when our end of the line is gone. */
const TETHERED = 'Xvfb "$@" & exec 3>&-; read -r _; kill $!';

/**
 * Starts Xvfb on a free display number and returns { env, stop }: the environment for programs that shall
 * draw there, and the way to end it. It also ends when this process does, however that happens.
 */
export async function startVirtualDisplay({ width = 1920, height = 1200 } = {}) {
  const screen = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'];
  // In a process group of its own: Ctrl-C in the terminal shall end the window first, then the display.
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['pipe', 'ignore', 'pipe', 'pipe'];
  const shell = spawn('/bin/sh', ['-c', TETHERED, 'Xvfb', ...screen], { stdio, detached: true });
  const stop = () => void shell.stdin?.destroy();
  const number = await displayNumber(shell);
  shell.unref();
  for (const line of shell.stdio) if (line instanceof Socket) line.unref();
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, DISPLAY: `:${number}` };
  delete env.WAYLAND_DISPLAY;
  delete env.XAUTHORITY;
  return { env, stop };
}

/** What Xvfb writes on its third line once it takes clients; then, or when it ends without, it closes that line. */
function displayNumber(shell) {
  return new Promise((resolve, reject) => {
    let text = '';
    let complaint = '';
    shell.stderr.on('data', (part) => (complaint += part));
    shell.on('error', (error) => reject(new SetupError(`Xvfb did not start: ${error.message}`)));
    shell.stdio[3].on('data', (part) => {
      text += part;
      if (text.endsWith('\n')) resolve(text.trim());
    });
    shell.stdio[3].on('close', () => {
      if (text.endsWith('\n')) return;
      shell.stdin.destroy();
      reject(new SetupError(`Xvfb did not start: ${tail(complaint) || 'it ended at once'}`));
    });
  });
}
