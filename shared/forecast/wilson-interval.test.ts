import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson-interval.ts';

describe('Wilson interval of a share', () => {
  it('solves (p − k/n)² = z²·p·(1 − p)/n at both of its ends', () => {
    const z = 1.6448536269514722;
    for (const [k, n] of [
      [1, 10],
      [37, 100],
      [247, 2000],
      [1999, 2000],
    ] as const) {
      const { low, high } = wilsonInterval(k, n);
      for (const p of [low, high]) expect((p - k / n) ** 2).toBeCloseTo((z * z * p * (1 - p)) / n, 12);
      expect(low).toBeLessThan(k / n);
      expect(high).toBeGreaterThan(k / n);
    }
  });
  it('is not certain of what happened always or never: z² ÷ (n + z²)', () => {
    expect(wilsonInterval(0, 100).low).toBe(0);
    expect(wilsonInterval(0, 100).high).toBeCloseTo(0.02634, 5);
    expect(wilsonInterval(100, 100).low).toBeCloseTo(0.97366, 5);
    expect(wilsonInterval(100, 100).high).toBe(1);
  });
  it('knows nothing without a trial', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});
