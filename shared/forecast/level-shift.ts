import { FIT_MIN_DAYS, fitLine } from './linear-fit.ts';

/** A day on which a series jumped to another level inside its window. */
export interface LevelShift {
  /** First day of the new level (day number). */
  readonly day: number;
  /** Index of that day within the arrays given. */
  readonly index: number;
  /** Height of the step, in the metric's unit. */
  readonly step: number;
  /** F statistic of adding the step to the line. */
  readonly statistic: number;
}

/** Andrews (1993), table 1: supremum of the F statistic, one parameter, 15% trimmed at each end, 1% level. */
const SUP_F_CRITICAL = 12.35;
/** A step smaller than this many residual standard deviations after the fit is not worth a mark. */
const MIN_STEP_STDS = 2;

/**
 * The most likely single level shift within the days given, or `null`. For each day a step regressor is added to the
 * line; the day with the largest F = (SSE₀ − SSE₁) / (SSE₁ / (n − 3)) wins if it passes the supremum-F test at 1%.
 * At least 7 days, and 15% of them, stay on each side. Frisch–Waugh: the step is first freed of the line, so that each
 * candidate costs one pass.
 */
export function findLevelShift(days: ArrayLike<number>, peaks: ArrayLike<number>): LevelShift | null {
  const n = days.length;
  const fit = fitLine(days, peaks);
  if (fit === null || fit.residualStd === 0) return null;
  const margin = Math.max(FIT_MIN_DAYS, Math.ceil(0.15 * n));
  const sse = fit.residualStd ** 2 * (n - 2);
  let best: LevelShift | null = null;
  for (let index = margin; index <= n - margin; index += 1) {
    const { step, gain } = stepAt(days, peaks, index, fit.firstDay + fit.meanX, fit.sumSquaresX, fit);
    const rest = Math.max(sse - gain, Number.EPSILON * sse);
    const statistic = gain / (rest / (n - 3));
    const worth = Math.abs(step) >= MIN_STEP_STDS * Math.sqrt(rest / (n - 3));
    if (worth && statistic > SUP_F_CRITICAL && statistic > (best?.statistic ?? 0))
      best = { day: days[index] ?? 0, index, step, statistic };
  }
  return best;
}

function stepAt(
  days: ArrayLike<number>,
  peaks: ArrayLike<number>,
  index: number,
  meanDay: number,
  sxx: number,
  fit: { firstDay: number; intercept: number; slopePerDay: number },
): { step: number; gain: number } {
  const n = days.length;
  const share = (n - index) / n;
  let slope = 0;
  for (let i = index; i < n; i += 1) slope += (days[i] ?? 0) - meanDay;
  slope /= sxx;
  let norm = 0;
  let dot = 0;
  for (let i = 0; i < n; i += 1) {
    const freed = (i >= index ? 1 : 0) - share - slope * ((days[i] ?? 0) - meanDay);
    const residual = (peaks[i] ?? 0) - fit.intercept - fit.slopePerDay * ((days[i] ?? 0) - fit.firstDay);
    norm += freed * freed;
    dot += freed * residual;
  }
  return { step: dot / norm, gain: (dot * dot) / norm };
}
