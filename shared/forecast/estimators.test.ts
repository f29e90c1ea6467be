import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, dayNumber } from '../history/calendar.ts';
import { leastSquares } from './least-squares.ts';
import { findLevelShift } from './level-shift.ts';
import { fitLine, project } from './linear-fit.ts';
import { estimateOverhead } from './measured-overhead.ts';
import { hourOfWeekMeans, weekdayProfile } from './seasonality.ts';
import { intervalFactor } from './student-t.ts';

const wave = (i: number): number => Math.sin(i * 12.9898) * 0.5 + Math.sin(i * 78.233) * 0.5;

describe('leastSquares', () => {
  test('agrees with the closed form of the simple line, interval and all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 8, maxLength: 60 }),
        (peaks) => {
          const days = peaks.map((_, i) => i * 2);
          const line = fitLine(days, peaks);
          const general = leastSquares(
            days.map((day) => Float64Array.of(1, day)),
            peaks,
          );
          if (line === null || general === null) throw new Error('enough days were given');
          const scale = Math.max(1, ...peaks.map(Math.abs));
          expect((general.coefficients[1] ?? 0) / scale).toBeCloseTo(line.slopePerDay / scale, 9);
          expect(general.residualStd / scale).toBeCloseTo(line.residualStd / scale, 7);
          const row = Float64Array.of(1, 200);
          const half =
            intervalFactor(0.9, peaks.length - 2) *
            general.residualStd *
            Math.sqrt(1 + general.leverage(row));
          const projected = project(line, 200, 0.9);
          expect(half / scale).toBeCloseTo((projected.high - projected.value) / scale, 6);
        },
      ),
    );
  });
  test('says null where columns depend on each other', () => {
    const rows = Array.from({ length: 10 }, (_, i) => Float64Array.of(1, i, 2 * i + 3));
    expect(
      leastSquares(
        rows,
        Array.from({ length: 10 }, (_, i) => i),
      ),
    ).toBeNull();
  });
});

describe('findLevelShift', () => {
  test('finds the day and height of a jump', () => {
    const peaks = Array.from({ length: 60 }, (_, i) => 100 + 0.5 * i + wave(i) + (i >= 37 ? 30 : 0));
    const shift = findLevelShift(
      peaks.map((_, i) => i),
      peaks,
    );
    expect(shift?.day).toBe(37);
    expect(shift?.step).toBeGreaterThan(29);
    expect(shift?.step).toBeLessThan(31);
  });
  test('finds none in a line with noise, in a flat and in a short series', () => {
    const calm = Array.from({ length: 60 }, (_, i) => 100 + 0.5 * i + wave(i));
    const days = calm.map((_, i) => i);
    expect(findLevelShift(days, calm)).toBeNull();
    expect(
      findLevelShift(
        days,
        days.map(() => 5),
      ),
    ).toBeNull();
    expect(findLevelShift([0, 1, 2], [1, 2, 3])).toBeNull();
  });
});

describe('estimateOverhead', () => {
  test('recovers the overhead the hosts were made with, inside its interval', () => {
    const observations = Array.from({ length: 80 }, (_, i) => {
      const microvmCount = 20 + ((i * 7) % 31);
      const flavorSum = microvmCount * (2 + ((i * 5) % 11)) * 2 ** 30;
      return {
        microvmCount,
        flavorSum,
        usedAboveReserve: microvmCount * 40e6 + 0.8 * flavorSum + wave(i) * 20e6,
      };
    });
    const estimate = estimateOverhead(observations, 0.9);
    expect(estimate?.low).toBeLessThan(40e6);
    expect(estimate?.high).toBeGreaterThan(40e6);
    expect(estimate?.inUseRatio).toBeCloseTo(0.8, 3);
  });
  test('cannot tell overhead from flavor where all hosts run one flavor', () => {
    const observations = Array.from({ length: 20 }, (_, i) => ({
      microvmCount: i + 1,
      flavorSum: (i + 1) * 2 ** 30,
      usedAboveReserve: (i + 1) * 1.1e9,
    }));
    expect(estimateOverhead(observations, 0.9)).toBeNull();
  });
});

describe('seasonality', () => {
  test('weekday profile is the mean distance from the line, Monday first', () => {
    const monday = dayNumber('2026-11-16');
    const days = Array.from({ length: 14 }, (_, i) => monday + i);
    const profile = weekdayProfile(
      days,
      days.map((day, i) => day + (i % 7 === 5 ? -4 : 0)),
      (day) => day,
    );
    expect(profile).toEqual([0, 0, 0, 0, 0, -4, 0]);
  });
  test('hours are local', () => {
    const means = hourOfWeekMeans(
      Float64Array.of(Date.parse('2026-11-16T23:30:00Z')),
      Float64Array.of(7),
      calendarOf('Europe/Berlin'),
    );
    expect(means[1]?.[0]).toBe(7); // Tuesday, between 00:00 and 01:00
    expect(means[0]?.[23]).toBeNaN();
  });
});
