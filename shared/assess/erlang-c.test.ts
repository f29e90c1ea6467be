import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangCWaitSeconds } from './erlang-c.ts';

describe('erlangCWaitSeconds', () => {
  it('is ρ ÷ (μ − λ) for one worker (M/M/1)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 50 }), (percent, rate) => {
        const arrivals = (rate * percent) / 100;
        expect(erlangCWaitSeconds(arrivals, 1 / rate, 1)).toBeCloseTo(percent / 100 / (rate - arrivals), 9);
      }),
    );
  });

  it('gives the textbook probability for two workers: C = 2ρ² ÷ (1 + ρ)', () => {
    const [arrivals, service] = [1.5, 1];
    const probability = (2 * 0.75 ** 2) / 1.75;
    expect(erlangCWaitSeconds(arrivals, service, 2)).toBeCloseTo(probability / (2 - 1.5), 12);
  });

  it('has no steady state once the work offered reaches the workers', () => {
    expect(erlangCWaitSeconds(80, 0.4, 32)).toBeNull();
    expect(erlangCWaitSeconds(1, 1, 0)).toBeNull();
    expect(erlangCWaitSeconds(0, 0.4, 1)).toBe(0);
  });

  it('is nothing with workers without number, and found without counting them all', () => {
    expect(erlangCWaitSeconds(30, 0.4, Number.MAX_SAFE_INTEGER)).toBe(0);
  });

  it('falls with more workers and rises with arrivals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 40 }), (arrivals, workers) => {
        const wait = erlangCWaitSeconds(arrivals, 0.4, workers) ?? Infinity;
        expect(erlangCWaitSeconds(arrivals, 0.4, workers + 1) ?? Infinity).toBeLessThanOrEqual(wait);
        expect(erlangCWaitSeconds(arrivals + 1, 0.4, workers) ?? Infinity).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});
