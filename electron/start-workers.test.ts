import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkers, type Workers } from './start-workers.ts';

const ANSWERS = `({ kind, id }) => kind === 'call' && parentPort.postMessage({ kind: 'value', id, value: null })`;
const DIES = `({ name }) => { if (name !== 'attach') process.exit(1); }`;

let folder = '';
let workers: Workers;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom workers '));
});
afterEach(async () => {
  await workers.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Patience = NonNullable<Parameters<typeof startWorkers>[2]>;
const IMPATIENT: Patience = { openingMs: 100, threadMs: 100 };

/** Threads that answer everything with `null`, or end at the first call. */
function started(threads: Readonly<Record<string, string>>, patience?: Patience): readonly boolean[] {
  for (const [name, listener] of Object.entries(threads))
    writeFileSync(
      join(folder, `${name}-worker.js`),
      `const { parentPort } = require('node:worker_threads'); parentPort.on('message', ${listener});`,
    );
  const deaths: boolean[] = [];
  workers = startWorkers(folder, (_error, hadWorkspace) => deaths.push(hadWorkspace), patience);
  return deaths;
}

it('tells the death of a thread that helps from that of the one that has the workspace, which goes on', async () => {
  const deaths = started({ workspace: ANSWERS, prometheus: DIES });
  await expect(workers.network().call('discover', {} as never)).rejects.toThrow(/ended with code 1/);
  expect(deaths).toEqual([false]);
  expect(await workers.workspace.call('info', null)).toBeNull();
});

it('tells the death of the one that has the workspace', async () => {
  const deaths = started({ workspace: DIES });
  await expect(workers.workspace.call('info', null)).rejects.toThrow(/ended with code 1/);
  expect(deaths).toEqual([true]);
  await workers.stop();
});

const PIPE_BYTES = 1024 * 1024;

describe.skipIf(process.platform === 'win32')('a disk that does not answer', () => {
  const pipe = (): string => join(folder, 'pipe');
  /** Writes more into a pipe than it takes: a call that does not come back before somebody reads it all. */
  const waits = (wanted: string): string =>
    `({ kind, id, name }) => {
      const { openSync, writeSync } = require('node:fs');
      if (name === '${wanted}') writeSync(openSync(${JSON.stringify(pipe())}, 'r+'), Buffer.alloc(${PIPE_BYTES}));
      (${ANSWERS})({ kind, id });
    }`;
  let reader = 0;
  let left = PIPE_BYTES;
  beforeEach(() => {
    execFileSync('mkfifo', [pipe()]);
    reader = openSync(pipe(), constants.O_RDONLY | constants.O_NONBLOCK);
    left = PIPE_BYTES;
  });
  afterEach(() => closeSync(reader));
  async function read(most: number): Promise<void> {
    const end = left - most;
    while (left > end) {
      try {
        left -= readSync(reader, Buffer.alloc(left - end));
      } catch {
        // nothing has come yet
      }
      await nextTurn();
    }
  }
  const untilItWaits = (): Promise<void> => read(1);
  /** Lets the thread go on, so that it ends with the test. */
  const answer = (): Promise<void> => read(left);

  it('does not hold up the end while a file of it is opened: what is committed is safe as it is', async () => {
    started({ workspace: waits('open') }, IMPATIENT);
    const opening = workers.workspace.call('open', { path: '/net/a.headroom' }).catch(() => 'not opened');
    await untilItWaits();
    try {
      expect(await workers.stop()).toEqual({ failure: null, isStuck: true });
      expect(await opening).toBe('not opened');
    } finally {
      await answer();
    }
  });

  it('does not hold up the end where another thread has asked it', async () => {
    started({ workspace: ANSWERS, prometheus: waits('discover') }, IMPATIENT);
    const asked = workers.network().call('discover', {} as never);
    asked.catch(() => undefined);
    await untilItWaits();
    try {
      expect((await workers.stop()).isStuck).toBe(true);
    } finally {
      await answer();
    }
  });
});

it('an opening that ends in time is waited for, and the workspace brought home', async () => {
  started({ workspace: ANSWERS });
  const opening = workers.workspace.call('open', { path: '/net/a.headroom' });
  expect(await workers.stop()).toEqual({ failure: null, isStuck: false });
  expect(await opening).toBeNull();
});
