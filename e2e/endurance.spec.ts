import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MINUTES_OF_A_ROUND, roundOfUse } from './round-of-use.ts';
import { test, expect } from './sample-region.ts';
import { UseFigures } from './use-figures.ts';

/** Rounds of use: few here, as many as eight hours have under `npm run soak`. */
const ROUNDS = Number(process.env['HEADROOM_ROUNDS'] ?? '6');
const IS_SHORT = ROUNDS < 20;
/** Rounds before the first that counts: until the largest cache of answers is full, as each round asks something new. */
const WARM_UP = IS_SHORT ? 2 : 18;
const MINUTES_PER_ROUND = 4;

test('navigation, imports and simulations, round after round, leave neither memory nor listeners nor workers behind', async ({
  openSample,
}) => {
  test.setTimeout(ROUNDS * MINUTES_PER_ROUND * 60_000);
  const { app, page } = await openSample();
  const figures = await UseFigures.of(app, page);
  const startedMs = Date.now();
  let acts = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // A few rounds ask the same again: caches that fill would look like a leak.
    acts += await roundOfUse(app, page, IS_SHORT ? 0 : round);
    const read = await figures.read();
    console.log(
      `round ${round + 1}: ${JSON.stringify(read, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value))}`,
    );
  }
  const trends = figures.trends(WARM_UP);
  const folder = resolve(import.meta.dirname, '..', 'out', 'soak');
  mkdirSync(folder, { recursive: true });
  const run = {
    rounds: ROUNDS,
    warmUp: WARM_UP,
    minutesOfARound: MINUTES_OF_A_ROUND,
    acts,
    tookMs: Date.now() - startedMs,
  };
  writeFileSync(join(folder, 'use.json'), JSON.stringify({ ...run, trends }, null, 2));
  // A few rounds say nothing of memory: code is still being compiled, and the system gives a process more than it needs.
  const counted = trends.filter(({ unit }) => !(IS_SHORT && unit === 'MiB'));
  expect(counted.filter(({ leaks }) => leaks)).toEqual([]);
  expect(trends.length).toBeGreaterThanOrEqual(10);
});
