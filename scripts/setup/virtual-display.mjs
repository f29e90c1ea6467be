// A private X display for machines without a screen. Electron's own headless platform crashes, Xvfb does not.
import { spawn } from 'node:child_process';
import { SetupError } from './run.mjs';

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/**
 * Starts Xvfb on a free display number and returns { env, stop }: the environment for programs that shall
 * draw there, and the way to end it. It also ends when this process does, however that happens.
 */
export async function startVirtualDisplay({ width = 1920, height = 1200 } = {}) {
  const screen = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'];
  // In a process group of its own: Ctrl-C in the terminal shall end the window first, then the display.
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe'];
  const server = spawn('Xvfb', screen, { stdio, detached: true });
  const stop = () => server.kill();
  process.on('exit', stop);
  const number = await new Promise((resolve, reject) => {
    let text = '';
    server.on('error', (error) => reject(new SetupError(`Xvfb did not start: ${error.message}`)));
    server.on('exit', (status) => reject(new SetupError(`Xvfb ended at once with status ${status}`)));
    server.stdio[3].on('data', (part) => {
      text += part;
      if (text.endsWith('\n')) resolve(text.trim());
    });
  });
  const env = { ...process.env, DISPLAY: `:${number}` };
  delete env.WAYLAND_DISPLAY;
  delete env.XAUTHORITY;
  return { env, stop };
}
