import { instanceId, SCHEDULABLE, type ClusterFleet } from './cluster-fleet.ts';
import { DIMENSIONS } from './demand.ts';

/** Slots counted for a demand that no finite limit constrains. */
export const UNLIMITED_SLOTS = 1e9;

/**
 * What every placement in a cluster starts from, computed when first asked for and kept with the cluster: free amounts,
 * hosts in the scheduler's order, how many microVMs of a vector a host could take, residents in the scheduler's order.
 */
export class ClusterBase {
  readonly cluster: ClusterFleet;
  /** host × 6 + resource: limit − load in quanta; negative where a host is over its limit. */
  readonly free: Float64Array;
  readonly schedulable: Int32Array;
  private readonly slotsByVector: Float64Array[] = [];
  private readonly slotSums: number[] = [];
  private readonly limited: boolean[];
  private ceilingCache: Float64Array | undefined;
  private ids: (string | undefined)[] | undefined;
  private countsByVector: Int32Array | undefined;
  private readonly residentOrder: (Int32Array | undefined)[];

  constructor(cluster: ClusterFleet) {
    this.cluster = cluster;
    this.free = cluster.limits.map((limit, i) => limit - (cluster.loads[i] ?? 0));
    const schedulable: number[] = [];
    cluster.hostState.forEach((state, h) => {
      if (state === SCHEDULABLE) schedulable.push(h);
    });
    this.schedulable = Int32Array.from(schedulable);
    this.residentOrder = new Array<Int32Array | undefined>(cluster.hostCount);
    this.limited = Array.from({ length: DIMENSIONS }, (_, r) =>
      schedulable.some((h) => (cluster.limits[h * DIMENSIONS + r] ?? 0) < Infinity),
    );
  }

  /** Place of an instance's vector in the scheduler's order. */
  rankOf(instance: number): number {
    const { vectorRank, classVector, instanceClass } = this.cluster;
    return vectorRank[classVector[instanceClass[instance] ?? 0] ?? 0] ?? 0;
  }

  /** Whether any schedulable host has a known limit of the resource. */
  isLimited(dimension: number): boolean {
    return this.limited[dimension] === true;
  }

  /**
   * host × 6 + resource: what a host may hold at the end, its limit or what it already held where that is more
   * (MODEL.md section 5, Witness).
   */
  ceilings(): Float64Array {
    this.ceilingCache ??= this.cluster.limits.map((limit, i) => Math.max(limit, this.cluster.loads[i] ?? 0));
    return this.ceilingCache;
  }

  /** The id of an instance, made once. */
  idOf(instance: number): string {
    this.ids ??= new Array<string | undefined>(this.cluster.instanceRow.length);
    let id = this.ids[instance];
    if (id === undefined) {
      id = instanceId(this.cluster, instance);
      this.ids[instance] = id;
    }
    return id;
  }

  /** Per host (0 where not schedulable): how many microVMs of the vector its free amounts hold, anti-affinity aside. */
  slots(vector: number): Float64Array {
    let slots = this.slotsByVector[vector];
    if (slots === undefined) {
      slots = new Float64Array(this.cluster.hostCount);
      for (const h of this.schedulable) slots[h] = slotsIn(this.free, h, this.cluster.vectors, vector);
      this.slotsByVector[vector] = slots;
    }
    return slots;
  }

  /** Sum of `slots` over the schedulable hosts. */
  slotSum(vector: number): number {
    let sum = this.slotSums[vector];
    if (sum === undefined) {
      sum = this.slots(vector).reduce((total, slots) => total + slots, 0);
      this.slotSums[vector] = sum;
    }
    return sum;
  }

