import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, dayName, dayNumber, weekday } from './calendar.ts';
import { completeDays, dailyPeaks } from './daily-peaks.ts';
import { gridSum } from './grid-sum.ts';
import { quantile } from './quantile.ts';
import { orderedSeries, stepSeconds } from './series.ts';

const at = (iso: string): number => Date.parse(iso);
const every = (start: string, stepSecondsWanted: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => at(start) + i * stepSecondsWanted * 1000);

describe('quantile', () => {
  test('interpolates linearly at rank q × (n − 1)', () => {
    expect(quantile([1, 2, 3, 4], 0.95)).toBeCloseTo(3.85, 12);
    expect(quantile([7], 0.95)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });
  test('lies between minimum and maximum and does not depend on order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, q) => {
          const result = quantile(values, q);
          expect(result).toBeGreaterThanOrEqual(Math.min(...values));
          expect(result).toBeLessThanOrEqual(Math.max(...values));
          expect(quantile([...values].reverse(), q)).toBe(result);
        },
      ),
    );
  });
});

describe('orderedSeries', () => {
  test('sorts, drops what is not finite, and lets the later of two equal stamps win', () => {
    const series = orderedSeries('h1', 'm', [30, 10, 20, 10, 40], [3, 1, 2, 9, Number.NaN]);
    expect([...series.times]).toEqual([10, 20, 30]);
    expect([...series.values]).toEqual([9, 2, 3]);
  });
});

describe('stepSeconds', () => {
  test('is the lower median of the gaps', () => {
    expect(stepSeconds(Float64Array.of(0, 300_000, 600_000, 1_200_000))).toBe(300);
    expect(stepSeconds(Float64Array.of(0, 300_000, 900_000))).toBe(300);
    expect(stepSeconds(Float64Array.of(0))).toBeNull();
  });
});

describe('calendar', () => {
  test('days of 23 and 25 hours have their real length and boundaries', () => {
    const berlin = calendarOf('Europe/Berlin');
    expect(berlin.lengthSeconds(dayNumber('2026-03-29'))).toBe(23 * 3600);
    expect(berlin.lengthSeconds(dayNumber('2026-10-25'))).toBe(25 * 3600);
    expect(dayName(berlin.dayOf(at('2026-03-28T22:59:59Z')))).toBe('2026-03-28');
    expect(dayName(berlin.dayOf(at('2026-03-28T23:00:00Z')))).toBe('2026-03-29');
    expect(dayName(berlin.dayOf(at('2026-10-25T22:59:59Z')))).toBe('2026-10-25');
  });
  test('every instant lies in its day, in zones on both sides of UTC', () => {
    const calendars = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kathmandu'].map(calendarOf);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), fc.constantFrom(...calendars), (timeMs, calendar) => {
        const day = calendar.dayOf(timeMs);
        expect(calendar.startMs(day)).toBeLessThanOrEqual(timeMs);
        expect(calendar.startMs(day + 1)).toBeGreaterThan(timeMs);
      }),
    );
  });
  test('an unknown zone is refused at once', () =>
    expect(() => calendarOf('Mars/Olympus')).toThrow(RangeError));
  test('weekday counts from Monday', () => expect(weekday(dayNumber('2026-11-23'))).toBe(0));
});

describe('dailyPeaks', () => {
  const utc = calendarOf('UTC');
  test('a day with 75% of its samples is complete, one sample less is not', () => {
    const times = [...every('2026-01-01T00:00:00Z', 3600, 18), ...every('2026-01-02T00:00:00Z', 3600, 17)];
    times.push(...every('2026-01-03T00:00:00Z', 3600, 24));
    const peaks = dailyPeaks(
      Float64Array.from(times),
      Float64Array.from(times, (_, i) => i),
      utc,
    );
    expect([...peaks.complete]).toEqual([1, 0, 1]);
    expect([...peaks.samples]).toEqual([18, 17, 24]);
    expect(peaks.peaks[0]).toBeCloseTo(16.15, 12);
  });
  test('the last day must reach within two steps of its end', () => {
    const day = (count: number) => {
      const times = Float64Array.from(every('2026-01-01T00:00:00Z', 3600, count));
      return dailyPeaks(times, times, utc).complete[0];
    };
    expect(day(22)).toBe(0);
    expect(day(23)).toBe(1);
  });
  test('a 23-hour day needs 75% of 23 hours', () => {
    const berlin = calendarOf('Europe/Berlin');
    const times = Float64Array.from([
      ...every('2026-03-28T23:00:00Z', 3600, 18),
      ...every('2026-03-29T22:00:00Z', 3600, 24),
    ]);
    expect([...dailyPeaks(times, times, berlin).complete]).toEqual([1, 1]);
  });
  test('days of 23 and 25 hours: their samples, their 75% and their peaks, worked out by hand', () => {
    // 23 h: 17 samples are under 17.25, so not complete; 25 h: 19 are over 18.75, 18 would do for 24 h only.
    const berlin = calendarOf('Europe/Berlin');
    const around = (before: string, count: number, next: string) => {
      const times = Float64Array.from([...every(before, 3600, count), ...every(next, 3600, 24)]);
      const days = dailyPeaks(
        times,
        times.map((_, i) => (i < count ? i : 100)),
        berlin,
      );
      return { days, first: [dayName(days.days[0] ?? 0), days.samples[0], days.complete[0]] };
    };
    const spring = (count: number) => around('2026-03-28T23:00:00Z', count, '2026-03-29T22:00:00Z');
    expect(spring(17).first).toEqual(['2026-03-29', 17, 0]);
    expect(spring(18).first).toEqual(['2026-03-29', 18, 1]);
    expect(spring(23).first).toEqual(['2026-03-29', 23, 1]);
    // Values 0 … 22: rank 0.95 × 22 = 20.9.
    expect(spring(23).days.peaks[0]).toBeCloseTo(20.9, 12);
    const autumn = (count: number) => around('2026-10-24T22:00:00Z', count, '2026-10-25T23:00:00Z');
    expect(autumn(18).first).toEqual(['2026-10-25', 18, 0]);
    expect(autumn(19).first).toEqual(['2026-10-25', 19, 1]);
    expect(autumn(25).first).toEqual(['2026-10-25', 25, 1]);
    // Values 0 … 24: rank 0.95 × 24 = 22.8; counted as 24 hours it would be 21.85.
    expect(autumn(25).days.peaks[0]).toBeCloseTo(22.8, 12);
    expect([...autumn(25).days.days].map(dayName)).toEqual(['2026-10-25', '2026-10-26']);
  });
  test('completeDays keeps the complete ones alone', () => {
    const times = Float64Array.from(every('2026-01-01T12:00:00Z', 3600, 36));
    const kept = completeDays(dailyPeaks(times, times, utc));
    expect([...kept.days].map(dayName)).toEqual(['2026-01-02']);
  });
});

