import type { Calendar } from '../history/calendar.ts';
import { COMPLETE_DAY_MIN_RATIO } from '../history/daily-peaks.ts';
import { quantileSorted } from '../history/quantile.ts';
import type { Series } from '../history/series.ts';
import { stepSeconds } from '../history/series.ts';
import { HOUR_SECONDS } from '../units.ts';

/** Wall-clock hours taken as peak hours, each the hour that begins then. */
export interface PeakHours {
  /** `09-13`: from the beginning of hour 9 to the beginning of hour 13. */
  readonly text: string;
  readonly hours: ReadonlySet<number>;
}

const AUTO_HOURS = 4;

function hoursFrom(first: number, count: number): PeakHours {
  const hours = Array.from({ length: count }, (_, i) => (first + i) % 24);
  const two = (hour: number): string => String(hour % 24).padStart(2, '0');
  return { text: `${two(first)}-${two(first + count)}`, hours: new Set(hours) };
}

/**
 * The policy's peak hours (MODEL.md section 9): `09-13` as it says; `auto`: the four consecutive hours with the highest mean
 * of all samples in them over the window given, the earliest of equals; they may pass midnight. `null` without samples.
 */
export function peakHoursOf(policyHours: string, series: Series, calendar: Calendar): PeakHours | null {
  const [from, to] = policyHours.split('-').map(Number);
  if (policyHours !== 'auto' && from !== undefined && to !== undefined)
    return hoursFrom(from, (to - from + 24) % 24 || 24);
  const sums = new Float64Array(24);
  const counts = new Int32Array(24);
  for (let i = 0; i < series.times.length; i += 1) {
    const hour = calendar.hourOf(series.times[i] ?? 0);
    sums[hour] = (sums[hour] ?? 0) + (series.values[i] ?? 0);
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
  let best: { first: number; mean: number } | null = null;
  for (let first = 0; first < 24; first += 1) {
    let [sum, count] = [0, 0];
    for (let i = 0; i < AUTO_HOURS; i += 1) {
      sum += sums[(first + i) % 24] ?? 0;
      count += counts[(first + i) % 24] ?? 0;
    }
    if (count > 0 && (best === null || sum / count > best.mean)) best = { first, mean: sum / count };
  }
  return best === null ? null : hoursFrom(best.first, AUTO_HOURS);
}

/**
 * 0.95 quantile of the samples in peak hours, by day; days that lack a quarter of the samples these hours should have are
 * absent. Hours belong to the calendar day they stand in, also where peak hours pass midnight.
 */
export function peakHourPeaks(
  { times, values }: Series,
  peak: PeakHours,
  calendar: Calendar,
): ReadonlyMap<number, number> {
  const step = stepSeconds(times);
  const byDay = new Map<number, number[]>();
  for (let i = 0; i < times.length; i += 1) {
    const time = times[i] ?? 0;
    if (!peak.hours.has(calendar.hourOf(time))) continue;
    const day = calendar.dayOf(time);
    const samples = byDay.get(day);
    if (samples === undefined) byDay.set(day, [values[i] ?? 0]);
    else samples.push(values[i] ?? 0);
  }
  const least = step === null ? Infinity : (COMPLETE_DAY_MIN_RATIO * peak.hours.size * HOUR_SECONDS) / step;
  const peaks = new Map<number, number>();
  for (const [day, samples] of byDay) {
    if (samples.length >= least) peaks.set(day, quantileSorted(Float64Array.from(samples).sort(), 0.95));
  }
  return peaks;
}
