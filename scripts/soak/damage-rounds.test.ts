import { expect, it } from 'vitest';
import { damageRounds } from './damage-rounds.ts';

it('refuses a sealed workspace with one bit turned over or its end cut off, leaves it as it is, and brings it back', async () => {
  const options = { seed: 5, flips: 150, everyPages: 4, sealed: true, restoreEvery: 40 };
  const tally = await damageRounds(options);
  expect(tally.faults).toEqual([]);
  expect(tally.refused + tally.harmless).toBe(tally.flips + tally.cuts);
  expect(tally.harmless).toBeLessThan(3);
  expect(tally.read).toBeGreaterThan(50);
  expect(tally.restored).toBeGreaterThan(3);
});

it('neither crashes on a damaged workspace that was never sealed nor changes it', async () => {
  const tally = await damageRounds({ seed: 6, flips: 100, everyPages: 8, sealed: false, restoreEvery: 1000 });
  expect(tally.faults).toEqual([]);
  // Without a seal a turned bit of a reading is not seen: only the structure tells.
  expect(tally.refused).toBeGreaterThan(tally.cuts / 2);
});
