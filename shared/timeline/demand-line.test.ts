import { describe, expect, it } from 'vitest';
import { fitRobust } from '../forecast/theil-sen.ts';
import { weekday } from '../history/calendar.ts';
import { isStraight, lineWithTerms } from './demand-line.ts';

const FIRST = 20_000;
const days = Array.from({ length: 56 }, (_, i) => FIRST + i);
const HEIGHTS = [0, 5, 3, -2, 8, -20, -30];
const peaks = days.map((day) => 100 + 2 * (day - FIRST) + (HEIGHTS[weekday(day)] ?? 0));
const all = { days, peaks, from: 0, to: days.length };

describe('a line with terms beside it', () => {
  it('finds the weekdays’ heights over Monday exactly, and has no interval where nothing is left over', () => {
    const line = lineWithTerms(all, { steps: [], weekdays: true }, 0.9);
    line?.weekdays?.forEach((height, at) => expect(height).toBeCloseTo(HEIGHTS[at] ?? 0, 9));
    expect(line?.fit.slopePerDay).toBeCloseTo(2, 10);
    const ahead = FIRST + 90;
    const point = line?.at(ahead);
    expect(point?.value).toBeCloseTo(100 + 2 * 90 + (HEIGHTS[weekday(ahead)] ?? 0), 8);
    expect((point?.high ?? 1) - (point?.low ?? 0)).toBeLessThan(1e-8);
  });

  it('tells a recorded step and the weekdays apart', () => {
    const stepped = peaks.map((peak, i) => peak + (i >= 30 ? 500 : 0));
    const steps = [{ day: FIRST + 30, label: 'onboarding' }];
    const line = lineWithTerms({ ...all, peaks: stepped }, { steps, weekdays: true }, 0.9);
    expect(line?.steps[0]?.height).toBeCloseTo(500, 8);
    expect(line?.fit.slopePerDay).toBeCloseTo(2, 9);
  });

  it('is the straight line where days are too few for seven weekdays, or nothing is asked for', () => {
    const few = lineWithTerms({ ...all, to: 15 }, { steps: [], weekdays: true }, 0.9);
    const none = lineWithTerms(all, { steps: [], weekdays: false }, 0.9);
    expect([few, none].map((line) => line !== null && isStraight(line))).toEqual([true, true]);
  });
});

describe('the edges of the robust line', () => {
  it('begin at the median of what their slope leaves, and hold the line between them at the end', () => {
    const noisy = days.map((day, i) => 100 + 2 * (day - FIRST) + ((i * 7919) % 23));
    const fit = fitRobust(days, noisy, 0.9);
    if (fit === null) throw new Error('no fit');
    const end = (start: number, slope: number): number => start + slope * 90;
    expect(end(fit.interceptLow, fit.slopeLow)).toBeLessThan(end(fit.intercept, fit.slopePerDay));
    expect(end(fit.interceptHigh, fit.slopeHigh)).toBeGreaterThan(end(fit.intercept, fit.slopePerDay));
    const left = noisy.map((peak, i) => peak - fit.slopeLow * i).toSorted((a, b) => a - b);
    expect(fit.interceptLow).toBeCloseTo(((left[27] ?? 0) + (left[28] ?? 0)) / 2, 9);
  });
});
