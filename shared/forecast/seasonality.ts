import { weekday } from '../history/calendar.ts';
import type { Calendar } from '../history/calendar.ts';

/** Mean of each weekday's peak over the line through all, Monday first; `null` where a weekday never occurred. */
export type WeekdayProfile = readonly (number | null)[];

/** How far each weekday's peaks lie from the fitted line on average, in the metric's unit. */
export function weekdayProfile(
  days: ArrayLike<number>,
  peaks: ArrayLike<number>,
  line: (day: number) => number,
): WeekdayProfile {
  const sums = new Float64Array(7);
  const counts = new Int32Array(7);
  for (let i = 0; i < days.length; i += 1) {
    const day = days[i] ?? 0;
    const which = weekday(day);
    sums[which] = (sums[which] ?? 0) + (peaks[i] ?? 0) - line(day);
    counts[which] = (counts[which] ?? 0) + 1;
  }
  return Array.from({ length: 7 }, (_, i) =>
    (counts[i] ?? 0) === 0 ? null : (sums[i] ?? 0) / (counts[i] ?? 1),
  );
}

/** Mean value per weekday (row, Monday first) and local hour (column); `NaN` where nothing was measured. */
export function hourOfWeekMeans(
  times: Float64Array,
  values: Float64Array,
  calendar: Calendar,
): Float64Array[] {
  const sums = Array.from({ length: 7 }, () => new Float64Array(24));
  const counts = Array.from({ length: 7 }, () => new Int32Array(24));
  for (let i = 0; i < times.length; i += 1) {
    const time = times[i] ?? 0;
    const day = calendar.dayOf(time);
    const hour = calendar.hourOf(time);
    const [sum, count] = [sums[weekday(day)], counts[weekday(day)]];
    if (sum === undefined || count === undefined) continue;
    sum[hour] = (sum[hour] ?? 0) + (values[i] ?? 0);
    count[hour] = (count[hour] ?? 0) + 1;
  }
  return sums.map((row, r) =>
    row.map((sum, hour) => ((counts[r]?.[hour] ?? 0) === 0 ? Number.NaN : sum / (counts[r]?.[hour] ?? 1))),
  );
}
