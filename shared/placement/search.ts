import { Arrangement } from './arrangement.ts';
import { clearHostFor } from './clear-host.ts';
import { DIMENSIONS } from './demand.ts';
import type { Displacement } from './displacement.ts';
import { searchPacking } from './exhaustive.ts';
import type { GroupCounts } from './group-counts.ts';
import { placementsOf, packingOf } from './packing-of.ts';
import { keepResidents } from './keep-residents.ts';
import type { PatternEffort } from './pattern-program.ts';
import { makeRoom, type Effort } from './repair.ts';
import { randomStream } from './random-stream.ts';
import { repackHosts } from './repack.ts';

/** How far to look; all in counted steps, so that a result depends on the input alone. */
export interface SearchLimits {
  /** Orders tried without moving residents, and microVMs × hosts up to which they are. */
  readonly orders: number;
  readonly orderSize: number;
  /** Steps of ejection chains, and those of a first attempt, after which packing hosts anew has its turn. */
  readonly repair: number;
  readonly firstRepair: number;
  /** MicroVMs × hosts of one attempt at packing some hosts anew. */
  readonly repack: number;
  /** Nodes of the complete search, and the size (items × hosts) above which it is not begun. */
  readonly nodes: number;
  readonly size: number;
  /** The linear and integer programmes of the last resort. */
  readonly patterns: PatternEffort;
  /** Whether an exhaustive proof is exchanged for one a reader can add up, at the cost of linear programmes. */
  readonly readableProofs: boolean;
}

export const SWEEP_LIMITS: SearchLimits = {
  orders: 4,
  orderSize: 50_000,
  repair: 10_000,
  firstRepair: 1_000,
  repack: 400_000,
  nodes: 40_000,
  size: 60_000,
  patterns: { rounds: 40, knapsack: 100_000, nodes: 20, size: 400 },
  readableProofs: false,
};
export const FULL_LIMITS: SearchLimits = {
  orders: 24,
  orderSize: 2_000_000,
  repair: 60_000,
  firstRepair: 60_000,
  repack: 20_000_000,
  nodes: 400_000,
  size: 400_000,
  patterns: { rounds: 200, knapsack: 1_000_000, nodes: 2_000, size: 4_000 },
  readableProofs: true,
};
/** Up to this many microVMs on up to this many survivors the complete search is let run to its end. */
const SMALL_ITEMS = 40;
const SMALL_HOSTS = 6;
const SMALL_NODES = 6_000_000;

/** Whether an exhaustive proof is of a size that a checker searches again in a moment. */
export function checkedByHand({ items, hosts }: { readonly items: number; readonly hosts: number }): boolean {
  return items <= SMALL_ITEMS && hosts <= SMALL_HOSTS;
}

export type SearchResult =
  | { readonly kind: 'found'; readonly placements: ReadonlyMap<number, number> }
  | { readonly kind: 'impossible'; readonly nodes: number; readonly items: number; readonly hosts: number }
  | { readonly kind: 'nothing' };

/**
 * Looks for an arrangement after the scheduler left something unplaced: other orders of the displaced microVMs, then
 * ejection chains from the best of them, then a complete search over everything in the cluster. The complete search
 * also proves impossibility. `scheduled` is where the scheduler put what it could place; `counts` are the cluster's group
 * counts, left as they were.
 */
export function searchArrangement(
  displacement: Displacement,
  counts: GroupCounts,
  scheduled: ReadonlyMap<number, number>,
  limits: SearchLimits,
  seed: number,
): SearchResult {
  const arrangement = new Arrangement(displacement, counts);
  if (arrangement.hosts.length === 0) return { kind: 'nothing' };
  const scale = scaleOf(arrangement, displacement);
  const placed =
    (displacement.items.length * arrangement.hosts.length <= limits.orderSize &&
      ordersMayHelp(displacement, scheduled) &&
      tryOrders(arrangement, displacement, scale, limits, seed)) ||
    repairAll(arrangement, displacement, scheduled, limits.firstRepair) ||
    repackAll(arrangement, displacement, scheduled, scale, limits) ||
    (limits.repair > limits.firstRepair && repairAll(arrangement, displacement, scheduled, limits.repair));
  if (placed) {
    const placements = keepResidents(displacement, arrangement.changes());
    arrangement.rollback(0);
    return { kind: 'found', placements };
  }
  return completeSearch(displacement, limits);
}

