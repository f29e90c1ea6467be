import type { Policy } from '../model/policy.ts';
import type { ClusterBase } from './cluster-base.ts';
import type { ClusterFleet } from './cluster-fleet.ts';
import { DIMENSIONS } from './demand.ts';
import type { GroupCounts } from './group-counts.ts';

export type SchedulerName = Policy['scheduler'];

/**
 * Whether a host's spread groups let one more microVM of a tier in: nobody on the host, and not the newcomer, may find
 * more of its group beside it than its own `maxPerHost` allows.
 */
export function groupAdmits(cluster: ClusterFleet, counts: GroupCounts, host: number, tier: number): boolean {
  const tiers = cluster.groupTiers[cluster.tierGroup[tier] ?? -1] ?? [];
  const max = cluster.tierMax[tier] ?? 0;
  if (tiers.length === 1) return counts.get(host, tier) < max;
  let total = 0;
  let strictest = max;
  for (const other of tiers) {
    const there = counts.get(host, other);
    total += there;
    if (there > 0) strictest = Math.min(strictest, cluster.tierMax[other] ?? 0);
  }
  return total < strictest;
}

/**
 * The policy's scheduler over one cluster (MODEL.md section 5): best-fit puts a microVM where the least memory is left
 * after placing, worst-fit where the most is, first-fit on the first host by id; ties by host id. A host takes nothing
 * in a resource it is already over (a demand of 0 does not worsen it).
 *
 * The order of hosts before anything is placed is computed once per vector; a run keeps only the hosts it changed in a
 * second sorted list, so a run costs what it displaces, not the size of the cluster. `undo` takes a run back exactly.
 */
export class Scheduler {
  readonly base: ClusterBase;
  /** Free amounts as the run goes; equal to the base's between runs. */
  readonly free: Float64Array;
  readonly counts: GroupCounts;
  /** Host of the n-th item of the last run, −1 where nothing took it. */
  targets = new Int32Array(64);
  private readonly sign: number;
  private hostOrder: Int32Array | undefined;
  private readonly candidates: (Int32Array | undefined)[] = [];
  private readonly pointers: Int32Array;
  private readonly pointerRun: Int32Array;
  private readonly changed: Uint8Array;
  private touched = new Int32Array(64);
  private touchedCount = 0;
  private run = 0;
  private items: Int32Array = new Int32Array(0);
  private length = 0;

  constructor(base: ClusterBase, name: SchedulerName) {
    this.base = base;
    this.free = base.free.slice();
    this.counts = base.cluster.groups.copy();
    this.sign = name === 'best-fit' ? 1 : name === 'worst-fit' ? -1 : 0;
    this.pointers = new Int32Array(base.cluster.vectorCount);
    this.pointerRun = new Int32Array(base.cluster.vectorCount);
    this.changed = new Uint8Array(base.cluster.hostCount);
  }

  /**
   * Places the first `length` of `items` in their order on schedulable hosts that are not `lost`; returns how many found
   * a place. `refused` is called at the moment an item finds none. Call `undo` before the next run.
   */
  place(items: Int32Array, length: number, lost: Uint8Array, refused?: (item: number) => void): number {
    this.run += 1;
    this.items = items;
    this.length = length;
    if (this.targets.length < length) this.targets = new Int32Array(length * 2);
    let placed = 0;
    for (let n = 0; n < length; n += 1) {
      const item = items[n] ?? 0;
      const host = this.choose(this.base.cluster.instanceClass[item] ?? 0, lost);
      this.targets[n] = host;
      if (host >= 0) {
        this.take(item, host);
        placed += 1;
      } else refused?.(item);
    }
    return placed;
  }

  /** Takes the last run back; the scheduler is as it was before. */
  undo(): void {
    const { cluster, free } = this.base;
    for (let n = 0; n < this.length; n += 1) {
      const host = this.targets[n] ?? -1;
      const tier = cluster.classTier[cluster.instanceClass[this.items[n] ?? 0] ?? 0] ?? -1;
      if (host >= 0 && tier >= 0) this.counts.add(host, tier, -1);
    }
    for (let t = 0; t < this.touchedCount; t += 1) {
      const host = this.touched[t] ?? 0;
      this.changed[host] = 0;
      for (let i = host * DIMENSIONS; i < (host + 1) * DIMENSIONS; i += 1) this.free[i] = free[i] ?? 0;
    }
    this.touchedCount = 0;
    this.length = 0;
  }

  /** Whether a host's free amounts hold one more of a vector. */
  fits(host: number, vector: number): boolean {
    const { vectors } = this.base.cluster;
    for (let r = 0; r < DIMENSIONS; r += 1) {
      const need = vectors[vector * DIMENSIONS + r] ?? 0;
      if (need > 0 && need > (this.free[host * DIMENSIONS + r] ?? 0)) return false;
    }
    return true;
  }

