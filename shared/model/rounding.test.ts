import { describe, expect, it } from 'vitest';
import { isTie, roundedUp, wholeSizes } from './rounding.ts';

describe('roundedUp', () => {
  it('rounds up what is really above a whole number, and nothing that only floating point put there', () => {
    expect([6.2, 7, 0, -1.5].map(roundedUp)).toEqual([7, 7, 0, -1]);
    expect(Math.ceil(100 * (7 / 100))).toBe(8); // what this is for
    expect(roundedUp(100 * (7 / 100))).toBe(7);
    expect(roundedUp(7 + 1e-9)).toBe(8);
  });
});

describe('isTie', () => {
  it('is what only rounding tells apart, at any size', () => {
    expect(isTie(0.1 + 0.2, 0.3)).toBe(true);
    expect(isTie((0.1 + 0.2) * 2 ** 40, 0.3 * 2 ** 40)).toBe(true);
    expect(isTie(0, 0)).toBe(true);
    expect(isTie(1, 1 + 1e-12)).toBe(false);
    expect(isTie(0, 1e-300)).toBe(false);
  });
});

describe('wholeSizes', () => {
  it('counts every whole size of a sum of decimals', () => {
    const need = 1 / 3 + 0.02;
    expect(Math.floor((5.3 - need) / need)).toBe(13); // what this is for
    expect(wholeSizes(5.3 - need, need)).toBe(14);
    for (let taken = 0; taken <= 15; taken += 1)
      expect(wholeSizes(5.3 - taken * need, need), `${taken} taken`).toBe(15 - taken);
  });

  it('compares bytes exactly: one byte short is one short', () => {
    const flavor = 2 ** 31;
    expect(wholeSizes(400_000 * flavor, flavor)).toBe(400_000);
    expect(wholeSizes(400_000 * flavor - 1, flavor)).toBe(399_999);
  });

  it('of a cluster that is over its limit is below nothing', () => {
    expect(wholeSizes(-1, 2)).toBe(-1);
  });
});
