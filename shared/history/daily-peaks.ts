import { DAY_SECONDS } from '../units.ts';
import type { Calendar, DayNumber } from './calendar.ts';
import { quantileSorted } from './quantile.ts';
import { stepSeconds } from './series.ts';

/** A day counts as complete from this share of the samples its length and step call for (MODEL.md section 8). */
export const COMPLETE_DAY_MIN_RATIO = 0.75;
/** The last day must also reach within this many steps of its end. */
const LAST_DAY_MAX_STEPS_SHORT = 2;

/** Daily peaks of one series, columnar and in rising order of days; days without a sample are absent. */
export interface DailyPeaks {
  readonly stepSeconds: number | null;
  readonly days: Int32Array;
  /** 0.95 quantile of the day's samples, in the metric's unit. */
  readonly peaks: Float64Array;
  readonly samples: Int32Array;
  /** 1 where the day is complete; incomplete days are shown, not fitted. */
  readonly complete: Uint8Array;
}

/**
 * The p95 daily peaks of a series (MODEL.md section 8). `times` strictly rising, ms since the epoch.
 * A series of fewer than two samples has no step, and none of its days is complete. `step` is given where `times` are the
 * end of a longer series.
 */
export function dailyPeaks(
  times: Float64Array,
  values: Float64Array,
  calendar: Calendar,
  quantile = 0.95,
  step: number | null = stepSeconds(times),
): DailyPeaks {
  const days: DayNumber[] = [];
  const peaks: number[] = [];
  const samples: number[] = [];
  const complete: number[] = [];
  let first = 0;
  while (first < times.length) {
    const day = calendar.dayOf(times[first] ?? 0);
    const endMs = calendar.startMs(day + 1);
    let end = first + 1;
    while (end < times.length && (times[end] ?? 0) < endMs) end += 1;
    const count = end - first;
    const reachesEnd =
      end < times.length ||
      endMs - (times[end - 1] ?? 0) <= LAST_DAY_MAX_STEPS_SHORT * (step ?? DAY_SECONDS) * 1000;
    const enough = step !== null && count >= (COMPLETE_DAY_MIN_RATIO * calendar.lengthSeconds(day)) / step;
    days.push(day);
    peaks.push(quantileSorted(values.slice(first, end).sort(), quantile));
    samples.push(count);
    complete.push(enough && reachesEnd ? 1 : 0);
    first = end;
  }
  return {
    stepSeconds: step,
    days: Int32Array.from(days),
    peaks: Float64Array.from(peaks),
    samples: Int32Array.from(samples),
    complete: Uint8Array.from(complete),
  };
}

/** The complete days alone: what a forecast is fitted on. */
export function completeDays(all: DailyPeaks): { days: Int32Array; peaks: Float64Array } {
  const kept: number[] = [];
  for (let i = 0; i < all.days.length; i += 1) if (all.complete[i] === 1) kept.push(i);
  return {
    days: Int32Array.from(kept, (i) => all.days[i] ?? 0),
    peaks: Float64Array.from(kept, (i) => all.peaks[i] ?? 0),
  };
}
