import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '../history/calendar.ts';
import type { DailyPeaks } from '../history/daily-peaks.ts';
import { backtest } from './backtest.ts';
import { fitLine, project } from './linear-fit.ts';
import { forecastSeries } from './series-forecast.ts';
import { studentTCdf, studentTQuantile } from './student-t.ts';
import { fitRobust } from './theil-sen.ts';
import { weekdayBacktest } from './weekday-fit.ts';

const peaksOf = (values: readonly number[], firstDay = '2026-01-01'): DailyPeaks => ({
  stepSeconds: 300,
  days: Int32Array.from(values, (_, i) => dayNumber(firstDay) + i),
  peaks: Float64Array.from(values),
  samples: Int32Array.from(values, () => 288),
  complete: Uint8Array.from(values, () => 1),
});
const options = { windowDays: 60, horizonDays: 90, intervalLevel: 0.9, limit: 100 };
const noisy = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 30, maxLength: 90 });

describe('studentTQuantile', () => {
  test('agrees with closed forms for 1 and 2 degrees and the published table for 10, 30 and 120', () => {
    expect(studentTQuantile(0.975, 1)).toBeCloseTo(Math.tan(Math.PI * 0.475), 10);
    expect(studentTQuantile(0.95, 2)).toBeCloseTo(0.9 / Math.sqrt(2 * 0.95 * 0.05), 12);
    expect(studentTQuantile(0.975, 10)).toBeCloseTo(2.228139, 6);
    expect(studentTQuantile(0.95, 30)).toBeCloseTo(1.697261, 6);
    expect(studentTQuantile(0.995, 120)).toBeCloseTo(2.617421, 6);
  });
  test('is the inverse of the distribution function', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (degrees, p) => {
          expect(studentTCdf(studentTQuantile(p, degrees), degrees)).toBeCloseTo(p, 11);
        },
      ),
    );
  });
});