describe('gridSum', () => {
  const series = (entity: string, times: number[], value: number) =>
    orderedSeries(
      entity,
      'm',
      times,
      times.map(() => value),
    );
  test('sums on the grid of the largest step', () => {
    const sum = gridSum(
      [
        series('a', every('2026-01-01T00:00:00Z', 300, 25), 1),
        series('b', every('2026-01-01T00:00:00Z', 600, 13), 10),
      ],
      'cluster:c',
      'm',
    );
    expect(sum?.stepSeconds).toBe(600);
    expect([...(sum?.series.values ?? [])]).toEqual(Array.from({ length: 13 }, () => 11));
  });
  test('scales by living over present down to 90%, leaves a step out below that', () => {
    const full = every('2026-01-01T00:00:00Z', 300, 10);
    const holed = full.filter((_, i) => i !== 4 && i !== 5);
    const entities = (holes: number) =>
      Array.from({ length: 10 }, (_, i) => series(`e${i}`, i < holes ? holed : full, 2));
    const one = gridSum(entities(1), 's', 'm');
    expect([...(one?.series.values ?? [])]).toEqual(Array.from({ length: 10 }, () => 20));
    expect(Math.min(...(one?.presentRatios ?? []))).toBe(0.9);
    const two = gridSum(entities(2), 's', 'm');
    expect(two?.leftOut).toBe(1); // a sample stays fresh for 1.5 steps, so only the second missing step is a hole
    expect(two?.series.times.length).toBe(9);
  });
  test('different values, one missing: 55 of 10 entities without the 5th is 50 × 10 / 9', () => {
    const full = every('2026-01-01T00:00:00Z', 300, 10);
    const holed = full.filter((_, i) => i !== 4 && i !== 5);
    const entities = Array.from({ length: 10 }, (_, i) => series(`e${i}`, i === 4 ? holed : full, i + 1));
    const sum = gridSum(entities, 's', 'm');
    const sums = [55, 55, 55, 55, 55, 500 / 9, 55, 55, 55, 55];
    sums.forEach((value, k) => expect(sum?.series.values[k]).toBeCloseTo(value, 12));
    expect([...(sum?.presentRatios ?? [])]).toEqual([1, 1, 1, 1, 1, 0.9, 1, 1, 1, 1]);
    // Of nine living one is missing: 8 / 9 is under 90%, the step is left out, not filled.
    const fewer = gridSum(entities.slice(0, 9), 's', 'm');
    expect(fewer?.leftOut).toBe(1);
    expect([...(fewer?.series.times ?? [])]).toEqual(full.filter((_, k) => k !== 5));
    expect([...(fewer?.series.values ?? [])]).toEqual(Array.from({ length: 9 }, () => 45));
  });
  test('the daily peak of a sum is the quantile of the sum, not the sum of quantiles', () => {
    // a counts up from 0 to 23 while b counts down: together always 23; each alone has its peak at 21.85.
    const hours = every('2026-01-01T00:00:00Z', 3600, 24);
    const up = orderedSeries(
      'a',
      'm',
      hours,
      hours.map((_, i) => i),
    );
    const down = orderedSeries(
      'b',
      'm',
      hours,
      hours.map((_, i) => 23 - i),
    );
    const peakOf = (one: { times: Float64Array; values: Float64Array } | undefined) =>
      one === undefined ? null : dailyPeaks(one.times, one.values, calendarOf('UTC')).peaks[0];
    expect(peakOf(gridSum([up, down], 's', 'm')?.series)).toBe(23);
    expect((peakOf(up) ?? 0) + (peakOf(down) ?? 0)).toBeCloseTo(43.7, 12);
  });
  test('an entity that ended is not missed', () => {
    const sum = gridSum(
      [
        series('a', every('2026-01-01T00:00:00Z', 300, 10), 1),
        series('b', every('2026-01-01T00:00:00Z', 300, 4), 1),
      ],
      's',
      'm',
    );
    expect([...(sum?.series.values ?? [])]).toEqual([2, 2, 2, 2, 1, 1, 1, 1, 1, 1]);
  });
  test('no entity with two samples gives no sum', () =>
    expect(gridSum([series('a', [0], 1)], 's', 'm')).toBeNull());
});
