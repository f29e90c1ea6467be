import { stepSeconds, type Series } from './series.ts';

/** Below this share of the living entities a grid step is left out of the sum (MODEL.md section 8). */
const PRESENT_MIN_RATIO = 0.9;
/** A sample stands for a grid step while it is younger than this many steps. */
const FRESH_STEPS = 1.5;

/** A sum over entities on a common grid, with how much of it was really there. */
export interface GridSum {
  readonly stepSeconds: number;
  readonly series: Series;
  /** Present share of the living entities at each kept step, 0.9..1; below 1 the sum was scaled up by its inverse. */
  readonly presentRatios: Float64Array;
  /** Steps left out because fewer than 90% of the living entities were present. */
  readonly leftOut: number;
}

/**
 * Sum over entities (region, cluster) on the grid t_k = k × step from the epoch, step = the largest of the entities'
 * own steps (MODEL.md section 8). An entity lives from its first to its last sample; its value at t_k is its latest
 * sample in (t_k − 1.5 × max(step, own step), t_k]. Where at least 90% of the living entities are present the sum is
 * scaled by living / present. Entities of a single sample take part with the others' step; `null` if no entity has two
 * samples. Reduce to days only afterwards: the quantile of the sum, not the sum of quantiles.
 */
export function gridSum(entities: readonly Series[], scope: string, metric: string): GridSum | null {
  return gridReduce(entities, scope, metric, 'sum');
}

/** How values of several entities at one grid step become one. Only a sum is scaled up for those that are missing. */
export type GridReduction = 'sum' | 'largest' | 'smallest';

/** A series, or the end of one whose whole is known: then its life and step are those of the whole. */
export interface GridEntity extends Series {
  readonly whole?: { readonly firstMs: number; readonly stepSeconds: number | null };
}

const START: Readonly<Record<GridReduction, number>> = { sum: 0, largest: -Infinity, smallest: Infinity };

/** `gridSum` with a choice: the largest or smallest of the entities' values instead of their sum, on the same grid. */
export function gridReduce(
  entities: readonly GridEntity[],
  scope: string,
  metric: string,
  reduction: GridReduction,
): GridSum | null {
  const living = entities.filter((entity) => entity.times.length > 0);
  // What ended before the samples given still has its say in the step, as it would have in the whole.
  const ended = entities
    .filter((entity) => entity.times.length === 0)
    .map((entity) => entity.whole?.stepSeconds);
  const steps = living.map((entity) => entity.whole?.stepSeconds ?? stepSeconds(entity.times));
  const step = Math.max(0, ...steps.map((own) => own ?? 0), ...ended.map((own) => own ?? 0));
  if (step === 0) return null;
  const stepMs = step * 1000;
  const firstMs = Math.min(...living.map((entity) => entity.times[0] ?? Infinity));
  const lastMs = Math.max(...living.map((entity) => entity.times.at(-1) ?? -Infinity));
  const firstK = Math.ceil(firstMs / stepMs);
  const count = Math.max(0, Math.floor(lastMs / stepMs) - firstK + 1);
  const sums = new Float64Array(count).fill(START[reduction]);
  const present = new Int32Array(count);
  const alive = new Int32Array(count);

  for (const [index, entity] of living.entries()) {
    const freshMs = FRESH_STEPS * Math.max(step, steps[index] ?? 0) * 1000;
    addEntity(entity, { firstK, stepMs, freshMs, reduction }, sums, present, alive);
  }

  const times: number[] = [];
  const values: number[] = [];
  const ratios: number[] = [];
  let leftOut = 0;
  for (let k = 0; k < count; k += 1) {
    const aliveHere = alive[k] ?? 0;
    if (aliveHere === 0) continue;
    const ratio = (present[k] ?? 0) / aliveHere;
    if (ratio < PRESENT_MIN_RATIO || present[k] === 0) {
      leftOut += 1;
      continue;
    }
    times.push((firstK + k) * stepMs);
    values.push(reduction === 'sum' ? (sums[k] ?? 0) / ratio : (sums[k] ?? 0));
    ratios.push(ratio);
  }
  return {
    stepSeconds: step,
    series: { entity: scope, metric, times: Float64Array.from(times), values: Float64Array.from(values) },
    presentRatios: Float64Array.from(ratios),
    leftOut,
  };
}

interface Grid {
  readonly firstK: number;
  readonly stepMs: number;
  readonly freshMs: number;
  readonly reduction: GridReduction;
}

/** Adds one entity's latest fresh sample to every grid step it lives through. */
function addEntity(
  entity: GridEntity,
  grid: Grid,
  sums: Float64Array,
  present: Int32Array,
  alive: Int32Array,
): void {
  const { times, values } = entity;
  const firstMs = entity.whole?.firstMs ?? times[0] ?? 0;
  const first = Math.max(0, Math.ceil(firstMs / grid.stepMs) - grid.firstK);
  const last = Math.min(sums.length - 1, Math.floor((times.at(-1) ?? 0) / grid.stepMs) - grid.firstK);
  let latest = 0;
  for (let k = first; k <= last; k += 1) {
    const at = (grid.firstK + k) * grid.stepMs;
    while (latest + 1 < times.length && (times[latest + 1] ?? Infinity) <= at) latest += 1;
    alive[k] = (alive[k] ?? 0) + 1;
    const sampledMs = times[latest] ?? -Infinity;
    if (sampledMs > at || sampledMs <= at - grid.freshMs) continue;
    present[k] = (present[k] ?? 0) + 1;
    const [sum, value] = [sums[k] ?? 0, values[latest] ?? 0];
    if (grid.reduction === 'sum') sums[k] = sum + value;
    else sums[k] = grid.reduction === 'largest' ? Math.max(sum, value) : Math.min(sum, value);
  }
}