  private choose(kind: number, lost: Uint8Array): number {
    const { cluster } = this.base;
    const vector = cluster.classVector[kind] ?? 0;
    const tier = cluster.classTier[kind] ?? -1;
    const still = this.firstUntouched(vector, tier, lost);
    const moved = this.firstTouched(vector, tier);
    if (still < 0 || moved < 0) return Math.max(still, moved);
    return this.before(still, moved) ? still : moved;
  }

  /** The best host nothing was placed on yet. Hosts passed over for good (lost or changed) are not looked at again. */
  private firstUntouched(vector: number, tier: number, lost: Uint8Array): number {
    const list = this.candidates[vector] ?? this.candidatesFor(vector);
    let p = this.pointerRun[vector] === this.run ? (this.pointers[vector] ?? 0) : 0;
    for (; p < list.length; p += 1) {
      const host = list[p] ?? 0;
      if (lost[host] !== 1 && this.changed[host] !== 1) break;
    }
    this.pointerRun[vector] = this.run;
    this.pointers[vector] = p;
    for (; p < list.length; p += 1) {
      const host = list[p] ?? 0;
      if (lost[host] === 1 || this.changed[host] === 1) continue;
      if (tier < 0 || groupAdmits(this.base.cluster, this.counts, host, tier)) return host;
    }
    return -1;
  }

  private firstTouched(vector: number, tier: number): number {
    const memory = this.base.cluster.vectors[vector * DIMENSIONS] ?? 0;
    const start = this.sign === 1 && memory > 0 ? this.lowerBound(memory, -1) : 0;
    for (let t = start; t < this.touchedCount; t += 1) {
      const host = this.touched[t] ?? 0;
      if (this.sign === -1 && memory > (this.free[host * DIMENSIONS] ?? 0) && memory > 0) return -1;
      if (!this.fits(host, vector)) continue;
      if (tier < 0 || groupAdmits(this.base.cluster, this.counts, host, tier)) return host;
    }
    return -1;
  }

  private take(item: number, host: number): void {
    const { cluster } = this.base;
    const kind = cluster.instanceClass[item] ?? 0;
    if (this.changed[host] === 1) this.dropTouched(host);
    this.changed[host] = 1;
    const from = (cluster.classVector[kind] ?? 0) * DIMENSIONS;
    for (let r = 0; r < DIMENSIONS; r += 1) {
      const i = host * DIMENSIONS + r;
      this.free[i] = (this.free[i] ?? 0) - (cluster.vectors[from + r] ?? 0);
    }
    const tier = cluster.classTier[kind] ?? -1;
    if (tier >= 0) this.counts.add(host, tier, 1);
    this.insertTouched(host);
  }

  private key(host: number, free: Float64Array = this.free): number {
    return this.sign === 0 ? 0 : this.sign * (free[host * DIMENSIONS] ?? 0);
  }

  private before(a: number, b: number): boolean {
    const keyA = this.key(a);
    const keyB = this.key(b);
    return keyA < keyB || (keyA === keyB && a < b);
  }

  /** First position in the touched list at or after (key, host). */
  private lowerBound(key: number, host: number): number {
    let low = 0;
    let high = this.touchedCount;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.touched[middle] ?? 0;
      const keyThere = this.key(there);
      if (keyThere < key || (keyThere === key && there < host)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private insertTouched(host: number): void {
    if (this.touchedCount === this.touched.length) {
      const grown = new Int32Array(this.touched.length * 2);
      grown.set(this.touched);
      this.touched = grown;
    }
    const at = this.lowerBound(this.key(host), host);
    this.touched.copyWithin(at + 1, at, this.touchedCount);
    this.touched[at] = host;
    this.touchedCount += 1;
  }

  private dropTouched(host: number): void {
    const at = this.lowerBound(this.key(host), host);
    this.touched.copyWithin(at, at + 1, this.touchedCount);
    this.touchedCount -= 1;
  }

  /** Schedulable hosts that could take the vector before anything is placed, in the scheduler's order. */
  private candidatesFor(vector: number): Int32Array {
    this.hostOrder ??= this.base.schedulable.slice().sort((a, b) => {
      const [keyA, keyB] = [this.key(a, this.base.free), this.key(b, this.base.free)];
      return keyA < keyB ? -1 : keyA > keyB ? 1 : a - b;
    });
    const list = this.hostOrder.filter((host) => (this.base.slots(vector)[host] ?? 0) > 0);
    this.candidates[vector] = list;
    return list;
  }
}
