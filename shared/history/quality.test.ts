import { expect, test } from 'vitest';
import { qualityOf } from './quality.ts';

const steps = (count: number): number[] => Array.from({ length: count }, (_, i) => i * 300_000);

test('a whole, varied, fresh series has nothing to report', () => {
  const times = Float64Array.from(steps(100));
  const values = times.map((_, i) => 10 + Math.sin(i));
  expect(qualityOf(times, values, 100 * 300_000)).toMatchObject({
    samples: 100,
    stepSeconds: 300,
    filledRatio: 1,
    gapCount: 0,
    clockJumps: 0,
    counterResets: 0,
    constant: false,
    outliers: [],
    stale: false,
  });
});

test('a hole is a gap with its ends, and lowers the filled share', () => {
  const times = Float64Array.from(steps(100).filter((_, i) => i < 40 || i >= 50));
  const quality = qualityOf(times, times, 100 * 300_000);
  expect(quality.gaps).toEqual([{ fromMs: 39 * 300_000, toMs: 50 * 300_000 }]);
  expect(quality.filledRatio).toBe(0.9);
});

test('a clock jump is a gap that is no multiple of the step', () => {
  const times = Float64Array.from(steps(100).map((time, i) => (i >= 50 ? time + 150_000 : time)));
  expect(qualityOf(times, times, 0).clockJumps).toBe(1);
});

test('a rising series that falls to nothing was reset', () => {
  const times = Float64Array.from(steps(100));
  const values = times.map((_, i) => (i < 60 ? i * 10 : (i - 60) * 10));
  expect(qualityOf(times, values, 0).counterResets).toBe(1);
});

test('outliers are marked by index, constants and stale series named', () => {
  const times = Float64Array.from(steps(50));
  const values = times.map((_, i) => (i === 20 ? 1000 : 10 + (i % 3)));
  expect(qualityOf(times, values, 0).outliers).toEqual([20]);
  const flat = qualityOf(
    times,
    times.map(() => 5),
    50 * 300_000 + 3_600_000,
  );
  expect(flat).toMatchObject({ constant: true, outliers: [], stale: true });
});
