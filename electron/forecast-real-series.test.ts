import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { backtest } from '../shared/forecast/backtest.ts';
import { fitLine, project } from '../shared/forecast/linear-fit.ts';
import { calendarOf } from '../shared/history/calendar.ts';
import { completeDays, dailyPeaks } from '../shared/history/daily-peaks.ts';
import { orderedSeries } from '../shared/history/series.ts';

/*
 * Real series (e2e/fixtures/SOURCES.md), everything computed a second way from the text of the file: days by the first ten
 * letters of the time, the quantile by counting ranks, the line as the mean of pairwise slopes weighted by distance squared,
 * the interval by leaving the day's own weight in the hat matrix, Student's t by integrating its density.
 */
interface Day {
  readonly day: number;
  readonly peak: number;
}

const DAY_MS = 86_400_000;

interface Source {
  readonly file: string;
  readonly separator: string;
  readonly time: number;
  readonly value: number;
  readonly only?: string;
}

const SOURCES: readonly Source[] = [
  { file: 'cpu_utilization_asg_half_hourly.csv', separator: ',', time: 0, value: 1 },
  { file: 'ec2_cpu_utilization_53ea38.csv', separator: ',', time: 0, value: 1 },
  { file: 'ec2_disk_write_bytes_1ef3de.csv', separator: ',', time: 0, value: 1 },
  { file: 'bitbrains_two_vms_hourly.csv', separator: ',', time: 0, value: 2, only: '116' },
  { file: 'bitbrains_two_vms_hourly.csv', separator: ',', time: 0, value: 2, only: '141' },
];

function rowsOf({ file, separator, time, value, only }: Source): readonly (readonly [string, number])[] {
  return readFileSync(`e2e/fixtures/${file}`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(separator))
    .filter((cells) => only === undefined || cells[1] === only)
    .map((cells): [string, number] => {
      const at = (cells[time] ?? '').replace(' ', 'T').replace(/Z?$/, 'Z');
      return [at, Number(cells[value])];
    });
}

/** Type 7 by its definition: the value at rank 0.95 (n − 1), between its two neighbours in proportion. */
function rank95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = 0.95 * (sorted.length - 1);
  const under = Math.floor(at);
  const [a = 0, b = a] = [sorted[under], sorted[under + 1]];
  return a * (1 - (at - under)) + b * (at - under);
}

function daysOf(rows: readonly (readonly [string, number])[]): readonly Day[] {
  const latest = new Map(rows); // of two with one time the later counts
  const times = [...latest.keys()].map(Date.parse).toSorted((a, b) => a - b);
  const gaps = times
    .flatMap((time, i) => (i === 0 ? [] : [time - (times[i - 1] ?? 0)]))
    .toSorted((a, b) => a - b);
  const step = gaps[Math.floor((gaps.length - 1) / 2)] ?? DAY_MS;
  const byDay = new Map<string, number[]>();
  for (const [time, value] of latest) {
    const day = time.slice(0, 10);
    byDay.set(day, [...(byDay.get(day) ?? []), value]);
  }
  const names = [...byDay.keys()].toSorted();
  const last = names.at(-1) ?? '';
  const lastEnds = Date.parse(`${last}T00:00:00Z`) + DAY_MS;
  return names.flatMap((name) => {
    const values = byDay.get(name) ?? [];
    const isLong = values.length >= (0.75 * DAY_MS) / step;
    const reaches = name !== last || lastEnds - (times.at(-1) ?? 0) <= 2 * step;
    if (!isLong || !reaches) return [];
    return [{ day: Date.parse(`${name}T00:00:00Z`) / DAY_MS, peak: rank95(values) }];
  });
}

interface Line {
  readonly at: (day: number) => { readonly value: number; readonly low: number; readonly high: number };
  readonly slope: number;
}

/** Γ((ν + 1) / 2) ÷ Γ(ν / 2) by its recurrence from ν = 1 or 2. */
function gammaRatio(degrees: number): number {
  if (degrees <= 2) return degrees === 1 ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2;
  return (gammaRatio(degrees - 2) * (degrees - 1)) / (degrees - 2);
}

