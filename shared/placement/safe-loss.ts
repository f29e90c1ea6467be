import { UNLIMITED_SLOTS, type ClusterBase } from './cluster-base.ts';
import { DIMENSIONS } from './demand.ts';

/**
 * A sufficient condition, linear in the lost hosts, that the scheduler places every displaced microVM of a vector —
 * whichever of the three schedulers it is, since each puts a microVM somewhere as long as any host takes it.
 *
 * For vector f let S be the slots (f-sized places) on all schedulable hosts before anything is placed. Hosts that are lost
 * take their own slots away. A displaced microVM of vector g placed before one of f costs at most
 * max over resources of ⌈g ÷ f⌉ of them, since ⌊(x − y) ÷ f⌋ ≥ ⌊x ÷ f⌋ − ⌈y ÷ f⌉. Members of f's spread group may close
 * hosts that are full of the group already (their slots B), and each member placed may close one host more (at most the
 * most slots any host has). While these costs, and f's own microVMs, stay within S, a slot is left for every one of f.
 * Every cost is a sum over lost hosts (B and the group's term are counted once per host, which only overstates), so
 * `cost` holds one number per host and vector and a loss is checked by adding them.
 */
export interface SafeLoss {
  /** host × vectorCount + vector. */
  readonly cost: Float64Array;
  /** Slots per vector; a loss is safe for the vector while its costs sum to at most this. */
  readonly slots: Float64Array;
}

const known = new WeakMap<ClusterBase, SafeLoss>();

/** The costs and slots of a cluster, computed once. */
export function safeLossOf(base: ClusterBase): SafeLoss {
  let safe = known.get(base);
  if (safe === undefined) {
    safe = compute(base);
    known.set(base, safe);
  }
  return safe;
}

/**
 * The last place in the scheduler's order (a vector rank) up to which the loss is not known to be safe, −1 if every
 * displaced microVM is sure to be placed. Those of later ranks are sure to be placed whatever happens before them.
 */
export function lastUnsafeRank(base: ClusterBase, safe: SafeLoss, lost: readonly number[]): number {
  const { vectorCount, vectorRank } = base.cluster;
  const counts = base.vectorCounts();
  let last = -1;
  for (let v = 0; v < vectorCount; v += 1) {
    let cost = 0;
    let displaced = 0;
    for (const host of lost) {
      const at = host * vectorCount + v;
      cost += safe.cost[at] ?? 0;
      displaced += counts[at] ?? 0;
    }
    if (displaced > 0 && cost > (safe.slots[v] ?? 0)) last = Math.max(last, vectorRank[v] ?? 0);
  }
  return last;
}

function compute(base: ClusterBase): SafeLoss {
  const { cluster } = base;
  const { vectorCount, hostCount, vectorRank } = cluster;
  const cost = new Float64Array(hostCount * vectorCount);
  const counts = base.vectorCounts();
  const slots = Float64Array.from({ length: vectorCount }, (_, v) => base.slotSum(v));
  const per = slotCosts(base);
  for (let h = 0; h < hostCount; h += 1) {
    for (let g = 0; g < vectorCount; g += 1) {
      const there = counts[h * vectorCount + g] ?? 0;
      if (there === 0) continue;
      for (let f = 0; f < vectorCount; f += 1) {
        if ((vectorRank[g] ?? 0) > (vectorRank[f] ?? 0)) continue;
        const at = h * vectorCount + f;
        cost[at] = (cost[at] ?? 0) + there * (per[f * vectorCount + g] ?? 0);
      }
    }
    for (let f = 0; f < vectorCount; f += 1) {
      const at = h * vectorCount + f;
      cost[at] = (cost[at] ?? 0) + (base.slots(f)[h] ?? 0);
    }
  }
  addGroupCosts(base, cost);
  return { cost, slots };
}

/** f × vectorCount + g: slots of f that placing one microVM of g takes at most. */
function slotCosts(base: ClusterBase): Float64Array {
  const { vectors, vectorCount } = base.cluster;
  const per = new Float64Array(vectorCount * vectorCount);
  for (let f = 0; f < vectorCount; f += 1) {
    for (let g = 0; g < vectorCount; g += 1) {
      let most = 0;
      for (let r = 0; r < DIMENSIONS; r += 1) {
        const size = vectors[f * DIMENSIONS + r] ?? 0;
        if (size > 0 && base.isLimited(r))
          most = Math.max(most, Math.ceil((vectors[g * DIMENSIONS + r] ?? 0) / size));
      }
      per[f * vectorCount + g] = f === g ? 1 : most;
    }
  }
  return per;
}

function addGroupCosts(base: ClusterBase, cost: Float64Array): void {
  const { cluster } = base;
  const { vectorCount, groupNames, groupTiers, tierMax, tierGroup, classTier, classVector, instanceClass } =
    cluster;
  if (groupNames.length === 0) return;
  const strictest = groupTiers.map((tiers) => Math.min(...tiers.map((tier) => tierMax[tier] ?? 0)));
  const members = new Int32Array(groupNames.length);
  const full: number[][] = groupNames.map(() => []);
  const groupOf = (item: number): number => tierGroup[classTier[instanceClass[item] ?? 0] ?? -1] ?? -1;
  const countHost = (host: number): number[] => {
    const seen: number[] = [];
    for (let i = cluster.residentStart[host] ?? 0; i < (cluster.residentStart[host + 1] ?? 0); i += 1) {
      const group = groupOf(cluster.residents[i] ?? 0);
      if (group < 0) continue;
      if (members[group] === 0) seen.push(group);
      members[group] = (members[group] ?? 0) + 1;
    }
    return seen;
  };
  for (const host of base.schedulable) {
    for (const group of countHost(host)) {
      if ((members[group] ?? 0) >= (strictest[group] ?? 0)) full[group]?.push(host);
      members[group] = 0;
    }
  }
  const closed = new Map<number, number>();
  const closedSlots = (vector: number, group: number): number => {
    const key = vector * groupNames.length + group;
    let sum = closed.get(key);
    if (sum === undefined) {
      sum = (full[group] ?? []).reduce((slots, host) => slots + (base.slots(vector)[host] ?? 0), 0);
      closed.set(key, sum);
    }
    return sum;
  };
  const most = Array.from({ length: vectorCount }, (_, v) =>
    base.slots(v).reduce((a, b) => Math.max(a, b), 0),
  );
  const worst = new Float64Array(vectorCount);
  for (let host = 0; host < cluster.hostCount; host += 1) {
    const seen = countHost(host);
    worst.fill(0);
    for (let i = cluster.residentStart[host] ?? 0; i < (cluster.residentStart[host + 1] ?? 0); i += 1) {
      const item = cluster.residents[i] ?? 0;
      const group = groupOf(item);
      if (group < 0) continue;
      const vector = classVector[instanceClass[item] ?? 0] ?? 0;
      const closing =
        closedSlots(vector, group) + (members[group] ?? 0) * Math.min(most[vector] ?? 0, UNLIMITED_SLOTS);
      worst[vector] = Math.max(worst[vector] ?? 0, closing);
    }
    for (let v = 0; v < vectorCount; v += 1) {
      const at = host * vectorCount + v;
      cost[at] = (cost[at] ?? 0) + (worst[v] ?? 0);
    }
    for (const group of seen) members[group] = 0;
  }
}
