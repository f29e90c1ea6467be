import { dayNumber } from '../model/instant.ts';
import type { CrossingDates, ForecastTrace, LineColumns, PeakColumns } from '../timeline/forecast-result.ts';

/** A value on a day; `day` counts days since 1970-01-01. */
export interface DayPoint {
  readonly day: number;
  readonly value: number;
}

/** A daily peak; `complete`: the day has all its samples. */
export interface PeakPoint extends DayPoint {
  readonly complete: boolean;
}

export interface BandPoint {
  readonly day: number;
  readonly low: number;
  readonly high: number;
}

/** A crossing in place: the dot on the limit, the whisker from early to late, cut off at the end of the axis. */
export interface CrossingPlace {
  readonly day: number;
  readonly early: number;
  readonly late: number;
  readonly value: number;
}

export interface ChartSide {
  /** The fitted line over the past (window) … */
  readonly fitted: readonly DayPoint[];
  /** … and from the last complete day on. */
  readonly projected: readonly DayPoint[];
  readonly band: readonly BandPoint[];
  /** The most demand that meets the target, day by day; steps where capacity arrives. */
  readonly limit: readonly DayPoint[];
  readonly crossing: CrossingPlace | null;
}

/** Number of a calendar day; not a number where it is none. */
export const dayOf = (day: string): number => dayNumber(day) ?? Number.NaN;

/** The days with a peak; those without one are left out. */
export function peakPoints(days: PeakColumns): readonly PeakPoint[] {
  return days.day.flatMap((day, at) => {
    const value = days.peak[at];
    return value === undefined ? [] : [{ day: dayOf(day), value, complete: days.complete[at] === true }];
  });
}

export function linePoints(line: LineColumns): readonly DayPoint[] {
  return line.day.flatMap((day, at) => {
    const value = line.value[at];
    return value === undefined ? [] : [{ day: dayOf(day), value }];
  });
}

/** The interval from `fromDay` on; days without one are left out. */
export function bandPoints(line: LineColumns, fromDay: number): readonly BandPoint[] {
  return line.day.flatMap((day, at) => {
    const [low, high] = [line.low[at] ?? null, line.high[at] ?? null];
    const number = dayOf(day);
    return low === null || high === null || number < fromDay ? [] : [{ day: number, low, high }];
  });
}

function limitPoints({ capacity }: ForecastTrace): readonly DayPoint[] {
  return capacity.day.flatMap((day, at) => {
    const value = capacity.limit[at] ?? null;
    return value === null ? [] : [{ day: dayOf(day), value }];
  });
}

/** Where a crossing stands on the limit; without a late day it reaches to the end of the axis. `null`: it never crosses. */
export function crossingPlace(
  crossing: CrossingDates | null,
  limit: readonly DayPoint[],
  endDay: number,
): CrossingPlace | null {
  if (crossing === null || crossing.date === null) return null;
  const day = dayOf(crossing.date);
  const value = (limit.find((point) => point.day >= day) ?? limit.at(-1))?.value;
  if (value === undefined) return null;
  const late = crossing.late === null ? endDay : dayOf(crossing.late);
  return {
    day,
    early: crossing.early === null ? day : dayOf(crossing.early),
    late: Math.max(day, late),
    value,
  };
}

/** One side's places: the fitted past, the line ahead with its band, the limit and where they meet. */
export function sideOf(detail: ForecastTrace, lastDay: number, endDay: number): ChartSide {
  const line = linePoints(detail.line);
  const limit = limitPoints(detail);
  return {
    fitted: line.filter((point) => point.day <= lastDay),
    projected: line.filter((point) => point.day >= lastDay),
    band: bandPoints(detail.line, lastDay),
    limit,
    crossing: crossingPlace(detail.crossing, limit, endDay),
  };
}

/** Days from the one before the first on which two lines differ visibly; empty where they never do. */
export function whereDifferent(
  points: readonly DayPoint[],
  others: readonly DayPoint[],
  tolerance: number,
): readonly DayPoint[] {
  const byDay = new Map(others.map((point) => [point.day, point.value]));
  const from = points.findIndex((point) => {
    const other = byDay.get(point.day);
    return other === undefined || Math.abs(point.value - other) > tolerance;
  });
  return from < 0 ? [] : points.slice(Math.max(0, from - 1));
}
