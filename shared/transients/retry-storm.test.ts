import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, type Lane } from './curve.ts';
import {
  attemptsPerRequest,
  largestWorkPerRequest,
  retryStorm,
  retryStormTransient,
  type RetryStormInput,
} from './retry-storm.ts';

const storm = (change: Partial<RetryStormInput>): RetryStormInput => ({
  controlPlane: 'cp',
  requestsPerSecond: 800,
  concurrencyLimit: 400,
  meanLatencySeconds: 0.12,
  maxRetries: 5,
  failedAttemptCostRatio: 0,
  failureRatio: 0.2,
  durationSeconds: 90,
  ...change,
});

const anyStorm = fc
  .record({
    requestsPerSecond: fc.integer({ min: 1, max: 6000 }),
    maxRetries: fc.integer({ min: 0, max: 8 }),
    failedAttemptCostRatio: fc.constantFrom(0, 0.1, 0.25, 0.5, 0.9, 1),
    failureRatio: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map((change) => storm(change));

const laneNamed = (lanes: readonly Lane[], name: string) => lanes.find((lane) => lane.name === name);

describe('attemptsPerRequest', () => {
  it('is the geometric sum (1 − p^(m+1)) ÷ (1 − p), and m + 1 when everything fails', () => {
    expect(attemptsPerRequest(0.5, 3)).toBeCloseTo((1 - 0.5 ** 4) / 0.5, 14);
    expect(attemptsPerRequest(1, 5)).toBe(6);
    expect(attemptsPerRequest(0, 5)).toBe(1);
  });
});

describe('largestWorkPerRequest', () => {
  it('is 1 when failed attempts cost nothing, and the attempts themselves when they cost as much as good ones', () => {
    expect(largestWorkPerRequest(5, 0)).toBe(1);
    expect(largestWorkPerRequest(6, 1)).toBe(7);
  });
  it('is never below the work at any failure ratio on a fine grid, and is reached on it within the grid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (retries, cost) => {
          const best = largestWorkPerRequest(retries, cost);
          let onGrid = 0;
          for (let i = 0; i <= 2000; i += 1) {
            const p = i / 2000;
            onGrid = Math.max(onGrid, attemptsPerRequest(p, retries) * (1 - (1 - cost) * p));
          }
          expect(best).toBeGreaterThanOrEqual(onGrid - 1e-12);
          expect(best).toBeLessThanOrEqual(onGrid + 1e-3);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('retryStorm', () => {
  it('settles where retries fit: offered is the rate times attempts, nothing remains afterwards', () => {
    const figures = retryStorm(storm({}));
    expect(figures.failureRatio).toBeCloseTo(0.2, 12);
    expect(figures.attemptsPerRequest).toBeCloseTo(1.24992, 12);
    expect(figures.offeredPerSecond).toBeCloseTo(999.936, 9);
    expect(figures.failedRequests).toBeCloseTo(4.608, 9);
    expect(figures.selfSustaining).toBe(false);
  });
  it('finds the metastable failure: the plain load fits, the storm stays', () => {
    const figures = retryStorm(
      storm({ requestsPerSecond: 2600, failedAttemptCostRatio: 0.5, failureRatio: 0.5 }),
    );
    expect(figures).toMatchObject({
      overloaded: false,
      selfSustaining: true,
      failureRatio: 1,
      attemptsPerRequest: 6,
    });
    expect(figures.exitRequestsPerSecond).toBeCloseTo(1111.111111111111, 9);
  });
  it('is a fixed point: one more step of the loop changes nothing', () => {
    fc.assert(
      fc.property(anyStorm, (input) => {
        const figures = retryStorm(input);
        const p = figures.failureRatio ?? Number.NaN;
        const rate = input.requestsPerSecond ?? 0;
        const w = input.failedAttemptCostRatio ?? 0;
        const overflow = 1 - 400 / 0.12 / (rate * attemptsPerRequest(p, input.maxRetries ?? 0));
        const next =
          w >= 1
            ? overflow > 0
              ? 1
              : input.failureRatio
            : Math.min(1, Math.max(input.failureRatio, overflow / (1 - w)));
        expect(Math.abs(next - p)).toBeLessThan(1e-9);
      }),
      { numRuns: 300 },
    );
  });
  it('never self-sustains below the exit rate, from any start', () => {
    fc.assert(
      fc.property(anyStorm, fc.double({ min: 0.05, max: 0.999, noNaN: true }), (input, share) => {
        const exit = retryStorm(input).exitRequestsPerSecond ?? Number.NaN;
        expect(retryStorm({ ...input, requestsPerSecond: exit * share * 0.99 }).selfSustaining).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
  it('self-sustains just above the exit rate once everything fails, when failed attempts cost work', () => {
    for (const cost of [0.3, 0.5, 0.8, 1]) {
      const exit =
        retryStorm(storm({ failedAttemptCostRatio: cost, failureRatio: 1 })).exitRequestsPerSecond ?? 0;
      const above = retryStorm(
        storm({ failedAttemptCostRatio: cost, failureRatio: 1, requestsPerSecond: exit * 1.001 }),
      );
      expect(above.selfSustaining).toBe(true);
    }
  });
  it('more outside failures never leave fewer failures behind', () => {
    fc.assert(
      fc.property(anyStorm, fc.double({ min: 0, max: 1, noNaN: true }), (input, more) => {
        const higher = Math.max(input.failureRatio, more);
        const [low, high] = [retryStorm(input), retryStorm({ ...input, failureRatio: higher })];
        expect(high.failureRatio ?? 0).toBeGreaterThanOrEqual((low.failureRatio ?? 0) - 1e-9);
        expect(high.afterFailureRatio ?? 0).toBeGreaterThanOrEqual((low.afterFailureRatio ?? 0) - 1e-9);
      }),
      { numRuns: 200 },
    );
  });
  it('names what is not measured and then computes nothing', () => {
    const figures = retryStorm(storm({ requestsPerSecond: null, maxRetries: null }));
    expect(figures.offeredPerSecond).toBeNull();
    expect(figures.selfSustaining).toBeNull();
    expect(figures.missing).toEqual([
      'controlPlanes[cp].apiRequestsPerSecond',
      'controlPlanes[cp].retry.maxRetries',
    ]);
  });
  it('says when the cost of failed attempts is assumed', () => {
    expect(retryStorm(storm({ failedAttemptCostRatio: null }))).toMatchObject({
      failedAttemptCostRatio: 0,
      failedAttemptCostAssumed: true,
    });
  });
});

describe('retryStormTransient', () => {
  it('has failed requests as the area under its curve while the cause lasts, and the settled ratios as values', () => {
    fc.assert(
      fc.property(anyStorm, (input) => {
        const figures = retryStorm(input);
        const lane = laneNamed(retryStormTransient(input).lanes, 'failed requests');
        if (lane === undefined) throw new Error('no lane');
        const tail = (lane.values[3] ?? 0) * input.durationSeconds;
        const failed = figures.failedRequests ?? Number.NaN;
        expect(areaOf(lane) - tail).toBeCloseTo(failed, Math.max(0, 8 - Math.ceil(Math.log10(failed + 1))));
        const offered = laneNamed(retryStormTransient(input).lanes, 'offered attempts');
        expect(offered?.values[0]).toBe(figures.offeredPerSecond);
        expect(offered?.limit?.value).toBe(figures.capacityPerSecond);
      }),
      { numRuns: 200 },
    );
  });
});
