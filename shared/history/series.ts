/**
 * One entity's samples of one metric, columnar: `times` in milliseconds since the epoch, strictly rising,
 * `values` finite and in the metric's canonical unit. Both arrays have the same length.
 */
export interface Series {
  readonly entity: string;
  readonly metric: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/**
 * Sorts samples by time and drops duplicates: of two samples with one timestamp the later in input order wins
 * (MODEL.md section 8). Samples whose time or value is not finite are left out. The input is not changed.
 */
export function orderedSeries(
  entity: string,
  metric: string,
  times: ArrayLike<number>,
  values: ArrayLike<number>,
): Series {
  const order: number[] = [];
  let rising = true;
  for (let i = 0; i < times.length; i += 1) {
    const time = times[i] ?? Number.NaN;
    if (!Number.isFinite(time) || !Number.isFinite(values[i] ?? Number.NaN)) continue;
    const last = order.at(-1);
    if (last !== undefined && time <= (times[last] ?? 0)) rising = false;
    order.push(i);
  }
  // Array.prototype.sort is stable, so equal times keep their input order and the last of a run is the later one.
  if (!rising) order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  const kept = order.filter((index, position) => {
    const next = order[position + 1];
    return next === undefined || times[next] !== times[index];
  });
  return {
    entity,
    metric,
    times: Float64Array.from(kept, (index) => times[index] ?? 0),
    values: Float64Array.from(kept, (index) => values[index] ?? 0),
  };
}

/**
 * Step of a series in seconds: the lower median of the gaps between consecutive samples (MODEL.md section 8).
 * `null` for fewer than two samples. `times` must be strictly rising.
 */
export function stepSeconds(times: Float64Array): number | null {
  if (times.length < 2) return null;
  const gaps = new Float64Array(times.length - 1);
  for (let i = 1; i < times.length; i += 1) gaps[i - 1] = (times[i] ?? 0) - (times[i - 1] ?? 0);
  gaps.sort();
  return (gaps[(gaps.length - 1) >> 1] ?? 0) / 1000;
}
