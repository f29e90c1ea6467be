import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeReview } from './cadence-store.ts';
import { startRun } from './checklist-store.ts';
import { HeldBridge, ok } from './held-bridge.fixture.ts';
import { once } from './once.ts';
import { acceptLine } from './plan-store.ts';
import { createPortfolio } from './portfolio-store.ts';
import { markReviewed } from './review-store.ts';

let bridge: HeldBridge;
beforeEach(() => {
  bridge = new HeldBridge();
});
afterEach(() => vi.unstubAllGlobals());

describe('an act', () => {
  it('that is being done is not begun again; once it is done it is', async () => {
    let done: (value: string) => void = () => undefined;
    const work = (): Promise<string> =>
      new Promise((resolve) => {
        done = resolve;
      });
    const first = once('act', work);
    expect(await once('act', work)).toBeNull();
    done('made');
    expect(await first).toBe('made');
    void once('act', work);
    done('made again');
  });

  it('that failed can be done again', async () => {
    await expect(once('bad', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await once('bad', () => Promise.resolve(1))).toBe(1);
  });
});

const ACTS: readonly { readonly channel: string; readonly press: () => Promise<unknown> }[] = [
  { channel: 'cadence:review', press: () => takeReview({ kind: 'weekly', subject: null, note: '' }) },
  { channel: 'review:mark', press: markReviewed },
  { channel: 'checklist:start', press: () => startRun({ kind: 'remove', hosts: ['h-1'] } as never) },
  { channel: 'plan:accept', press: () => acceptLine({ target: 'x' } as never) },
  { channel: 'portfolio:save', press: () => createPortfolio({ name: 'Portfolio' }) },
];

describe('two presses before the answer are one', () => {
  for (const { channel, press } of ACTS)
    it(`of ${channel}`, async () => {
      void press();
      void press();
      expect(bridge.asked.map((held) => held.channel)).toEqual([channel]);
      await bridge.next(channel).answer({ ...ok(null), ok: false, code: 'io', message: 'no' });
    });
});
