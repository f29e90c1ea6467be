import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { inRoot } from './places.mjs';
import { withScratchBeside } from './scratch.mjs';

const root = mkdtempSync(join(tmpdir(), 'headroom scratch '));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const urlOf = (name: string): string => JSON.stringify(pathToFileURL(inRoot('scripts', 'setup', name)).href);

/** A folder as a process of this number would have left it. */
function leftBehind(place: string, pid: number, touched: Date): string {
  const folder = `${place}-${pid}-aBcDe0`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'half'), 'a file');
  utimesSync(folder, touched, touched);
  return folder;
}

/** Number of a process that is gone. */
const goneProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('withScratchBeside', () => {
  it('takes the folder away when the work is done, and when it fails', async () => {
    const place = join(root, 'own', 'thing');
    await withScratchBeside(place, (folder) => writeFileSync(join(folder, 'a'), ''));
    await expect(
      withScratchBeside(place, () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(readdirSync(join(root, 'own'))).toEqual([]);
  });

  it('removes what processes that are gone have left, not what is young, at work, or another thing', async () => {
    const place = join(root, 'others', 'thing-1.0');
    const gone = goneProcess();
    const old = leftBehind(place, gone, new Date(0));
    const kept = [
      leftBehind(`${place}-b`, gone, new Date(0)),
      leftBehind(place, process.pid, new Date(0)),
      leftBehind(place, goneProcess(), new Date()),
    ];
    await withScratchBeside(place, () => undefined);
    expect(existsSync(old)).toBe(false);
    for (const folder of kept) expect(existsSync(folder), folder).toBe(true);
  });

  it('goes with a process that is ended in the middle of its work', async () => {
    const place = join(root, 'ended', 'thing');
    const code = `
      import { runScript } from ${urlOf('run-script.mjs')};
      import { withScratchBeside } from ${urlOf('scratch.mjs')};
      await runScript(() => withScratchBeside(${JSON.stringify(place)}, async () => {
        console.log('begun');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      }));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(readdirSync(join(root, 'ended'))).toHaveLength(1);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([143, null]);
    expect(readdirSync(join(root, 'ended'))).toEqual([]);
  });
});
