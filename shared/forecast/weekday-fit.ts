import { weekday } from '../history/calendar.ts';
import { leastSquares } from './least-squares.ts';

/** Fewer days cannot tell a line and seven weekdays apart with any certainty: two of each weekday and the line's own two. */
export const WEEKDAY_FIT_MIN_DAYS = 16;
const CUTOFF_EVERY_DAYS = 7;
const SCORED_DAYS = 30;
const MIN_CUTOFFS = 3;

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

/**
 * Skill of a line with weekday regressors over the rolling-origin cut-offs of MODEL.md section 8, against repeating the
 * last complete peak: offered where it is better than that of the plain line. `null` with fewer than three cut-offs, or
 * where the naive forecast was perfect.
 */
export function weekdayBacktest(
  days: ArrayLike<number>,
  peaks: ArrayLike<number>,
  windowDays: number,
): number | null {
  const lastDay = days[days.length - 1] ?? 0;
  let [cutoffs, error, naiveError] = [0, 0, 0];
  for (let cutoff = lastDay - CUTOFF_EVERY_DAYS; ; cutoff -= CUTOFF_EVERY_DAYS) {
    let to = days.length;
    while (to > 0 && (days[to - 1] ?? 0) > cutoff) to -= 1;
    if (to < WEEKDAY_FIT_MIN_DAYS) break;
    if (days.length - to < CUTOFF_EVERY_DAYS) continue;
    const line = fitWithWeekdays(days, peaks, Math.max(0, to - windowDays), to);
    if (line === null) continue;
    cutoffs += 1;
    const naive = peaks[to - 1] ?? 0;
    for (let i = to; i < days.length && (days[i] ?? 0) <= cutoff + SCORED_DAYS; i += 1) {
      const actual = peaks[i] ?? 0;
      if (actual === 0) continue;
      error += Math.abs(line(days[i] ?? 0) - actual) / Math.abs(actual);
      naiveError += Math.abs(naive - actual) / Math.abs(actual);
    }
  }
  return cutoffs < MIN_CUTOFFS || naiveError === 0 ? null : 1 - error / naiveError;
}
