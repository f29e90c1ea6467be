/** The most weight one host can hold, and counts per kind that reach it. */
export interface HeaviestPattern {
  readonly weight: number;
  readonly counts: Int32Array;
}

/**
 * The heaviest content of one host: whole counts of kinds, none above its own limit, within every resource; exact. All of
 * `demands` (kind × resources), `limits` and `weights` are whole numbers (limits may be +Infinity), so nothing is rounded;
 * only the cut uses fractions, and it is widened by more than they can lose. `null` when `effort` steps do not suffice.
 *
 * Branch and bound: kinds by weight per share of the host, most copies first; a branch is cut when the rest of the tightest
 * resource, filled by the densest remaining kind, cannot beat the best.
 */
export function heaviestPattern(
  demands: readonly Float64Array[],
  limits: ArrayLike<number>,
  most: ArrayLike<number>,
  weights: ArrayLike<number>,
  effort: number,
): HeaviestPattern | null {
  const dimensions = limits.length;
  const shareOf = (kind: number): number => {
    let share = 0;
    for (let r = 0; r < dimensions; r += 1) {
      const limit = limits[r] ?? 0;
      const need = demands[kind]?.[r] ?? 0;
      if (need > 0 && limit < Infinity) share = Math.max(share, need / Math.max(limit, 1));
    }
    return share;
  };
  const order = demands
    .map((_, kind) => ({ kind, density: (weights[kind] ?? 0) / shareOf(kind) }))
    .filter(({ kind }) => (weights[kind] ?? 0) > 0 && (most[kind] ?? 0) > 0)
    .sort((a, b) => b.density - a.density || a.kind - b.kind)
    .map(({ kind }) => kind);
  const depth = order.length;
  // densest[n × dimensions + r]: most weight per quantum of r among the kinds from n on; Infinity where one needs none of r.
  const densest = new Float64Array((depth + 1) * dimensions);
  const suffixWeight = new Float64Array(depth + 1);
  for (let n = depth - 1; n >= 0; n -= 1) {
    const kind = order[n] ?? 0;
    suffixWeight[n] = (suffixWeight[n + 1] ?? 0) + (weights[kind] ?? 0) * (most[kind] ?? 0);
    for (let r = 0; r < dimensions; r += 1) {
      const need = demands[kind]?.[r] ?? 0;
      const density = need > 0 ? (weights[kind] ?? 0) / need : Infinity;
      densest[n * dimensions + r] = Math.max(densest[(n + 1) * dimensions + r] ?? 0, density);
    }
  }
  const free = Float64Array.from(limits);
  const counts = new Int32Array(demands.length);
  const best = { weight: -1, counts: counts.slice() };
  let steps = 0;
  const upper = (n: number): number => {
    let bound = suffixWeight[n] ?? 0;
    for (let r = 0; r < dimensions; r += 1) {
      const density = densest[n * dimensions + r] ?? 0;
      // Infinity where some kind needs none of the resource; an unlimited resource cuts nothing either.
      if (density < Infinity) bound = Math.min(bound, (free[r] ?? 0) * density * (1 + 1e-9));
    }
    return bound;
  };
  const fill = (n: number, weight: number): boolean => {
    steps += 1;
    if (steps > effort) return false;
    if (weight > best.weight) {
      best.weight = weight;
      best.counts.set(counts);
    }
    if (n >= depth || Math.floor(weight + upper(n) + 1e-6) <= best.weight) return true;
    const kind = order[n] ?? 0;
    const demand = demands[kind];
    let copies = most[kind] ?? 0;
    for (let r = 0; r < dimensions; r += 1) {
      const need = demand?.[r] ?? 0;
      if (need > 0) copies = Math.min(copies, Math.floor((free[r] ?? 0) / need));
    }
    copies = Math.max(0, copies);
    for (let r = 0; r < dimensions; r += 1) free[r] = (free[r] ?? 0) - copies * (demand?.[r] ?? 0);
    for (let count = copies; count >= 0; count -= 1) {
      counts[kind] = count;
      if (!fill(n + 1, weight + count * (weights[kind] ?? 0))) return false;
      if (count > 0) for (let r = 0; r < dimensions; r += 1) free[r] = (free[r] ?? 0) + (demand?.[r] ?? 0);
    }
    counts[kind] = 0;
    return true;
  };
  return fill(0, 0) ? { weight: Math.max(0, best.weight), counts: best.counts } : null;
}
