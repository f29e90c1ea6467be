/**
 * Quantile by linear interpolation between order statistics, rank `q × (n − 1)` (Hyndman & Fan type 7, R's default and
 * Prometheus' `quantile_over_time`). `sorted` must be ascending; `NaN` for no values; `q` is clamped to 0..1.
 */
export function quantileSorted(sorted: ArrayLike<number>, q: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const rank = Math.min(1, Math.max(0, q)) * (n - 1);
  const below = Math.floor(rank);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, n - 1)] ?? Number.NaN;
  return low + (high - low) * (rank - below);
}

/** Quantile of values in any order; the input is copied, not sorted in place. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileSorted(Float64Array.from(values).sort(), q);
}
