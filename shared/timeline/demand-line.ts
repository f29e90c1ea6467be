import { leastSquares } from '../forecast/least-squares.ts';
import { FIT_MIN_DAYS, fitLine, project, type LinearFit, type Projection } from '../forecast/linear-fit.ts';
import { intervalFactor } from '../forecast/student-t.ts';
import { WEEKDAY_FIT_MIN_DAYS } from '../forecast/weekday-fit.ts';
import { weekday } from '../history/calendar.ts';

/** A dated change of level that somebody recorded: an onboarding, a departure. */
export interface RecordedStep {
  /** First day of the new level (day number). */
  readonly day: number;
  readonly label: string;
}

/** A fitted demand, ready to be asked about any day. Days are day numbers. */
export interface DemandLine {
  /** The line alone; with steps, slope and intercept of the fit that has them, before the first step. */
  readonly fit: LinearFit;
  readonly steps: readonly (RecordedStep & { readonly height: number })[];
  /** Heights of the weekdays over Monday's, Monday first (0); `null` where they were not fitted along. */
  readonly weekdays: readonly number[] | null;
  /** Degrees of freedom of its interval. */
  readonly degrees: number;
  at(day: number): Projection;
  /** Standard error of the line itself on a day, without the daily residual. */
  lineStd(day: number): number;
}

/** The straight line of MODEL.md section 8 with its interval at `level`. */
export function straightLine(fit: LinearFit, level: number): DemandLine {
  return {
    fit,
    steps: [],
    weekdays: null,
    degrees: fit.n - 2,
    at: (day) => project(fit, day, level),
    lineStd: (day) =>
      fit.residualStd * Math.sqrt(1 / fit.n + (day - fit.firstDay - fit.meanX) ** 2 / fit.sumSquaresX),
  };
}

/** Complete days from index `from` on, rising. */
export interface FittedDays {
  readonly days: ArrayLike<number>;
  readonly peaks: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
}

/** Regressors beside the line. */
export interface ExtraTerms {
  readonly steps: readonly RecordedStep[];
  /** A term per weekday from Tuesday on. */
  readonly weekdays: boolean;
}

/** Nothing but a slope and an intercept. */
export const isStraight = ({ steps, weekdays }: DemandLine): boolean =>
  steps.length === 0 && weekdays === null;

/**
 * A line with one step regressor per recorded day inside the window, so that growth is not counted twice, and a term per
 * weekday where asked for (MODEL.md section 8). Steps without days on both sides are left out, weekdays of fewer than 16
 * days as well; terms that cannot be told apart make the straight line. `null` for fewer than 7 days.
 */
export function lineWithTerms(
  { days, peaks, from, to }: FittedDays,
  { steps: recorded, weekdays: asked }: ExtraTerms,
  level: number,
): DemandLine | null {
  const plain = fitLine(days, peaks, from, to);
  if (plain === null) return null;
  const first = days[from] ?? 0;
  const last = days[to - 1] ?? 0;
  const inside = [...new Map(recorded.map((step) => [step.day, step])).values()]
    .filter((step) => step.day > first && step.day <= last)
    .sort((a, b) => a.day - b.day);
  const weekly = asked && to - from >= WEEKDAY_FIT_MIN_DAYS + inside.length;
  if ((inside.length === 0 && !weekly) || to - from < FIT_MIN_DAYS + inside.length)
    return straightLine(plain, level);
  const own = weekly ? [1, 2, 3, 4, 5, 6] : [];
  const rowOf = (day: number): Float64Array =>
    Float64Array.of(
      1,
      day - first,
      ...inside.map((step) => (day >= step.day ? 1 : 0)),
      ...own.map((which) => (weekday(day) === which ? 1 : 0)),
    );
  const rows = Array.from({ length: to - from }, (_, i) => rowOf(days[from + i] ?? 0));
  const found = leastSquares(
    rows,
    Array.from({ length: to - from }, (_, i) => peaks[from + i] ?? 0),
  );
  if (found === null) return straightLine(plain, level);
  const { coefficients, residualStd } = found;
  const valueOn = (row: Float64Array): number =>
    row.reduce((sum, value, i) => sum + value * (coefficients[i] ?? 0), 0);
  const degrees = to - from - coefficients.length;
  const fit: LinearFit = {
    ...plain,
    intercept: coefficients[0] ?? 0,
    slopePerDay: coefficients[1] ?? 0,
    residualStd,
    r2: plain.r2 === null ? null : r2Of(found.sse, peaks, from, to),
    sumSquaredResiduals: found.sse,
  };
  return {
    fit,
    steps: inside.map((step, i) => ({ ...step, height: coefficients[i + 2] ?? 0 })),
    weekdays: weekly ? [0, ...coefficients.subarray(2 + inside.length)] : null,
    degrees,
    at(day) {
      const row = rowOf(day);
      const value = valueOn(row);
      const half = intervalFactor(level, degrees) * residualStd * Math.sqrt(1 + found.leverage(row));
      return { value, low: value - half, high: value + half };
    },
    lineStd: (day) => residualStd * Math.sqrt(found.leverage(rowOf(day))),
  };
}

function r2Of(sse: number, peaks: ArrayLike<number>, from: number, to: number): number {
  let mean = 0;
  for (let i = from; i < to; i += 1) mean += (peaks[i] ?? 0) / (to - from);
  let syy = 0;
  for (let i = from; i < to; i += 1) syy += ((peaks[i] ?? 0) - mean) ** 2;
  return 1 - sse / syy;
}
