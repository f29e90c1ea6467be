import { dayName } from '../history/calendar.ts';
import { completeDays, type DailyPeaks } from '../history/daily-peaks.ts';
import { backtest, type Backtest } from './backtest.ts';
import { isTie } from '../model/rounding.ts';
import { findCrossing } from './crossing.ts';
import { fitLine, project, type LinearFit } from './linear-fit.ts';
import { fitRobust, type RobustFit } from './theil-sen.ts';

export interface ForecastOptions {
  readonly windowDays: number;
  readonly horizonDays: number;
  readonly intervalLevel: number;
  /** Demand above this misses the target; absent = no crossing is asked for. */
  readonly limit?: number;
}

/** The JSON of `forecast --metrics` (MODEL.md section 16). `fit` and what follows from it is `null` below 7 complete days. */
export interface SeriesForecast {
  readonly step: number | null;
  readonly days: readonly { day: string; peak: number; samples: number; complete: boolean }[];
  readonly fit: {
    readonly n: number;
    readonly slopePerDay: number;
    readonly intercept: number;
    readonly residualStd: number;
    readonly r2: number | null;
    readonly firstDay: string;
    readonly lastDay: string;
  } | null;
  readonly robust: {
    readonly slopePerDay: number;
    readonly slopeLow: number;
    readonly slopeHigh: number;
  } | null;
  /** The last complete peak. */
  readonly now: number | null;
  readonly projected: readonly { day: string; value: number; low: number; high: number }[];
  readonly crossing: {
    readonly date: string | null;
    readonly already: boolean;
    readonly early: string | null;
    readonly late: string | null;
  } | null;
  readonly backtest: Backtest;
}

/** Daily peaks → fit, projection with interval, crossing of a limit, backtest (MODEL.md section 8). Pure. */
export function forecastSeries(peaks: DailyPeaks, options: ForecastOptions): SeriesForecast {
  const { days, peaks: complete } = completeDays(peaks);
  const from = Math.max(0, days.length - options.windowDays);
  const fit = fitLine(days, complete, from);
  const robust = fitRobust(days.subarray(from), complete.subarray(from), options.intervalLevel);
  const now = complete.at(-1) ?? null;
  return {
    step: peaks.stepSeconds,
    days: Array.from(peaks.days, (day, i) => ({
      day: dayName(day),
      peak: peaks.peaks[i] ?? 0,
      samples: peaks.samples[i] ?? 0,
      complete: peaks.complete[i] === 1,
    })),
    fit: fit === null ? null : fitJson(fit),
    robust: robust === null ? null : robustJson(robust),
    now,
    projected: fit === null ? [] : projections(fit, options),
    crossing: fit === null || now === null ? null : crossingJson(fit, now, options),
    backtest: backtest(days, complete, options.windowDays, options.intervalLevel),
  };
}

function fitJson(fit: LinearFit): SeriesForecast['fit'] {
  const { n, slopePerDay, intercept, residualStd, r2 } = fit;
  const [firstDay, lastDay] = [dayName(fit.firstDay), dayName(fit.lastDay)];
  return { n, slopePerDay, intercept, residualStd, r2, firstDay, lastDay };
}

function robustJson(fit: RobustFit): SeriesForecast['robust'] {
  return { slopePerDay: fit.slopePerDay, slopeLow: fit.slopeLow, slopeHigh: fit.slopeHigh };
}

function projections(fit: LinearFit, options: ForecastOptions): SeriesForecast['projected'] {
  return Array.from({ length: options.horizonDays }, (_, ahead) => {
    const day = fit.lastDay + ahead + 1;
    return { day: dayName(day), ...project(fit, day, options.intervalLevel) };
  });
}

function crossingJson(fit: LinearFit, now: number, options: ForecastOptions): SeriesForecast['crossing'] {
  const { limit } = options;
  if (limit === undefined) return null;
  const at = (day: number) => project(fit, day, options.intervalLevel);
  const crossing = findCrossing({
    lastDay: fit.lastDay,
    horizonDays: options.horizonDays,
    now,
    // The verdict's own comparison: a line that only rounding puts over its limit is not over it a day too early.
    misses: (demand) => demand > limit && !isTie(demand, limit),
    line: (day) => at(day).value,
    pessimistic: (day) => at(day).high,
    optimistic: (day) => at(day).low,
  });
  const named = (day: number | null): string | null => (day === null ? null : dayName(day));
  return {
    date: named(crossing.date),
    already: crossing.already,
    early: named(crossing.early),
    late: named(crossing.late),
  };
}
