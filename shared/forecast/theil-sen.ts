import { quantile } from '../history/quantile.ts';
import { FIT_MIN_DAYS } from './linear-fit.ts';
import { normalQuantile } from './normal-quantile.ts';

/** A line through medians: unmoved by outliers up to 29% of the days. Shown beside the least-squares line, never instead of it. */
export interface RobustFit {
  readonly n: number;
  readonly slopePerDay: number;
  /** Confidence interval of the slope at the given level. */
  readonly slopeLow: number;
  readonly slopeHigh: number;
  /** Value on `firstDay`: median of peak − slope × day. */
  readonly intercept: number;
  /** The same for the two edges of the slope's interval: where the lines with those slopes begin. */
  readonly interceptLow: number;
  readonly interceptHigh: number;
  readonly firstDay: number;
  readonly lastDay: number;
}

/**
 * Theil–Sen estimator: the median slope of all pairs of days, with Sen's (1968) rank-based confidence interval,
 * C = z·√(n(n−1)(2n+5)/18), slopes of rank (N ∓ C)/2. `null` for fewer than 7 days. Days must differ.
 */
export function fitRobust(
  days: ArrayLike<number>,
  peaks: ArrayLike<number>,
  level: number,
): RobustFit | null {
  const n = days.length;
  if (n < FIT_MIN_DAYS) return null;
  const pairs = (n * (n - 1)) / 2;
  const slopes = new Float64Array(pairs);
  let next = 0;
  for (let i = 0; i < n; i += 1)
    for (let j = i + 1; j < n; j += 1) {
      slopes[next] = ((peaks[j] ?? 0) - (peaks[i] ?? 0)) / ((days[j] ?? 0) - (days[i] ?? 0));
      next += 1;
    }
  slopes.sort();
  const slopePerDay = median(slopes);
  const z = normalQuantile((1 + level) / 2);
  const spread = z * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const rankAt = (rank: number): number => slopes[Math.min(pairs - 1, Math.max(0, rank))] ?? slopePerDay;
  const firstDay = days[0] ?? 0;
  const startOf = (slope: number): number =>
    quantile(
      Float64Array.from({ length: n }, (_, i) => (peaks[i] ?? 0) - slope * ((days[i] ?? 0) - firstDay)),
      0.5,
    );
  const slopeLow = rankAt(Math.floor((pairs - spread) / 2));
  const slopeHigh = rankAt(Math.ceil((pairs + spread) / 2));
  return {
    n,
    slopePerDay,
    slopeLow,
    slopeHigh,
    intercept: startOf(slopePerDay),
    interceptLow: startOf(slopeLow),
    interceptHigh: startOf(slopeHigh),
    firstDay,
    lastDay: days[n - 1] ?? firstDay,
  };
}

function median(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}
