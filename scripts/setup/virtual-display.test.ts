import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inRoot } from './places.mjs';
import { startVirtualDisplay } from './virtual-display.mjs';

const isHere = process.platform === 'linux' && spawnSync('Xvfb', ['-help']).error === undefined;

/** The socket by which programs reach a display. */
const socketOf = (display: string): string => `/tmp/.X11-unix/X${display.slice(1)}`;

describe.skipIf(!isHere)('a virtual display (needs Xvfb)', () => {
  it('is there until it is stopped', async () => {
    const { env, stop } = await startVirtualDisplay();
    const socket = socketOf(env['DISPLAY'] ?? '');
    await pause(500); // it closes the line it gave its number on, which is not its end
    expect(existsSync(socket)).toBe(true);
    stop();
    await expect.poll(() => existsSync(socket), { timeout: 10_000 }).toBe(false);
  });

  it('ends with the process that started it, also one that is killed', async () => {
    const module = pathToFileURL(inRoot('scripts', 'setup', 'virtual-display.mjs')).href;
    const code = `
      import { startVirtualDisplay } from ${JSON.stringify(module)};
      const { env } = await startVirtualDisplay();
      console.log(env.DISPLAY);
      setTimeout(() => undefined, 60_000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [display] = (await once(child.stdout, 'data')) as [Buffer];
    const socket = socketOf(display.toString().trim());
    expect(existsSync(socket)).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => existsSync(socket), { timeout: 10_000 }).toBe(false);
  });

  it('says why there is none', async () => {
    await expect(startVirtualDisplay({ width: -1 })).rejects.toThrow(/^Xvfb did not start: /);
  });
});
