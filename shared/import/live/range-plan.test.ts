import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../units.ts';
import {
  extendCoverage,
  halve,
  planWindows,
  pointsIn,
  type RangeQuestion,
  type TimeWindow,
} from './range-plan.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const question = (change: Partial<RangeQuestion> = {}): RangeQuestion => ({
  fromMs: START,
  toMs: START + 90 * DAY_MS,
  stepMs: 300_000,
  series: 50,
  covered: null,
  ...change,
});

const questions = fc
  .record({
    fromMs: fc.integer({ min: START, max: START + 30 * DAY_MS }),
    length: fc.integer({ min: 0, max: 40 * DAY_MS }),
    stepMs: fc.constantFrom(1000, 15_000, 60_000, 300_000, 700_000, 3_600_000, DAY_MS),
    series: fc.constantFrom(0, 1, 50, 3000, 1_000_000),
    coveredFrom: fc.integer({ min: 0, max: 60 }),
    coveredDays: fc.integer({ min: -1, max: 40 }),
  })
  .map(({ fromMs, length, stepMs, series, coveredFrom, coveredDays }): RangeQuestion => {
    const start = Math.ceil((START + coveredFrom * DAY_MS) / stepMs) * stepMs;
    const covered =
      coveredDays < 0
        ? null
        : { fromMs: start, toMs: start + Math.floor((coveredDays * DAY_MS) / stepMs) * stepMs };
    // At least a hundred points a window would otherwise make millions of them.
    const points = 2_000_000 / Math.max(1, series);
    return {
      fromMs,
      toMs: fromMs + Math.min(length, Math.max(100, points) * stepMs),
      stepMs,
      series,
      covered,
    };
  });

describe('planWindows', () => {
  it('90 days of 50 hosts at 5 minutes are windows of whole UTC days below the server’s limit', () => {
    const windows = planWindows(question());
    for (const [i, window] of windows.entries()) {
      expect(pointsIn(window, 300_000)).toBeLessThanOrEqual(11_000);
      expect(pointsIn(window, 300_000) * 50).toBeLessThanOrEqual(500_000);
      if (i > 0) expect(window.fromMs % DAY_MS).toBe(0);
    }
  });

  it('any question: together with what is covered, the windows are the range; each touches what is covered then', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const { fromMs, toMs, stepMs } = asked;
        const from = Math.ceil(fromMs / stepMs) * stepMs;
        const to = Math.floor(toMs / stepMs) * stepMs;
        let covered: TimeWindow | null = asked.covered;
        for (const window of planWindows(asked)) {
          expect(window.fromMs % stepMs).toBe(0);
          expect(window.toMs).toBeGreaterThanOrEqual(window.fromMs);
          expect(pointsIn(window, stepMs)).toBeLessThanOrEqual(11_000);
          const before: TimeWindow | null = covered;
          covered = extendCoverage(covered, window, stepMs);
          const lost = before !== null && (covered.fromMs > before.fromMs || covered.toMs < before.toMs);
          // Only a covered range that lies apart from the wanted one is ever given up.
          if (lost) expect(before).toBe(asked.covered);
        }
        if (from <= to) {
          expect(covered?.fromMs).toBeLessThanOrEqual(from);
          expect(covered?.toMs).toBeGreaterThanOrEqual(to);
        }
      }),
    );
  });

  it('what is covered is not asked again but for its last ten minutes', () => {
    const covered = { fromMs: START, toMs: START + 89 * DAY_MS };
    const [window, ...more] = planWindows(question({ covered }));
    expect(more).toEqual([]);
    expect(window).toEqual({ fromMs: covered.toMs - 600_000, toMs: START + 90 * DAY_MS });
    expect(planWindows(question({ covered: { fromMs: START, toMs: START + 90 * DAY_MS } }))).toEqual([]);
  });
});

describe('halve', () => {
  it('parts a window into two that touch, down to a single point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(1000, 300_000), (steps, stepMs) => {
        const window = { fromMs: START, toMs: START + steps * stepMs };
        const halves = halve(window, stepMs);
        expect(halves?.[0].fromMs).toBe(window.fromMs);
        expect(halves?.[1].toMs).toBe(window.toMs);
        expect((halves?.[1].fromMs ?? 0) - (halves?.[0].toMs ?? 0)).toBe(stepMs);
      }),
    );
    expect(halve({ fromMs: START, toMs: START }, 1000)).toBeNull();
  });
});
