import { spawn } from 'node:child_process';
import { Refusal } from '../refusal.ts';

export interface Display {
  /** The environment for programs that draw on it. */
  readonly env: NodeJS.ProcessEnv;
  stop(): void;
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' ||
  (process.env['DISPLAY'] ?? '') !== '' ||
  (process.env['WAYLAND_DISPLAY'] ?? '') !== '';

/**
 * The display of this machine, else one in memory by Xvfb, which ends with `stop` or with this process. (`xvfb-run` would need
 * `xauth` beside it, which Debian installs with neither.)
 * @throws Refusal `not-found` where there is neither, `instead` behind it.
 */
export async function anyDisplay(instead: string): Promise<Display> {
  if (hasDisplay()) return { env: process.env, stop: () => undefined };
  const screen = ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stop = (): void => {
    server.kill();
  };
  process.once('exit', stop);
  const number = await new Promise<string | null>((resolve) => {
    let text = '';
    server.once('error', () => resolve(null));
    server.once('exit', () => resolve(null));
    server.stdio[3]?.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.endsWith('\n')) resolve(text.trim());
    });
  });
  if (number === null)
    throw new Refusal(
      'not-found',
      `Printing a PDF needs a display or Xvfb, and there is neither. ${instead}`,
    );
  const { WAYLAND_DISPLAY: _wayland, XAUTHORITY: _authority, ...env } = process.env;
  return { env: { ...env, DISPLAY: `:${number}` }, stop };
}
