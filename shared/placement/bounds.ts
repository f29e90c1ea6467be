import { UNLIMITED_SLOTS, type ClusterBase } from './cluster-base.ts';
import { DIMENSIONS, EXACT_SUM_LIMIT } from './demand.ts';
import { maximumFill } from './maximum-fill.ts';

/**
 * A necessary condition of every arrangement: each microVM weighs something, each host holds at most so much weight.
 * If the microVMs that must stand on the surviving hosts weigh more than those hosts hold together, no arrangement
 * exists, wherever anything moves. All bounds here but the spread group's are of this kind, and linear in what is lost,
 * so a sweep checks one against a loss by adding up a few numbers.
 */
export interface WeightBound {
  readonly kind: 'resource-sum' | 'large-items' | 'usable-fill';
  /** The dimension weighed, −1 where a whole vector is the threshold. */
  readonly dimension: number;
  /** Only microVMs that need at least this much of every resource count (quanta; all 0 = every microVM). */
  readonly threshold: readonly number[];
  /** Weight of one microVM of each vector. */
  readonly weight: Float64Array;
  /** Most weight each schedulable host holds when everything on it may move; 0 where not schedulable. */
  readonly hold: Float64Array;
  /** Weight of the microVMs on each host. */
  readonly present: Float64Array;
  /** Σ present over schedulable hosts; Σ hold over those of them that hold a finite weight, and how many do not. */
  readonly presentSum: number;
  readonly holdSum: number;
  readonly boundless: number;
}

const known = new WeakMap<ClusterBase, readonly WeightBound[]>();

/** All weight bounds of a cluster, the cheapest to explain first; computed once. */
function weightBounds(base: ClusterBase): readonly WeightBound[] {
  let bounds = known.get(base);
  if (bounds === undefined) {
    bounds = computeBounds(base);
    known.set(base, bounds);
  }
  return bounds;
}

/** True if `need` exceeds `have` beyond what adding doubles could have lost (nothing below 2^53 quanta). */
export function exceeds(need: number, have: number): boolean {
  return need > have && (need <= EXACT_SUM_LIMIT || need - have > need * 1e-12);
}

/** Need and have of a bound when `lost` hosts are gone and `pending` instances come on top. */
export function weigh(
  base: ClusterBase,
  bound: WeightBound,
  lost: readonly number[],
  pending: Int32Array | null,
): { need: number; have: number } {
  let need = bound.presentSum;
  let have = bound.holdSum;
  let boundless = bound.boundless;
  for (const host of lost) {
    const hold = bound.hold[host] ?? 0;
    if (hold < Infinity) have -= hold;
    else boundless -= 1;
    if (base.cluster.hostState[host] !== 0) need += bound.present[host] ?? 0;
  }
  if (pending !== null) {
    const { classVector, instanceClass } = base.cluster;
    for (const item of pending) need += bound.weight[classVector[instanceClass[item] ?? 0] ?? 0] ?? 0;
  }
  return { need, have: boundless > 0 ? Infinity : have };
}

/** The first weight bound that proves the loss impossible to absorb, or `null`. */
export function violatedBound(
  base: ClusterBase,
  lost: readonly number[],
  pending: Int32Array | null,
): WeightBound | null {
  for (const bound of weightBounds(base)) {
    const { need, have } = weigh(base, bound, lost, pending);
    if (exceeds(need, have)) return bound;
  }
  return null;
}

function computeBounds(base: ClusterBase): WeightBound[] {
  const { vectors, vectorCount } = base.cluster;
  const caps = base.ceilings();
  const limited = limitedDimensions(base);
  const bounds: WeightBound[] = [];
  const zero = new Array<number>(DIMENSIONS).fill(0);
  for (const r of limited) {
    const weight = Float64Array.from({ length: vectorCount }, (_, v) => vectors[v * DIMENSIONS + r] ?? 0);
    bounds.push(finish(base, 'resource-sum', r, zero, weight, (h) => caps[h * DIMENSIONS + r] ?? 0));
  }
  for (const { dimension, threshold } of thresholds(base, limited)) {
    const weight = Float64Array.from({ length: vectorCount }, (_, v) =>
      reaches(vectors, v, threshold) ? 1 : 0,
    );
    bounds.push(
      finish(base, 'large-items', dimension, threshold, weight, (h) => holdCount(caps, h, threshold)),
    );
  }
  bounds.push(...fillBounds(base, caps, limited));
  return bounds;
}