/** Simpson's rule over the density of Student's t, and bisection for its quantile. */
function studentT(p: number, degrees: number): number {
  const scale = gammaRatio(degrees) / Math.sqrt(degrees * Math.PI);
  const density = (t: number): number => scale * (1 + (t * t) / degrees) ** (-(degrees + 1) / 2);
  const below = (t: number): number => {
    const pieces = 2000;
    const width = t / pieces;
    let sum = density(0) + density(t);
    for (let i = 1; i < pieces; i += 1) sum += density(i * width) * (i % 2 === 1 ? 4 : 2);
    return 0.5 + (sum * width) / 3;
  };
  let [low, high] = [0, 100];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (below(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function secondLine(days: readonly Day[]): Line {
  const n = days.length;
  let [up, across] = [0, 0];
  for (const a of days)
    for (const b of days) {
      up += (b.day - a.day) * (b.peak - a.peak);
      across += (b.day - a.day) ** 2;
    }
  const slope = up / across;
  const center = days.reduce((sum, { day }) => sum + day, 0) / n;
  const middle = days.reduce((sum, { peak }) => sum + peak, 0) / n;
  const value = (day: number): number => middle + slope * (day - center);
  const sse = days.reduce((sum, { day, peak }) => sum + (peak - value(day)) ** 2, 0);
  const t = studentT(0.95, n - 2);
  // Σ over all pairs of (xj − xi)² is 2 n Sxx.
  const half = (day: number): number =>
    t * Math.sqrt((sse / (n - 2)) * (1 + 1 / n + (day - center) ** 2 / (across / (2 * n))));
  return {
    slope,
    at: (day) => ({ value: value(day), low: value(day) - half(day), high: value(day) + half(day) }),
  };
}

function secondBacktest(days: readonly Day[], window: number) {
  const last = days.at(-1)?.day ?? 0;
  const pairs: { said: ReturnType<Line['at']>; came: number; naive: number }[] = [];
  let cutoffs = 0;
  for (let cut = last - 7; days.filter(({ day }) => day <= cut).length >= 7; cut -= 7) {
    const known = days.filter(({ day }) => day <= cut);
    const ahead = days.filter(({ day }) => day > cut);
    if (ahead.length < 7) continue;
    cutoffs += 1;
    const line = secondLine(known.slice(-window));
    for (const { day, peak } of ahead.filter((one) => one.day <= cut + 30))
      pairs.push({ said: line.at(day), came: peak, naive: known.at(-1)?.peak ?? 0 });
  }
  const told = pairs.filter(({ came }) => came !== 0);
  const mean = (of: (pair: (typeof pairs)[number]) => number): number | null =>
    told.length === 0 ? null : told.reduce((sum, pair) => sum + of(pair), 0) / told.length;
  const mape = mean(({ said, came }) => Math.abs(said.value - came) / Math.abs(came));
  const naive = mean(({ naive: repeated, came }) => Math.abs(repeated - came) / Math.abs(came));
  return {
    cutoffs,
    mape,
    bias: mean(({ said, came }) => (said.value - came) / Math.abs(came)),
    coverage:
      pairs.length === 0
        ? null
        : pairs.filter(({ said, came }) => came >= said.low && came <= said.high).length / pairs.length,
    naive,
  };
}

function expectClose(value: number | null, other: number | null): void {
  if (value === null || other === null) expect(value).toBe(other);
  else expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(other)));
}

describe.each(SOURCES)('real series $file $only', (source) => {
  const rows = rowsOf(source);
  const second = daysOf(rows);
  const series = orderedSeries(
    'entity',
    'metric',
    rows.map(([time]) => Date.parse(time)),
    rows.map(([, value]) => value),
  );
  const first = completeDays(dailyPeaks(series.times, series.values, calendarOf('UTC')));

  it('has the same complete days and daily peaks, computed a second way', () => {
    expect(second.length).toBeGreaterThanOrEqual(7);
    expect([...first.days]).toEqual(second.map(({ day }) => day));
    second.forEach(({ peak }, i) => expectClose(first.peaks[i] ?? null, peak));
  });

  it('has the same line and interval 90 days ahead', () => {
    const window = second.slice(-60);
    const fit = fitLine(first.days, first.peaks, Math.max(0, second.length - 60));
    const line = secondLine(window);
    if (fit === null) throw new Error('no fit');
    expect(fit.n).toBe(window.length);
    expectClose(fit.slopePerDay, line.slope);
    for (const ahead of [0, 1, 30, 90]) {
      const [is, was] = [project(fit, fit.lastDay + ahead, 0.9), line.at(fit.lastDay + ahead)];
      expectClose(is.value, was.value);
      expectClose(is.low, was.low);
      expectClose(is.high, was.high);
    }
  });

  it('has the same backtest', () => {
    const is = backtest(first.days, first.peaks, 60, 0.9);
    const was = secondBacktest(second, 60);
    expect(is.cutoffs).toBe(was.cutoffs);
    expectClose(is.mape, was.mape);
    expectClose(is.bias, was.bias);
    expectClose(is.coverage, was.coverage);
    expectClose(is.naiveMape, was.naive);
  });
});
