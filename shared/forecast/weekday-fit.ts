import { weekday } from '../history/calendar.ts';
import { leastSquares } from './least-squares.ts';
import { fitLine } from './linear-fit.ts';
import { MIN_CUTOFFS, rollingOrigins } from './rolling-origins.ts';

/** Fewer days cannot tell a line and seven weekdays apart with any certainty: two of each weekday and the line's own two. */
export const WEEKDAY_FIT_MIN_DAYS = 16;

/** A line with one regressor per weekday from Tuesday on; `null` where days are too few or weekdays are missing. */
function fitWithWeekdays(
  days: ArrayLike<number>,
  peaks: ArrayLike<number>,
  from: number,
  to: number,
): ((day: number) => number) | null {
  if (to - from < WEEKDAY_FIT_MIN_DAYS) return null;
  const first = days[from] ?? 0;
  const rowOf = (day: number): Float64Array => {
    const row = new Float64Array(8);
    row[0] = 1;
    row[1] = day - first;
    const which = weekday(day);
    if (which > 0) row[which + 1] = 1;
    return row;
  };
  const rows = Array.from({ length: to - from }, (_, i) => rowOf(days[from + i] ?? 0));
  const fit = leastSquares(
    rows,
    Array.from({ length: to - from }, (_, i) => peaks[from + i] ?? 0),
  );
  if (fit === null) return null;
  return (day) => rowOf(day).reduce((sum, value, i) => sum + value * (fit.coefficients[i] ?? 0), 0);
}

/** The same cut-offs backtested with weekdays and without. */
export interface WeekdayBacktest {
  /** 1 − error ÷ error of repeating the last complete peak, with a term per weekday. */
  readonly skill: number;
  /** The same of the plain line. */
  readonly plainSkill: number;
}

/**
 * Skill of a line with weekday regressors beside that of the plain line (MODEL.md section 8: offered where the backtest
 * improves), both over the rolling-origin cut-offs at which weekdays can be fitted: the plain line's other cut-offs, with
 * fewer days to fit on, would only make it look worse. `null` with fewer than three such cut-offs, or where repeating the
 * last peak was never wrong.
 */
export function weekdayBacktest(
  days: ArrayLike<number>,
  peaks: ArrayLike<number>,
  windowDays: number,
): WeekdayBacktest | null {
  let [cutoffs, error, plainError, naiveError] = [0, 0, 0, 0];
  for (const { from, to, end } of rollingOrigins(days, windowDays, WEEKDAY_FIT_MIN_DAYS)) {
    const line = fitWithWeekdays(days, peaks, from, to);
    const plain = fitLine(days, peaks, from, to);
    if (line === null || plain === null) continue;
    cutoffs += 1;
    const naive = peaks[to - 1] ?? 0;
    for (let i = to; i < end; i += 1) {
      const [day, actual] = [days[i] ?? 0, peaks[i] ?? 0];
      if (actual === 0) continue;
      const straight = plain.intercept + plain.slopePerDay * (day - plain.firstDay);
      error += Math.abs(line(day) - actual) / Math.abs(actual);
      plainError += Math.abs(straight - actual) / Math.abs(actual);
      naiveError += Math.abs(naive - actual) / Math.abs(actual);
    }
  }
  if (cutoffs < MIN_CUTOFFS || naiveError === 0) return null;
  return { skill: 1 - error / naiveError, plainSkill: 1 - plainError / naiveError };
}
