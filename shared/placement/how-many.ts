import type { Microvm } from '../model/document.ts';
import { baseOf } from './cluster-base.ts';
import type { ClusterFleet } from './cluster-fleet.ts';
import { displacementOf } from './displacement.ts';
import { extendFleet, relocate } from './extend-fleet.ts';
import type { Fleet } from './fleet.ts';
import type { LossResult, Unplaced } from './outcome.ts';
import { checkerOf, movesOf, requireWitness, schedulerOf } from './place.ts';
import { refusalOf } from './refusal.ts';
import { SWEEP_LIMITS } from './search.ts';
import { scheduledMap, settleDisplacement } from './settle-loss.ts';
import { surviveRange, surviveTasks } from './survive.ts';

/** Part of what is added together: a customer's fleet is a list of these. */
export interface BundleItem {
  readonly flavor: string;
  readonly count: number;
  readonly spreadGroup?: string | null;
  readonly maxPerHost?: number;
}

export interface HowManyOptions {
  /** Hosts that may be lost together afterwards; default `policy.hostLossesPerCluster`; 0 asks for placement alone. */
  readonly losses?: number;
  /** Count at which to stop. Default 100,000 microVMs' worth of bundles, at least 1. */
  readonly limit?: number;
  /**
   * `none` (default): what the scheduler itself places and absorbs, no running microVM moved; where that ends without a
   * proof that no more fit, `refusedBy` is `undecided`. `sweep`: repackings are searched too, at many times the cost.
   */
  readonly effort?: 'none' | 'sweep';
}

/** How one number of bundles fared. */
export interface BundleTrial {
  readonly fits: boolean;
  readonly refusedBy: 'placement' | 'survival' | 'undecided' | null;
  /** The first microVM without a host, where the placement refused. */
  readonly unplaced?: Unplaced;
  /** A loss that is not survived afterwards, where survival refused. */
  readonly loss?: LossResult;
}

export interface HowMany {
  /** Largest k found such that k bundles are placed and every loss is still survived. */
  readonly count: number;
  /** What refused k + 1; `limit` where the search stopped at the limit. */
  readonly refusedBy: 'placement' | 'survival' | 'undecided' | 'limit';
  readonly next: BundleTrial | null;
}

const MOST_MICROVMS = 100_000;

/**
 * How many more bundles of microVMs a cluster takes, all placed by the scheduler (or a repacking) on top of what is
 * there and every combination of `losses` hosts survived afterwards (MODEL.md sections 4 `compute.fit`, 11 `howManyFit`).
 * Each bundle is a customer of its own: its spread groups are its own. Survival that is already lost without any bundle
 * refuses at once: nothing fits under N+1 then.
 *
 * The number is searched by doubling and halving, which takes k + 1 bundles to be no easier than k. That holds for what
 * is possible; the scheduler and a bounded search may in rare cases miss it, so both k (fits) and k + 1 (does not, or is
 * undecided) are trials that were really made, and `undecided` counts as not fitting.
 */
export function howManyMore(
  fleet: Fleet,
  cluster: string,
  bundle: readonly BundleItem[],
  options: HowManyOptions = {},
): HowMany {
  const size = bundle.reduce((sum, item) => sum + item.count, 0);
  const limit = options.limit ?? Math.max(1, Math.floor(MOST_MICROVMS / Math.max(1, size)));
  const losses = options.losses ?? fleet.policy.hostLossesPerCluster;
  const trial = (count: number): BundleTrial =>
    tryBundles(fleet, cluster, bundle, count, losses, options.effort ?? 'none');
  const none = trial(0);
  if (!none.fits) return { count: 0, refusedBy: none.refusedBy ?? 'survival', next: none };
  let low = 0;
  let high = 1;
  let refusal: BundleTrial | null = null;
  while (refusal === null && low < limit) {
    const result = trial(Math.min(high, limit));
    if (!result.fits) refusal = result;
    else {
      low = Math.min(high, limit);
      high *= 2;
    }
  }
  if (refusal === null) return { count: low, refusedBy: 'limit', next: null };
  high = Math.min(high, limit);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const result = trial(middle);
    if (result.fits) low = middle;
    else [high, refusal] = [middle, result];
  }
  return { count: low, refusedBy: refusal.refusedBy ?? 'placement', next: refusal };
}

