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

/**
 * The same quantile without sorting all: the values around the rank are selected (Hoare's quickselect), which puts `values`
 * into another order. For quantiles of many columns that are thrown away afterwards. No `NaN` among the values.
 */
export function quantileSelected(values: Float32Array | Float64Array, q: number): number {
  const n = values.length;
  if (n === 0) return Number.NaN;
  const rank = Math.min(1, Math.max(0, q)) * (n - 1);
  const below = Math.floor(rank);
  const low = selected(values, below);
  if (below === rank) return low;
  let high = Infinity; // everything after the selected place is at least as large: the next value is their least
  for (let i = below + 1; i < n; i += 1) high = Math.min(high, values[i] ?? Infinity);
  return low + (high - low) * (rank - below);
}

/** Puts the value of rank `k` at place k, smaller ones before it and larger ones behind it. */
function selected(values: Float32Array | Float64Array, k: number): number {
  let [left, right] = [0, values.length - 1];
  while (left < right) {
    const pivot = values[(left + right) >> 1] ?? 0;
    let [i, j] = [left, right];
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i += 1;
      while ((values[j] ?? 0) > pivot) j -= 1;
      if (i > j) break;
      const swap = values[i] ?? 0;
      values[i] = values[j] ?? 0;
      values[j] = swap;
      i += 1;
      j -= 1;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k] ?? Number.NaN;
}