function completeSearch(displacement: Displacement, limits: SearchLimits): SearchResult {
  const { hosts, items } = sizeOf(displacement);
  const small = checkedByHand({ items, hosts });
  if (!small && items * hosts > limits.size) return { kind: 'nothing' };
  const found = packingOf(displacement);
  const result = searchPacking(found.packing, small ? SMALL_NODES : limits.nodes);
  if (result.verdict === 'packed')
    return { kind: 'found', placements: placementsOf(displacement, found, result.counts) };
  if (result.verdict === 'given-up') return { kind: 'nothing' };
  return { kind: 'impossible', nodes: result.nodes, items, hosts };
}

/** Hosts and microVMs of the complete search, without setting it up. */
function sizeOf({ base, lostMark, items }: Displacement): { hosts: number; items: number } {
  const { residentStart } = base.cluster;
  let hosts = 0;
  let residents = 0;
  for (const host of base.schedulable) {
    if (lostMark[host] === 1) continue;
    hosts += 1;
    residents += (residentStart[host + 1] ?? 0) - (residentStart[host] ?? 0);
  }
  return { hosts, items: residents + items.length };
}

/**
 * How orders weigh a resource, per quantum: its scarcity (what is displaced against what is free) over the largest
 * displaced demand for it; 0 where it is not limited or not needed.
 */
function scaleOf(arrangement: Arrangement, displacement: Displacement): number[] {
  const need = new Array<number>(DIMENSIONS).fill(0);
  const largest = new Array<number>(DIMENSIONS).fill(0);
  for (const item of displacement.items) {
    for (let r = 0; r < DIMENSIONS; r += 1) {
      const demand = demandAt(arrangement, item, r);
      need[r] = (need[r] ?? 0) + demand;
      largest[r] = Math.max(largest[r] ?? 0, demand);
    }
  }
  return need.map((sum, r) => {
    let free = 0;
    for (const host of arrangement.hosts) free += arrangement.free[host * DIMENSIONS + r] ?? 0;
    return free > 0 && free < Infinity && sum > 0 ? sum / free / (largest[r] ?? 1) : 0;
  });
}

type HostRule = 'least-left' | 'aligned';

/**
 * Places the displaced microVMs in other orders (by each resource, by weighted sum and largest share, then shuffled
 * within nearly equal sizes) and by other host rules: least weighted rest, or largest dot product of demand and rest.
 * Leaves the arrangement complete and returns true, or leaves it empty and returns false.
 */
function tryOrders(
  arrangement: Arrangement,
  displacement: Displacement,
  scale: readonly number[],
  limits: SearchLimits,
  seed: number,
): boolean {
  const { cluster } = arrangement;
  const shares = (item: number): number[] =>
    scale.map((factor, r) => factor * demandAt(arrangement, item, r));
  const sizes: ((item: number) => number)[] = [
    (item) => shares(item).reduce((sum, share) => sum + share, 0),
    (item) => Math.max(...shares(item)),
    (item) => demandAt(arrangement, item, 0),
    (item) => demandAt(arrangement, item, 1),
    (item) => demandAt(arrangement, item, 2),
  ];
  const next = randomStream(seed);
  for (let n = 0; n < limits.orders; n += 1) {
    const measure = sizes[Math.floor(n / 2) % sizes.length] ?? sizes[0];
    const rule: HostRule = n % 2 === 0 ? 'least-left' : 'aligned';
    const blur = n < sizes.length * 2 ? 0 : 0.3;
    const keyed = Array.from(displacement.items, (item, i) => ({
      item,
      size: (measure?.(item) ?? 0) * (1 + blur * (next() - 0.5)),
      grouped: (cluster.classTier[cluster.instanceClass[item] ?? 0] ?? -1) >= 0 ? 0 : 1,
      i,
    }));
    keyed.sort((a, b) => b.size - a.size || a.grouped - b.grouped || a.i - b.i);
    if (keyed.every(({ item }) => putBest(arrangement, item, rule, scale))) return true;
    arrangement.rollback(0);
  }
  return false;
}

