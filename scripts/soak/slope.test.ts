import { describe, expect, it } from 'vitest';
import { slopeOf, trendOf } from './slope.ts';

describe('slopeOf', () => {
  it('is exact on a line, and has no width there', () => {
    const slope = slopeOf([1, 3, 5, 7, 9]);
    expect(slope?.perStep).toBeCloseTo(2, 12);
    expect(slope?.low).toBeCloseTo(2, 12);
    expect(slope?.high).toBeCloseTo(2, 12);
  });

  it('gives the interval of a textbook regression', () => {
    // x = 0…4, y = 2 4 5 4 5: slope 0.6, standard error 0.2828, t(0.975, 3) = 3.1824.
    const slope = slopeOf([2, 4, 5, 4, 5]);
    expect(slope?.perStep).toBeCloseTo(0.6, 12);
    expect(slope?.low).toBeCloseTo(0.6 - 3.182446 * Math.sqrt(0.08), 5);
    expect(slope?.high).toBeCloseTo(0.6 + 3.182446 * Math.sqrt(0.08), 5);
  });

  it('says nothing of fewer than three readings', () => {
    expect(slopeOf([1, 2])).toBeNull();
  });
});

describe('trendOf', () => {
  const bound = { name: 'nodes', unit: '', mostPerStep: 10 };

  it('calls a steady rise above the bound a leak, and neither noise nor a rise below it', () => {
    expect(trendOf(bound, [100, 150, 205, 248, 300]).leaks).toBe(true);
    expect(trendOf(bound, [100, 400, 90, 380, 120, 300]).leaks).toBe(false);
    expect(trendOf(bound, [100, 104, 109, 113, 118]).leaks).toBe(false);
  });
});
