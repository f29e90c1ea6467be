import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { inRoot } from './places.mjs';
import { inTurn } from './turn.mjs';

const folder = mkdtempSync(join(tmpdir(), 'headroom turns '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = (name: string): string => join(folder, name);
const urlOf = (name: string): string => JSON.stringify(pathToFileURL(inRoot('scripts', 'setup', name)).href);

/** A process that takes the turn and notes `begin` and `end` around some work. */
function runInTurn(file: string, log: string, workMs: number): ChildProcess {
  const code = `
    import { appendFileSync } from 'node:fs';
    import { runScript } from ${urlOf('run-script.mjs')};
    import { inTurn } from ${urlOf('turn.mjs')};
    await runScript(() => inTurn(${JSON.stringify(file)}, console.log, async () => {
      appendFileSync(${JSON.stringify(log)}, 'begin\\n');
      await new Promise((resolve) => setTimeout(resolve, ${workMs}));
      appendFileSync(${JSON.stringify(log)}, 'end\\n');
      return 0;
    }));`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
}

const noted = (log: string): string[] =>
  existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
const hasBegun = async (log: string): Promise<void> => {
  await expect.poll(() => noted(log), { timeout: 20_000 }).toContain('begin');
};

describe('inTurn', () => {
  it('lets one process after the other do its work', async () => {
    const [file, log] = [place('many'), place('many.log')];
    await Promise.all(Array.from({ length: 4 }, () => once(runInTurn(file, log, 50), 'exit')));
    expect(noted(log)).toEqual(['begin', 'end', 'begin', 'end', 'begin', 'end', 'begin', 'end']);
    expect(existsSync(file)).toBe(false);
  });

  it('says once for whom it waits', async () => {
    const [file, log] = [place('told'), place('told.log')];
    const other = runInTurn(file, log, 1500);
    await hasBegun(log);
    const said: string[] = [];
    await inTurn(
      file,
      (line) => said.push(line),
      () => appendFileSync(log, 'mine\n'),
    );
    expect(noted(log)).toEqual(['begin', 'end', 'mine']);
    expect(said).toEqual([expect.stringContaining(`process ${other.pid ?? ''}`)]);
  });

  it('is free once its holder was killed, or ended by a signal', async () => {
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const [file, log] = [place(signal), place(`${signal}.log`)];
      const other = runInTurn(file, log, 60_000);
      await hasBegun(log);
      other.kill(signal);
      await once(other, 'exit');
      expect(existsSync(file)).toBe(signal === 'SIGKILL');
      expect(
        await inTurn(
          file,
          () => undefined,
          () => 7,
        ),
      ).toBe(7);
    }
  });

  it('is free where its holder was killed before it had signed', async () => {
    const file = place('unsigned');
    writeFileSync(file, '');
    utimesSync(file, new Date(0), new Date(0));
    expect(
      await inTurn(
        file,
        () => undefined,
        () => 7,
      ),
    ).toBe(7);
  });

  it('gives the turn back where the work fails', async () => {
    const file = place('failed');
    const failing = inTurn(
      file,
      () => undefined,
      () => Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });
});
