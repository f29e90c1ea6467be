import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleTools } from '../build/bundle-tools.mjs';
import { inRoot } from '../setup/places.mjs';
import { TRACED_ACTS } from './syscall-acts.ts';
import { killAtSyscalls } from './syscall-kills.ts';
import { canTrace, isStep, type CallPoint } from './syscall-trace.ts';

/** Acts that end in more than one step of their own; the others are transactions, of which a few are enough here. */
const STEPPED = /^(restore|save a copy|close|save scenario|undo \(act 7\)|bring version 12)/;
const DRAWS = 2;

/** Every call that names or removes a file, and a few of the others, spread from the seed on. */
const some =
  (seed: number) =>
  (points: readonly CallPoint[]): readonly CallPoint[] => {
    const steps = points.filter(isStep);
    const others = points.filter((point) => !steps.includes(point));
    const drawn = Array.from({ length: DRAWS }, (_, draw) => (seed * 7919 + draw * 104_729) % others.length);
    return [...steps, ...drawn.flatMap((index) => others[index] ?? [])];
  };

describe.skipIf(!canTrace())('a process that is killed at a system call (needs strace)', () => {
  let victim = '';
  let tools = '';
  beforeAll(async () => {
    tools = mkdtempSync(join(inRoot('out'), 'syscall-victim-')); // beside the packages that are not bundled
    victim = (await bundleTools('soak', ['syscall-victim'], tools))('syscall-victim');
  }, 120_000);
  afterAll(() => rmSync(tools, { recursive: true, force: true }));

  it('leaves every workspace, copy and backup whole, old or new, and nothing that gets in the way', async () => {
    const acts = TRACED_ACTS.filter(({ name }) => STEPPED.test(name));
    const tally = await killAtSyscalls({ victim, acts, choose: some(11) });
    expect(tally.faults).toEqual([]);
    expect(Object.keys(tally.duringAct)).toHaveLength(acts.length);
    expect(tally.kills).toBeGreaterThan(20);
  }, 300_000);
});
