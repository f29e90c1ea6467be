import { FIT_MIN_DAYS } from './linear-fit.ts';

const CUTOFF_EVERY_DAYS = 7;
const SCORED_DAYS = 30;

/** Fewer cut-offs than this validate nothing (MODEL.md section 8). */
export const MIN_CUTOFFS = 3;

/** One cut-off of a backtest: indices into the complete days. */
export interface RollingOrigin {
  /** The days a forecast made then would have been fitted on: from … to − 1. */
  readonly from: number;
  readonly to: number;
  /** The days it is scored on: to … end − 1. */
  readonly end: number;
}

/**
 * The cut-offs of "validate with reality" (MODEL.md section 8), over complete days (rising `days`): c = lastDay − 7, − 14, …
 * while at least `leastDays` lie at or before c; those with fewer than 7 after are passed over. Fitted on are the last
 * `windowDays` complete days ≤ c, scored on those in (c, c + 30].
 */
export function* rollingOrigins(
  days: ArrayLike<number>,
  windowDays: number,
  leastDays = FIT_MIN_DAYS,
): Generator<RollingOrigin> {
  const lastDay = days[days.length - 1] ?? 0;
  let to = days.length;
  for (let cutoff = lastDay - CUTOFF_EVERY_DAYS; ; cutoff -= CUTOFF_EVERY_DAYS) {
    while (to > 0 && (days[to - 1] ?? 0) > cutoff) to -= 1;
    if (to < leastDays) return;
    if (days.length - to < FIT_MIN_DAYS) continue;
    let end = to;
    while (end < days.length && (days[end] ?? 0) <= cutoff + SCORED_DAYS) end += 1;
    yield { from: Math.max(0, to - windowDays), to, end };
  }
}