/**
 * False where no order can place what is displaced while residents stay: for the vector of something unplaced, more
 * displaced microVMs of at least its size than free slots for it.
 */
function ordersMayHelp(displacement: Displacement, scheduled: ReadonlyMap<number, number>): boolean {
  const { base, items, lost } = displacement;
  const { cluster } = base;
  const vectorOf = (item: number): number => cluster.classVector[cluster.instanceClass[item] ?? 0] ?? 0;
  const counts = new Map<number, number>();
  const stuck = new Set<number>();
  for (const item of items) {
    const vector = vectorOf(item);
    counts.set(vector, (counts.get(vector) ?? 0) + 1);
    if (!scheduled.has(item)) stuck.add(vector);
  }
  const demand = (vector: number, r: number): number => cluster.vectors[vector * DIMENSIONS + r] ?? 0;
  for (const small of stuck) {
    let wanted = 0;
    for (const [vector, count] of counts) {
      let covers = true;
      for (let r = 0; r < DIMENSIONS; r += 1) covers &&= demand(vector, r) >= demand(small, r);
      if (covers) wanted += count;
    }
    let slots = base.slotSum(small);
    for (const host of lost) slots -= base.slots(small)[host] ?? 0;
    if (wanted > slots) return false;
  }
  return true;
}

function demandAt(arrangement: Arrangement, item: number, r: number): number {
  const { cluster } = arrangement;
  return cluster.vectors[(cluster.classVector[cluster.instanceClass[item] ?? 0] ?? 0) * DIMENSIONS + r] ?? 0;
}

function putBest(arrangement: Arrangement, item: number, rule: HostRule, scale: readonly number[]): boolean {
  const { cluster, free } = arrangement;
  const kind = cluster.instanceClass[item] ?? 0;
  let best = -1;
  let bestScore = Infinity;
  for (const host of arrangement.hosts) {
    if (!arrangement.fitsResources(kind, host)) continue;
    let score = 0;
    for (let r = 0; r < DIMENSIONS; r += 1) {
      const factor = scale[r] ?? 0;
      if (factor === 0) continue;
      const rest = factor * (free[host * DIMENSIONS + r] ?? 0);
      score += rule === 'least-left' ? rest : -rest * factor * demandAt(arrangement, item, r);
    }
    if ((best >= 0 && score >= bestScore) || !arrangement.admits(kind, host)) continue;
    best = host;
    bestScore = score;
  }
  if (best < 0) return false;
  arrangement.move(item, best);
  return true;
}

/** From the scheduler's placement, makes room for what it left by ever deeper ejection chains. */
function repairAll(
  arrangement: Arrangement,
  displacement: Displacement,
  scheduled: ReadonlyMap<number, number>,
  steps: number,
): boolean {
  const chains: Effort = { left: steps };
  const clearing: Effort = { left: steps };
  for (const [item, host] of scheduled) arrangement.move(item, host);
  for (const item of displacement.items) {
    if (scheduled.has(item)) continue;
    const done =
      makeRoom(arrangement, item, 1, chains) ||
      clearHostFor(arrangement, item, clearing) ||
      makeRoom(arrangement, item, 2, chains) ||
      makeRoom(arrangement, item, 3, chains);
    if (!done) {
      arrangement.rollback(0);
      return false;
    }
  }
  return true;
}

function repackAll(
  arrangement: Arrangement,
  displacement: Displacement,
  scheduled: ReadonlyMap<number, number>,
  scale: readonly number[],
  limits: SearchLimits,
): boolean {
  for (const [item, host] of scheduled) arrangement.move(item, host);
  const unplaced = displacement.items.filter((item) => !scheduled.has(item));
  if (repackHosts(arrangement, Array.from(unplaced), scale, limits.repack)) return true;
  arrangement.rollback(0);
  return false;
}