  /** host × vectorCount + vector: microVMs of each vector on each host. */
  vectorCounts(): Int32Array {
    let counts = this.countsByVector;
    if (counts === undefined) {
      const { hostCount, vectorCount, instanceHost, instanceClass, classVector } = this.cluster;
      counts = new Int32Array(hostCount * vectorCount);
      for (let i = 0; i < instanceHost.length; i += 1) {
        const host = instanceHost[i] ?? -1;
        if (host < 0) continue;
        const at = host * vectorCount + (classVector[instanceClass[i] ?? 0] ?? 0);
        counts[at] = (counts[at] ?? 0) + 1;
      }
      this.countsByVector = counts;
    }
    return counts;
  }

  /** Instances on a host in the scheduler's order: memory descending, cpu descending, id by code units. */
  orderedResidents(host: number): Int32Array {
    let order = this.residentOrder[host];
    if (order === undefined) {
      const { residents, residentStart } = this.cluster;
      order = residents.slice(residentStart[host] ?? 0, residentStart[host + 1] ?? 0);
      sortForScheduler(this, order);
      this.residentOrder[host] = order;
    }
    return order;
  }
}

const bases = new WeakMap<ClusterFleet, ClusterBase>();

/** The base of a cluster, computed once. */
export function baseOf(cluster: ClusterFleet): ClusterBase {
  let base = bases.get(cluster);
  if (base === undefined) {
    base = new ClusterBase(cluster);
    bases.set(cluster, base);
  }
  return base;
}

/** How many microVMs of a vector fit into a host's free amounts. */
export function slotsIn(free: Float64Array, host: number, vectors: Float64Array, vector: number): number {
  let slots = UNLIMITED_SLOTS;
  for (let r = 0; r < DIMENSIONS; r += 1) {
    const need = vectors[vector * DIMENSIONS + r] ?? 0;
    if (need === 0) continue;
    const have = free[host * DIMENSIONS + r] ?? 0;
    if (have < need) return 0;
    const here = Math.floor(have / need);
    if (here < slots) slots = here;
  }
  return slots;
}

/** Sorts instances in place into the scheduler's order (MODEL.md section 5). */
export function sortForScheduler(base: ClusterBase, instances: Int32Array): void {
  instances.sort((a, b) => {
    const byRank = base.rankOf(a) - base.rankOf(b);
    if (byRank !== 0) return byRank;
    const [idA, idB] = [base.idOf(a), base.idOf(b)];
    return idA < idB ? -1 : idA > idB ? 1 : 0;
  });
}

/** The displaced instances of several hosts, merged in the scheduler's order, up to and including a vector rank. */
export function displacedOrder(base: ClusterBase, lost: readonly number[], lastRank = Infinity): Int32Array {
  let queue = lost.map((host) => upToRank(base, base.orderedResidents(host), lastRank));
  while (queue.length > 1) {
    const next: Int32Array[] = [];
    for (let i = 0; i < queue.length; i += 2) {
      const left = queue[i];
      const right = queue[i + 1];
      if (left !== undefined) next.push(right === undefined ? left : merge(base, left, right));
    }
    queue = next;
  }
  return queue[0] ?? new Int32Array(0);
}

function upToRank(base: ClusterBase, ordered: Int32Array, lastRank: number): Int32Array {
  let end = ordered.length;
  while (end > 0 && base.rankOf(ordered[end - 1] ?? 0) > lastRank) end -= 1;
  return ordered.subarray(0, end);
}

/** Merges two lists that are each in the scheduler's order. */
export function merge(base: ClusterBase, left: Int32Array, right: Int32Array): Int32Array {
  const merged = new Int32Array(left.length + right.length);
  let a = 0;
  let b = 0;
  for (let i = 0; i < merged.length; i += 1) {
    const l = left[a];
    const r = right[b];
    const takeLeft = r === undefined || (l !== undefined && comesFirst(base, l, r));
    merged[i] = (takeLeft ? l : r) ?? 0;
    if (takeLeft) a += 1;
    else b += 1;
  }
  return merged;
}

function comesFirst(base: ClusterBase, a: number, b: number): boolean {
  const byRank = base.rankOf(a) - base.rankOf(b);
  return byRank < 0 || (byRank === 0 && base.idOf(a) < base.idOf(b));
}