describe('fitLine', () => {
  // NIST StRD "Norris", certified values from itl.nist.gov/div898/strd/lls/data/Norris.shtml
  const y = [0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8];
  y.push(
    339.3,
    448.9,
    10.8,
    557.7,
    228.3,
    998.0,
    888.8,
    119.6,
    0.3,
    0.6,
    557.6,
    339.3,
    888.0,
    998.5,
    778.9,
    10.2,
  );
  y.push(117.6, 228.9, 668.4, 449.2, 0.2);
  const x = [
    0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9,
  ];
  x.push(
    338.0,
    447.5,
    11.6,
    556.0,
    228.1,
    995.8,
    887.6,
    120.2,
    0.3,
    0.3,
    556.8,
    339.1,
    887.2,
    999.0,
    779.0,
    11.1,
  );
  x.push(118.3, 229.2, 669.1, 448.9, 0.5);
  test('gives the certified values of the NIST Norris data', () => {
    const fit = fitLine(x, y);
    expect(fit?.slopePerDay).toBeCloseTo(1.00211681802045, 12);
    expect((fit?.intercept ?? 0) - (fit?.slopePerDay ?? 0) * 0.2).toBeCloseTo(-0.262323073774029, 10);
    expect(fit?.residualStd).toBeCloseTo(0.884796396144373, 11);
    expect(fit?.r2).toBeCloseTo(0.999993745883712, 12);
  });
  test('needs seven days, and has no r2 where all peaks are equal', () => {
    expect(fitLine([0, 1, 2, 3, 4, 5], [1, 1, 1, 1, 1, 1])).toBeNull();
    const flat = fitLine([0, 1, 2, 3, 4, 5, 6], [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
    expect(flat?.r2).toBeNull();
    expect(flat?.residualStd).toBe(0);
  });
  test('moves with a constant added to the peaks, interval and all', () => {
    fc.assert(
      fc.property(noisy, fc.double({ min: -500, max: 500, noNaN: true }), (values, shift) => {
        const days = values.map((_, i) => i);
        const plain = fitLine(days, values);
        const moved = fitLine(
          days,
          values.map((value) => value + shift),
        );
        if (plain === null || moved === null) throw new Error('enough days were given');
        const [a, b] = [project(plain, 120, 0.9), project(moved, 120, 0.9)];
        expect(b.value - a.value).toBeCloseTo(shift, 6);
        expect(b.high - a.high).toBeCloseTo(shift, 6);
      }),
    );
  });
  test('scales with the peaks', () => {
    fc.assert(
      fc.property(noisy, fc.double({ min: 0.1, max: 10, noNaN: true }), (values, factor) => {
        const days = values.map((_, i) => i);
        const plain = fitLine(days, values);
        const scaled = fitLine(
          days,
          values.map((value) => value * factor),
        );
        if (plain === null || scaled === null) throw new Error('enough days were given');
        expect(project(scaled, 120, 0.9).low).toBeCloseTo(project(plain, 120, 0.9).low * factor, 5);
      }),
    );
  });
});

describe('forecastSeries', () => {
  test('a perfect line has an interval of zero width and crosses on the exact day', () => {
    const result = forecastSeries(peaksOf(Array.from({ length: 60 }, (_, i) => 10 + 0.7 * i)), options);
    expect(result.fit?.residualStd).toBe(0);
    // 10 + 0.7 x > 100 first at x = 129, i.e. 129 days after 1 January
    expect(result.crossing).toEqual({
      date: '2026-05-10',
      already: false,
      early: '2026-05-10',
      late: '2026-05-10',
    });
    expect(result.backtest.verdict).toBe('trusted');
  });
  test('a limit passed by the last complete peak is passed already', () => {
    const result = forecastSeries(peaksOf(Array.from({ length: 20 }, (_, i) => 90 + i)), options);
    expect(result.crossing).toMatchObject({ date: '2026-01-20', already: true, early: '2026-01-20' });
  });
  test('a straight line is not over its limit on the day it only reaches it, but on the next', () => {
    const line = fc.record({
      days: fc.integer({ min: 7, max: 60 }),
      start: fc.integer({ min: 0, max: 1000 }),
      slope: fc.integer({ min: 1, max: 50 }),
      size: fc.constantFrom(1, 10, 100),
      ahead: fc.integer({ min: 1, max: 89 }),
    });
    fc.assert(
      fc.property(line, ({ days, start, slope, size, ahead }) => {
        const at = (day: number): number => (start + slope * day) / size;
        const values = Array.from({ length: days }, (_, day) => at(day));
        const { crossing } = forecastSeries(peaksOf(values), { ...options, limit: at(days - 1 + ahead) });
        expect(dayNumber(crossing?.date ?? '')).toBe(dayNumber('2026-01-01') + days + ahead);
      }),
    );
  });
  test('a flat series below its limit never crosses', () => {
    const result = forecastSeries(peaksOf(Array.from({ length: 30 }, () => 37)), options);
    expect(result.crossing).toEqual({ date: null, already: false, early: null, late: null });
  });
  test('fewer than seven complete days are not fitted, and say so by null', () => {
    const result = forecastSeries(peaksOf([1, 2, 3, 4, 5, 6]), options);
    expect(result.fit).toBeNull();
    expect(result.crossing).toBeNull();
    expect(result.projected).toEqual([]);
  });
  test('the early date is never after the date, nor the late one before it', () => {
    fc.assert(
      fc.property(noisy, (values) => {
        const crossing = forecastSeries(peaksOf(values), { ...options, limit: 700 }).crossing;
        if (crossing === null || crossing.date === null) return;
        expect((crossing.early ?? '') <= crossing.date && crossing.early !== null).toBe(true);
        if (crossing.late !== null) expect(crossing.late >= crossing.date).toBe(true);
      }),
    );
  });
});

describe('backtest', () => {
  test('an alternating series with skill below zero is untrusted', () => {
    // A step down in the middle of the window makes the line keep climbing while repeating the last value is right.
    const values = [
      ...Array.from({ length: 30 }, (_, i) => 100 + 3 * i),
      ...Array.from({ length: 30 }, () => 50),
    ];
    const result = backtest(
      values.map((_, i) => i),
      values,
      60,
      0.9,
    );
    expect(result.skill).toBeLessThan(0);
    expect(result.verdict).toBe('untrusted');
  });
  test('a constant series is as good as repeating it', () => {
    const values = Array.from({ length: 60 }, () => 5);
    const result = backtest(
      values.map((_, i) => i),
      values,
      60,
      0.9,
    );
    expect(result).toMatchObject({ mape: 0, naiveMape: 0, skill: 0, coverage: 1, verdict: 'trusted' });
  });
  test('fewer than three cut-offs leave it unvalidated', () => {
    const values = Array.from({ length: 20 }, (_, i) => i + 1);
    const days = values.map((_, i) => i);
    expect(backtest(days, values, 60, 0.9)).toMatchObject({ cutoffs: 1, verdict: 'unvalidated' });
  });
  test('zero peaks are skipped and counted', () => {
    const values = Array.from({ length: 60 }, (_, i) => (i % 10 === 0 ? 0 : 10));
    const result = backtest(
      values.map((_, i) => i),
      values,
      60,
      0.9,
    );
    expect(result.zeroPeaks).toBeGreaterThan(0);
    expect(Number.isFinite(result.mape)).toBe(true);
  });
});

describe('fitRobust', () => {
  test('ignores outliers that move the least-squares line', () => {
    const values = Array.from({ length: 40 }, (_, i) => (i % 7 === 3 ? 500 : 10 + i));
    const days = values.map((_, i) => i);
    const robust = fitRobust(days, values, 0.9);
    expect(robust?.slopePerDay).toBeCloseTo(1, 10);
    expect(robust?.intercept).toBeCloseTo(10, 10);
  });
  test('its interval holds the slope', () => {
    fc.assert(
      fc.property(noisy, (values) => {
        const robust = fitRobust(
          values.map((_, i) => i),
          values,
          0.9,
        );
        if (robust === null) throw new Error('enough days were given');
        expect(robust.slopeLow).toBeLessThanOrEqual(robust.slopePerDay);
        expect(robust.slopeHigh).toBeGreaterThanOrEqual(robust.slopePerDay);
      }),
    );
  });
});

describe('a line through equal peaks', () => {
  test('is that peak, and so never crosses a limit it stands right on', () => {
    const flat = Array.from({ length: 7 }, () => 0.7);
    expect(flat.reduce((sum, peak) => sum + peak, 0) / 7).toBeGreaterThan(0.7);
    const { fit, crossing } = forecastSeries(peaksOf(flat), { ...options, limit: 0.7 });
    expect(fit).toMatchObject({ slopePerDay: 0, intercept: 0.7, residualStd: 0, r2: null });
    expect(crossing).toEqual({ date: null, already: false, early: null, late: null });
  });
});

describe('weekdayBacktest', () => {
  const FIRST = dayNumber('2026-01-05');
  const days = Array.from({ length: 70 }, (_, i) => FIRST + i);
  test('is better where weekdays differ', () => {
    const peaks = days.map((_, i) => 100 + i + (i % 7 >= 5 ? -30 : 0));
    const tested = weekdayBacktest(days, peaks, 60);
    expect(tested?.skill).toBeCloseTo(1, 9);
    expect(tested?.plainSkill).toBeLessThan(0.9);
  });
  test('does not count the cut-offs against the plain line at which weekdays cannot be fitted', () => {
    // Five odd days at the beginning, which only cut-offs see that have too few days for weekdays; then a plain line.
    const peaks = days.map((_, i) => (i < 5 ? 5000 : 1000 + 20 * i));
    const all = backtest(days, peaks, 16, 0.9);
    const tested = weekdayBacktest(days, peaks, 16);
    expect(tested?.plainSkill).toBeCloseTo(1, 9);
    expect(all.skill).toBeLessThan(0.9);
    expect(weekdayBacktest(days.slice(0, 30), peaks.slice(0, 30), 60)).toBeNull();
  });
});
