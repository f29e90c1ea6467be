import type { Microvm } from '../model/document.ts';
import { DIMENSIONS } from './demand.ts';
import { GroupCounts } from './group-counts.ts';

export const SCHEDULABLE = 0;
export const DOWN = 3;

/**
 * One cluster as flat typed arrays. MicroVMs never leave their cluster, so a cluster is the unit of every placement.
 * Hosts stand in id order (code units), so "ties by host id" is a comparison of indices. A *vector* is a distinct demand
 * vector, a *tier* a distinct (spread group, maxPerHost), a *class* a distinct (vector, tier): microVMs of one class are
 * interchangeable. An *instance* is one microVM. Treated as immutable once built.
 */
export interface ClusterFleet {
  readonly id: string;
  readonly hostCount: number;
  readonly hostIds: readonly string[];
  /** 0 schedulable, 1 cordoned, 2 draining, 3 down. */
  readonly hostState: Uint8Array;
  readonly failureDomains: readonly (string | null)[];
  /** host × 6 + resource, in quanta; +Infinity where the model has no limit. */
  readonly limits: Float64Array;
  /** host × 6 + resource, in quanta: what the microVMs on the host need. */
  readonly loads: Float64Array;
  readonly vectorCount: number;
  /** vector × 6 + resource, in quanta. */
  readonly vectors: Float64Array;
  /** Place of a vector in the scheduler's order (memory descending, cpu descending); equal for equal memory and cpu. */
  readonly vectorRank: Int32Array;
  /** A flavor that has the vector, for texts. */
  readonly vectorFlavor: readonly string[];
  readonly classVector: Int32Array;
  /** Tier of a class, −1 without anti-affinity. */
  readonly classTier: Int32Array;
  readonly tierGroup: Int32Array;
  readonly tierMax: Int32Array;
  readonly groupNames: readonly string[];
  readonly groupTiers: readonly (readonly number[])[];
  readonly groups: GroupCounts;
  readonly rows: readonly Microvm[];
  readonly instanceRow: Int32Array;
  /** 1-based copy within its row; the id is `row#copy` where the row stands for several. */
  readonly instanceCopy: Int32Array;
  readonly instanceClass: Int32Array;
  /** Host index, −1 while pending (also for microVMs on a host that is down). */
  readonly instanceHost: Int32Array;
  /** residents[residentStart[h] … residentStart[h + 1]) are the instances on host h. */
  readonly residentStart: Int32Array;
  readonly residents: Int32Array;
}

/** The id of one microVM: its row's id, with `#copy` where the row stands for several (MODEL.md section 2). */
export function instanceId(cluster: ClusterFleet, instance: number): string {
  const row = cluster.rows[cluster.instanceRow[instance] ?? -1];
  if (row === undefined) throw new Error(`no microVM ${instance} in cluster ${cluster.id}`);
  return row.count === 1 ? row.id : `${row.id}#${cluster.instanceCopy[instance] ?? 0}`;
}

/** Index of a host by id, −1 if the cluster has none of that name. Binary search: ids stand in code-unit order. */
export function hostIndex(cluster: ClusterFleet, id: string): number {
  let low = 0;
  let high = cluster.hostCount - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = cluster.hostIds[middle] ?? '';
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Loads, residents and group counts that follow from where the instances stand. */
export function settle(
  parts: Pick<
    ClusterFleet,
    'hostCount' | 'vectors' | 'classVector' | 'classTier' | 'instanceClass' | 'instanceHost'
  >,
): Pick<ClusterFleet, 'loads' | 'groups' | 'residentStart' | 'residents'> {
  const { hostCount, vectors, classVector, classTier, instanceClass, instanceHost } = parts;
  const loads = new Float64Array(hostCount * DIMENSIONS);
  const residentStart = new Int32Array(hostCount + 1);
  let grouped = 0;
  for (let i = 0; i < instanceHost.length; i += 1) {
    const host = instanceHost[i] ?? -1;
    if (host < 0) continue;
    residentStart[host + 1] = (residentStart[host + 1] ?? 0) + 1;
    const kind = instanceClass[i] ?? 0;
    if ((classTier[kind] ?? -1) >= 0) grouped += 1;
    const from = (classVector[kind] ?? 0) * DIMENSIONS;
    const to = host * DIMENSIONS;
    for (let r = 0; r < DIMENSIONS; r += 1) loads[to + r] = (loads[to + r] ?? 0) + (vectors[from + r] ?? 0);
  }
  for (let h = 0; h < hostCount; h += 1)
    residentStart[h + 1] = (residentStart[h + 1] ?? 0) + (residentStart[h] ?? 0);
  const residents = new Int32Array(residentStart[hostCount] ?? 0);
  const next = residentStart.slice();
  const groups = new GroupCounts(hostCount, Math.min(grouped, 1 << 21));
  for (let i = 0; i < instanceHost.length; i += 1) {
    const host = instanceHost[i] ?? -1;
    if (host < 0) continue;
    const slot = next[host] ?? 0;
    residents[slot] = i;
    next[host] = slot + 1;
    const tier = classTier[instanceClass[i] ?? 0] ?? -1;
    if (tier >= 0) groups.add(host, tier, 1);
  }
  return { loads, groups, residentStart, residents };
}

/** Ranks vectors by memory descending, then cpu descending; vectors equal in both share a rank (the id decides). */
export function rankVectors(vectors: Float64Array, count: number): Int32Array {
  const order = Array.from({ length: count }, (_, v) => v);
  const memory = (v: number): number => vectors[v * DIMENSIONS] ?? 0;
  const cpu = (v: number): number => vectors[v * DIMENSIONS + 1] ?? 0;
  order.sort((a, b) => memory(b) - memory(a) || cpu(b) - cpu(a));
  const ranks = new Int32Array(count);
  let rank = 0;
  order.forEach((v, i) => {
    const before = order[i - 1];
    if (before !== undefined && (memory(before) !== memory(v) || cpu(before) !== cpu(v))) rank += 1;
    ranks[v] = rank;
  });
  return ranks;
}
