import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesAnswer, quitOnlyAfter, type End } from './quitting.ts';

/** An application as Electron has it: `quit` asks `will-quit`, which may hold it back. */
function application() {
  let listener: (event: { preventDefault(): void }) => void = () => undefined;
  const done: string[] = [];
  return {
    done,
    on: (_event: 'will-quit', heard: typeof listener) => void (listener = heard),
    quit() {
      let isHeld = false;
      listener({ preventDefault: () => void (isHeld = true) });
      if (!isHeld) done.push('quit');
    },
    kill: () => void done.push('kill'),
    relaunch: ({ args }: { args: string[] }) => void done.push(`start ${args.join(' ')}`),
  };
}

function quitting() {
  const app = application();
  let finish: (how: End) => void = () => undefined;
  let ends = 0;
  const quit = quitOnlyAfter(app, () => {
    ends += 1;
    return new Promise((resolve) => (finish = resolve));
  });
  const finished = async (how: End = 'free'): Promise<void> => {
    finish(how);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { app, quit, finished, ends: () => ends };
}

it('quits once the end has come, which is brought about once however often quitting is asked for', async () => {
  const { app, finished, ends } = quitting();
  app.quit();
  app.quit();
  expect([app.done, ends()]).toEqual([[], 1]);
  await finished();
  expect(app.done).toEqual(['quit']);
});

it('a start while it ends is not swallowed: it gets a process of its own afterwards, the last of several', async () => {
  const { app, quit, finished } = quitting();
  expect(quit.startLater(['/a.headroom'])).toBe(false);
  app.quit();
  expect(quit.startLater(['/a.headroom'])).toBe(true);
  expect(quit.startLater(['/b.headroom'])).toBe(true);
  expect(app.done).toEqual([]);
  await finished();
  expect(app.done).toEqual(['start /b.headroom', 'quit']);
});

it('so does one in the moment between the end and the end of the process', async () => {
  const { app, quit, finished } = quitting();
  app.quit();
  await finished();
  expect(quit.startLater(['--sample'])).toBe(true);
  expect(quit.startLater(['--sample'])).toBe(true);
  expect(app.done).toEqual(['quit', 'start --sample']);
});

it('quits also where the end fails', async () => {
  const app = application();
  quitOnlyAfter(app, () => Promise.reject(new Error('no')));
  app.quit();
  await new Promise((resolve) => setImmediate(resolve));
  expect(app.done).toEqual(['quit']);
});

it('where a disk does not answer the process is ended instead of waiting for it, and what was started starts', async () => {
  const { app, quit, finished } = quitting();
  app.quit();
  expect(quit.startLater(['/a.headroom'])).toBe(true);
  await finished('stuck');
  expect(app.done).toEqual(['start /a.headroom', 'kill']);
});

it('files that were asked for are waited for a while', async () => {
  const kinds = [['FSReqPromise'], ['Timeout', 'FSReqCallback'], ['Timeout']];
  expect(await filesAnswer(() => (kinds.length > 1 ? (kinds.shift() ?? []) : (kinds[0] ?? [])))).toBe(true);
  expect(await filesAnswer(() => ['FSReqPromise'], 100)).toBe(false);
});

it.skipIf(process.platform === 'win32')('a file that does not answer is one of those', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom quitting '));
  try {
    const silent = join(folder, 'silent');
    execFileSync('mkfifo', [silent]);
    const asked = open(silent, 'r');
    expect(await filesAnswer(undefined, 300)).toBe(false);
    const answer = await open(silent, 'r+');
    await (await asked).close();
    await answer.close();
    expect(await filesAnswer()).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