/** Whether `count` bundles more are placed in the cluster and every combination of `losses` hosts is survived then. */
function tryBundles(
  fleet: Fleet,
  clusterId: string,
  bundle: readonly BundleItem[],
  count: number,
  losses: number,
  effort: 'none' | 'sweep' = 'none',
): BundleTrial {
  const cluster = fleet.byCluster.get(clusterId);
  if (cluster === undefined) throw new Error(`no cluster ${clusterId} in the fleet`);
  if (count === 0) return survivalTrial(fleet, clusterId, losses, effort);
  const extended = extendFleet(fleet, cluster, bundleRows(fleet, cluster, bundle, count));
  const grown = extended.byCluster.get(clusterId);
  if (grown === undefined) throw new Error(`no cluster ${clusterId} in the extended fleet`);
  const base = baseOf(grown);
  const first = cluster.instanceRow.length;
  const pending = Int32Array.from({ length: grown.instanceRow.length - first }, (_, i) => first + i);
  const displacement = displacementOf(base, [], pending);
  const scheduler = schedulerOf(base, fleet.policy.scheduler);
  const left: number[] = [];
  let refused: Unplaced | undefined;
  scheduler.place(displacement.items, displacement.items.length, displacement.lostMark, (item) => {
    left.push(item);
    refused ??= refusalOf(scheduler, item, displacement.lostMark);
  });
  const scheduled = scheduledMap(scheduler, displacement.items);
  scheduler.undo();
  const rows = grown.rows.slice(cluster.rows.length).map((row) => row.id);
  const settled = settleDisplacement(displacement, scheduler, scheduled, left, {
    limits: effort === 'none' ? null : SWEEP_LIMITS,
    seed: 1,
    solver: null,
    check: checkerOf(extended, displacement, rows),
  });
  if (settled.verdict === 'fails' || settled.verdict === 'undecided') {
    const refusedBy = settled.verdict === 'fails' ? 'placement' : 'undecided';
    return { fits: false, refusedBy, ...(refused === undefined ? {} : { unplaced: refused }) };
  }
  if (settled.verdict === 'survives-repacked')
    requireWitness(extended, displacement, movesOf(displacement, settled.placements), rows);
  return survivalTrial(relocate(extended, grown, settled.placements), clusterId, losses, effort);
}

/** Losses tried between looks at whether one of them failed already. */
const SLICE = 32;

function survivalTrial(fleet: Fleet, cluster: string, losses: number, effort: 'none' | 'sweep'): BundleTrial {
  const options = { clusters: [cluster], worst: 1, effort };
  for (const task of surviveTasks(fleet, losses, options)) {
    if (task.kind !== 'combinations') continue;
    for (let from = 0; from < task.tried; from += SLICE) {
      const [worst] = surviveRange(fleet, task, from, Math.min(task.tried, from + SLICE), options).worst;
      if (worst === undefined || worst.verdict === 'survives' || worst.verdict === 'survives-repacked')
        continue;
      return { fits: false, refusedBy: worst.verdict === 'fails' ? 'survival' : 'undecided', loss: worst };
    }
  }
  return { fits: true, refusedBy: null };
}

function bundleRows(
  fleet: Fleet,
  { id: cluster, groupNames }: ClusterFleet,
  bundle: readonly BundleItem[],
  count: number,
): Microvm[] {
  const rows: Microvm[] = [];
  const prefix = freePrefix(fleet, groupNames);
  // Copies without anti-affinity are alike: one row stands for all of them. A group is its copy's own.
  bundle.forEach((item, n) => {
    const row = {
      host: null,
      cluster,
      flavor: item.flavor,
      customer: null,
      maxPerHost: item.maxPerHost ?? 1,
    };
    const group = item.spreadGroup ?? null;
    if (item.count === 0) return;
    if (group === null)
      rows.push({
        ...row,
        id: `${prefix}${n + 1} ${item.flavor}`,
        spreadGroup: null,
        count: item.count * count,
      });
    else
      for (let copy = 1; copy <= count; copy += 1)
        rows.push({
          ...row,
          id: `${prefix}${n + 1} ${item.flavor} of copy ${copy}`,
          spreadGroup: `${prefix}${group} of copy ${copy}`,
          count: item.count,
        });
  });
  return rows;
}

/** A beginning of names that no microVM and no spread group has: `+`, or as many as it takes. */
function freePrefix(fleet: Fleet, groupNames: readonly string[]): string {
  let prefix = '+';
  const taken = (name: string): boolean => name.startsWith(prefix);
  while (
    groupNames.some(taken) ||
    fleet.clusters.some((cluster) => cluster.rows.some((row) => taken(row.id)))
  )
    prefix += '+';
  return prefix;
}
