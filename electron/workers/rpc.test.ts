import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { connect, serve, Transferred, type CallContext } from './rpc.ts';

const service = {
  double: (n: number): number => 2 * n,
  refuse: (): never => {
    throw new Refusal('bad-input', 'no', [{ message: 'wrong', line: 3 }]);
  },
  fail: (): never => {
    throw Object.assign(new Error('EIO: broken'), { code: 'EIO' });
  },
  async work(steps: number, { progress, signal }: CallContext): Promise<string> {
    for (let i = 0; i < steps; i += 1) {
      progress(i);
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (signal.aborted) throw new Refusal('cancelled', 'cancelled');
    }
    return 'done';
  },
  /** Computes without a pause until it is cancelled. */
  grind(_: null, { isCancelled }: CallContext): number {
    let rounds = 0;
    const end = Date.now() + 5000;
    while (!isCancelled() && Date.now() < end) rounds += 1;
    return isCancelled() ? rounds : -1;
  },
  buffer: (bytes: number): Transferred<Uint8Array> => {
    const array = new Uint8Array(bytes);
    return new Transferred(array, [array.buffer]);
  },
};

const channels: MessageChannel[] = [];
function client() {
  const channel = new MessageChannel();
  channels.push(channel);
  serve(channel.port1, service);
  return connect<typeof service>(channel.port2);
}
afterEach(() => {
  for (const { port1 } of channels.splice(0)) port1.close();
});

describe('calls between threads', () => {
  it('answer, each its own, whatever the order', async () => {
    const calls = client();
    const slow = calls.call('work', 20);
    expect(await Promise.all([calls.call('double', 2), calls.call('double', 21)])).toEqual([4, 42]);
    expect(await slow).toBe('done');
  });

  it('are heard by work that lets no messages in, and what came meanwhile waits in its order', async () => {
    // The caller is another thread, as this one is busy.
    const { port1, port2 } = new MessageChannel();
    serve(port1, service);
    const caller = new Worker(
      `const { workerData: port } = require('node:worker_threads');
       port.postMessage({ kind: 'call', id: 1, name: 'grind', argument: null });
       setTimeout(() => {
         port.postMessage({ kind: 'call', id: 2, name: 'double', argument: 4 });
         port.postMessage({ kind: 'call', id: 3, name: 'double', argument: 5 });
         port.postMessage({ kind: 'cancel', id: 1 });
       }, 100);
       const heard = [];
       port.on('message', ({ id, value }) => {
         heard.push([id, value]);
         if (heard.length === 3) require('node:worker_threads').parentPort.postMessage(heard);
       });`,
      { eval: true, workerData: port2, transferList: [port2] },
    );
    const heard = await new Promise<readonly (readonly number[])[]>((resolve) =>
      caller.on('message', resolve),
    );
    await caller.terminate();
    port1.close();
    expect(heard.map(([id]) => id)).toEqual([1, 2, 3]);
    expect(heard[0]?.[1]).toBeGreaterThan(0);
    expect(heard.slice(1)).toEqual([
      [2, 8],
      [3, 10],
    ]);
  });

  it('carry refusals over with code and problems, and errors of the system with theirs', async () => {
    const refusal = await client()
      .call('refuse', undefined)
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      code: 'bad-input',
      message: 'no',
      problems: [{ message: 'wrong', line: 3 }],
    });
    const failure = await client()
      .call('fail', undefined)
      .catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(Refusal);
    expect(failure).toMatchObject({ message: 'EIO: broken', code: 'EIO' });
  });

  it('tell progress and can be cancelled', async () => {
    const seen: unknown[] = [];
    const controller = new AbortController();
    const call = client().call('work', 10_000, {
      signal: controller.signal,
      onProgress: (state) => {
        seen.push(state);
        if (state === 3) controller.abort();
      },
    });
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen.slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect(seen.length).toBeLessThan(1000);
  });

  it('refuse names the service does not have, inherited ones too', async () => {
    const calls = client();
    await expect(calls.call('toString' as 'double', 1)).rejects.toThrow('no such call');
  });

  it('hand buffers over', async () => {
    expect((await client().call('buffer', 8)).length).toBe(8);
  });

  it('fail when the other side is gone, those under way and those to come', async () => {
    const calls = client();
    const under = calls.call('work', 1000);
    calls.close(new Error('the worker died'));
    await expect(under).rejects.toThrow('the worker died');
    await expect(calls.call('double', 1)).rejects.toThrow('the worker died');
  });
});