/** Resources that at least one schedulable host limits and some microVM needs. */
function limitedDimensions(base: ClusterBase): number[] {
  const { vectors, vectorCount } = base.cluster;
  const dimensions: number[] = [];
  for (let r = 0; r < DIMENSIONS; r += 1) {
    let needed = false;
    for (let v = 0; v < vectorCount; v += 1) needed ||= (vectors[v * DIMENSIONS + r] ?? 0) > 0;
    if (needed && base.isLimited(r)) dimensions.push(r);
  }
  return dimensions;
}

interface Threshold {
  readonly dimension: number;
  readonly threshold: readonly number[];
}

/** Each distinct size of each limited resource, and each whole vector over the limited resources. */
function thresholds(base: ClusterBase, limited: readonly number[]): Threshold[] {
  const { vectors, vectorCount } = base.cluster;
  const found = new Map<string, Threshold>();
  for (let v = 0; v < vectorCount; v += 1) {
    const whole = new Array<number>(DIMENSIONS).fill(0);
    for (const r of limited) {
      const size = vectors[v * DIMENSIONS + r] ?? 0;
      whole[r] = size;
      if (size === 0) continue;
      const single = new Array<number>(DIMENSIONS).fill(0);
      single[r] = size;
      if (!found.has(single.join())) found.set(single.join(), { dimension: r, threshold: single });
    }
    if (whole.some((size) => size > 0) && !found.has(whole.join()))
      found.set(whole.join(), { dimension: -1, threshold: whole });
  }
  return [...found.values()];
}

function reaches(vectors: Float64Array, vector: number, threshold: readonly number[]): boolean {
  return threshold.every((size, r) => (vectors[vector * DIMENSIONS + r] ?? 0) >= size);
}

function holdCount(caps: Float64Array, host: number, threshold: readonly number[]): number {
  let count = UNLIMITED_SLOTS;
  threshold.forEach((size, r) => {
    if (size > 0) count = Math.min(count, Math.floor((caps[host * DIMENSIONS + r] ?? 0) / size));
  });
  return count;
}

/** Fill bounds are worth their table only where sizes and limits are few and coarse. */
function fillBounds(base: ClusterBase, caps: Float64Array, limited: readonly number[]): WeightBound[] {
  const { vectors, vectorCount } = base.cluster;
  const bounds: WeightBound[] = [];
  for (const r of limited) {
    const sizeOf = (v: number): number => vectors[v * DIMENSIONS + r] ?? 0;
    const sizes = [...new Set(Array.from({ length: vectorCount }, (_, v) => sizeOf(v)))].filter(
      (size) => size > 0,
    );
    sizes.sort((a, b) => a - b);
    const limits = [...new Set(Array.from(base.schedulable, (h) => caps[h * DIMENSIONS + r] ?? 0))];
    for (const least of sizes) {
      const fill = maximumFill(
        sizes.filter((size) => size >= least),
        limits,
      );
      if (fill === null) break;
      const weight = Float64Array.from({ length: vectorCount }, (_, v) =>
        sizeOf(v) >= least ? sizeOf(v) : 0,
      );
      const threshold = new Array<number>(DIMENSIONS).fill(0);
      threshold[r] = least;
      bounds.push(
        finish(
          base,
          'usable-fill',
          r,
          threshold,
          weight,
          (h) => fill.get(caps[h * DIMENSIONS + r] ?? 0) ?? Infinity,
        ),
      );
    }
  }
  return bounds;
}

function finish(
  base: ClusterBase,
  kind: WeightBound['kind'],
  dimension: number,
  threshold: readonly number[],
  weight: Float64Array,
  holdOf: (host: number) => number,
): WeightBound {
  const { hostCount, vectorCount } = base.cluster;
  const counts = base.vectorCounts();
  const present = new Float64Array(hostCount);
  for (let h = 0; h < hostCount; h += 1) {
    let sum = 0;
    for (let v = 0; v < vectorCount; v += 1) sum += (counts[h * vectorCount + v] ?? 0) * (weight[v] ?? 0);
    present[h] = sum;
  }
  const hold = new Float64Array(hostCount);
  let presentSum = 0;
  let holdSum = 0;
  let boundless = 0;
  for (const h of base.schedulable) {
    const most = holdOf(h);
    hold[h] = most;
    presentSum += present[h] ?? 0;
    if (most < Infinity) holdSum += most;
    else boundless += 1;
  }
  return { kind, dimension, threshold, weight, hold, present, presentSum, holdSum, boundless };
}
