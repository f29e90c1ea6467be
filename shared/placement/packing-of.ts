import { allowedBeside } from './arrangement.ts';
import { DIMENSIONS } from './demand.ts';
import type { Displacement } from './displacement.ts';
import type { Packing, PackingGroup, PackingKind } from './exhaustive.ts';

/** A cluster after a loss as a packing problem in which everything on its schedulable survivors may move. */
export interface ClusterPacking {
  readonly packing: Packing;
  /** Host index of the packing's n-th host. */
  readonly hosts: readonly number[];
  /** Per kind: the instances it stands for, residents of each host first by host, then the displaced ones. */
  readonly instances: readonly (readonly number[])[];
}

/** Builds the packing; microVMs on hosts that are cordoned or draining and not lost stay where they are. */
export function packingOf(displacement: Displacement): ClusterPacking {
  const { base, lostMark, items } = displacement;
  const { cluster } = base;
  const hosts = Array.from(base.schedulable).filter((host) => lostMark[host] !== 1);
  const byClass = new Map<number, number[]>();
  const add = (instance: number): void => {
    const kind = cluster.instanceClass[instance] ?? 0;
    const list = byClass.get(kind);
    if (list === undefined) byClass.set(kind, [instance]);
    else list.push(instance);
  };
  for (const host of hosts) {
    for (let i = cluster.residentStart[host] ?? 0; i < (cluster.residentStart[host + 1] ?? 0); i += 1)
      add(cluster.residents[i] ?? 0);
  }
  for (const item of items) add(item);
  const caps = base.ceilings();
  const capacity = new Float64Array(hosts.length * DIMENSIONS);
  hosts.forEach((host, h) => {
    for (let r = 0; r < DIMENSIONS; r += 1) capacity[h * DIMENSIONS + r] = caps[host * DIMENSIONS + r] ?? 0;
  });
  const groups: PackingGroup[] = [];
  const localGroup = new Map<number, number>();
  const kinds: PackingKind[] = [];
  const instances: number[][] = [];
  for (const [kind, list] of byClass) {
    const tier = cluster.classTier[kind] ?? -1;
    const from = (cluster.classVector[kind] ?? 0) * DIMENSIONS;
    const demand = cluster.vectors.slice(from, from + DIMENSIONS);
    const group = cluster.tierGroup[tier] ?? -1;
    if (group >= 0 && !localGroup.has(group)) {
      localGroup.set(group, groups.length);
      groups.push(packingGroup(displacement, group, hosts));
    }
    const tiers = cluster.groupTiers[group] ?? [];
    kinds.push({ count: list.length, demand, group: localGroup.get(group) ?? -1, tier: tiers.indexOf(tier) });
    instances.push(list);
  }
  return {
    packing: { hosts: hosts.length, dimensions: DIMENSIONS, capacity, kinds, groups },
    hosts,
    instances,
  };
}

function packingGroup(displacement: Displacement, group: number, hosts: readonly number[]): PackingGroup {
  const { cluster } = displacement.base;
  const tiers = cluster.groupTiers[group] ?? [];
  const allowed = new Int32Array(tiers.length * hosts.length);
  tiers.forEach((tier, t) => {
    hosts.forEach((host, h) => (allowed[t * hosts.length + h] = allowedBeside(cluster, host, tier)));
  });
  return { tiers: tiers.length, allowed };
}

/**
 * Turns a packing's counts into hosts for instances so that few residents move: hosts with equal limits trade their
 * shares for those closest to what they hold now, then residents stay wherever their kind's share allows.
 */
export function placementsOf(
  displacement: Displacement,
  found: ClusterPacking,
  counts: Int32Array,
): Map<number, number> {
  const { cluster } = displacement.base;
  const columns = assignColumns(displacement, found, counts);
  const placements = new Map<number, number>();
  found.instances.forEach((list, kind) => {
    const room = columns.map((column) => counts[kind * found.hosts.length + column] ?? 0);
    const homeless: number[] = [];
    for (const instance of list) {
      const h = found.hosts.indexOf(cluster.instanceHost[instance] ?? -1);
      if (h >= 0 && (room[h] ?? 0) > 0) room[h] = (room[h] ?? 0) - 1;
      else homeless.push(instance);
    }
    let h = 0;
    for (const instance of homeless) {
      while ((room[h] ?? 0) === 0 && h < room.length) h += 1;
      room[h] = (room[h] ?? 0) - 1;
      placements.set(instance, found.hosts[h] ?? -1);
    }
  });
  return placements;
}

/** For each host the column of counts it takes: a greedy best match among hosts with equal limits and allowances. */
function assignColumns(displacement: Displacement, found: ClusterPacking, counts: Int32Array): number[] {
  const { cluster } = displacement.base;
  const { packing, hosts, instances } = found;
  const size = hosts.length;
  const now = new Int32Array(instances.length * size);
  const place = new Map(hosts.map((host, h) => [host, h]));
  instances.forEach((list, kind) => {
    for (const instance of list) {
      const h = place.get(cluster.instanceHost[instance] ?? -1);
      if (h !== undefined) now[kind * size + h] = (now[kind * size + h] ?? 0) + 1;
    }
  });
  const sort = hosts.map((_, h) => {
    const limits = Array.from(packing.capacity.subarray(h * DIMENSIONS, (h + 1) * DIMENSIONS));
    return [
      limits,
      ...packing.groups.map((g) => Array.from({ length: g.tiers }, (_, t) => g.allowed[t * size + h])),
    ].join('|');
  });
  const taken = new Set<number>();
  return hosts.map((_, h) => {
    let best = -1;
    let bestKept = -1;
    for (let column = 0; column < size; column += 1) {
      if (taken.has(column) || sort[column] !== sort[h]) continue;
      let kept = 0;
      for (let kind = 0; kind < instances.length; kind += 1)
        kept += Math.min(now[kind * size + h] ?? 0, counts[kind * size + column] ?? 0);
      if (kept > bestKept) [best, bestKept] = [column, kept];
    }
    taken.add(best);
    return best;
  });
}
