import { baseOf } from './cluster-base.ts';
import type { ClusterFleet } from './cluster-fleet.ts';
import { DIMENSIONS } from './demand.ts';
import type { Displacement } from './displacement.ts';
import type { GroupCounts } from './group-counts.ts';

interface Step {
  readonly item: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Where everything stands while a search moves microVMs about: the cluster after the loss, changes on top, a journal to
 * take them back. A survivor over a limit has nothing free there and one over a spread limit admits nobody, but what
 * leaves it may be replaced by as much (only the end state is judged, MODEL.md section 5).
 */
export class Arrangement {
  readonly cluster: ClusterFleet;
  readonly lostMark: Uint8Array;
  /** Schedulable hosts that are not lost. */
  readonly hosts: Int32Array;
  readonly free: Float64Array;
  private readonly counts: GroupCounts;
  private readonly moved = new Map<number, number>();
  private readonly arrivals = new Map<number, Set<number>>();
  private readonly journal: Step[] = [];

  /** @param counts group counts of the cluster as it stands; changed as the search goes, restored by `rollback(0)`. */
  constructor(displacement: Displacement, counts: GroupCounts) {
    const base = baseOf(displacement.base.cluster);
    this.cluster = base.cluster;
    this.lostMark = displacement.lostMark;
    this.counts = counts;
    this.hosts = base.schedulable.filter((host) => displacement.lostMark[host] !== 1);
    this.free = base.free.map((free) => Math.max(0, free));
  }

  /** Host of an instance now, −1 if it stands nowhere (or on a lost host). */
  hostOf(item: number): number {
    const moved = this.moved.get(item);
    if (moved !== undefined) return moved;
    const host = this.cluster.instanceHost[item] ?? -1;
    return host >= 0 && this.lostMark[host] === 1 ? -1 : host;
  }

  /** Instances on a host now. */
  residents(host: number): number[] {
    const { residentStart, residents } = this.cluster;
    const here: number[] = [];
    for (let i = residentStart[host] ?? 0; i < (residentStart[host + 1] ?? 0); i += 1) {
      const item = residents[i] ?? 0;
      if (!this.moved.has(item)) here.push(item);
    }
    for (const item of this.arrivals.get(host) ?? []) here.push(item);
    return here;
  }

  fitsResources(kind: number, host: number): boolean {
    const from = (this.cluster.classVector[kind] ?? 0) * DIMENSIONS;
    for (let r = 0; r < DIMENSIONS; r += 1) {
      if ((this.cluster.vectors[from + r] ?? 0) > (this.free[host * DIMENSIONS + r] ?? 0)) return false;
    }
    return true;
  }

  admits(kind: number, host: number): boolean {
    const tier = this.cluster.classTier[kind] ?? -1;
    return tier < 0 || admitsBeside(this.cluster, this.counts, host, tier);
  }

  fits(kind: number, host: number): boolean {
    return this.fitsResources(kind, host) && this.admits(kind, host);
  }

  /** Moves an instance to a host, or off its host (−1). */
  move(item: number, to: number): void {
    const from = this.hostOf(item);
    this.journal.push({ item, from, to });
    this.apply(item, from, to);
  }

  mark(): number {
    return this.journal.length;
  }

  rollback(mark: number): void {
    while (this.journal.length > mark) {
      const step = this.journal.pop();
      if (step !== undefined) this.apply(step.item, step.to, step.from);
    }
  }

  /** Every instance that stands elsewhere than before (or than nowhere), with its host now. */
  changes(): Map<number, number> {
    const changes = new Map<number, number>();
    for (const [item, host] of this.moved)
      if (host !== (this.cluster.instanceHost[item] ?? -1)) changes.set(item, host);
    return changes;
  }

  private apply(item: number, from: number, to: number): void {
    const { cluster } = this;
    const kind = cluster.instanceClass[item] ?? 0;
    const vector = (cluster.classVector[kind] ?? 0) * DIMENSIONS;
    const tier = cluster.classTier[kind] ?? -1;
    for (const [host, sign] of [
      [from, 1],
      [to, -1],
    ] as const) {
      if (host < 0) continue;
      for (let r = 0; r < DIMENSIONS; r += 1) {
        const i = host * DIMENSIONS + r;
        this.free[i] = (this.free[i] ?? 0) + sign * (cluster.vectors[vector + r] ?? 0);
      }
      if (tier >= 0) this.counts.add(host, tier, -sign);
    }
    this.arrivals.get(from)?.delete(item);
    const original = cluster.instanceHost[item] ?? -1;
    if (to >= 0 && to === original) {
      this.moved.delete(item);
      return;
    }
    this.moved.set(item, to);
    if (to < 0) return;
    const there = this.arrivals.get(to);
    if (there === undefined) this.arrivals.set(to, new Set([item]));
    else there.add(item);
  }
}

/** Members of a group a host may have at the end while `tier` is among them: the tier's limit, or more if more were there. */
export function allowedBeside(cluster: ClusterFleet, host: number, tier: number): number {
  const max = cluster.tierMax[tier] ?? 0;
  if (cluster.groups.get(host, tier) === 0) return max;
  const tiers = cluster.groupTiers[cluster.tierGroup[tier] ?? -1] ?? [];
  return Math.max(
    max,
    tiers.reduce((sum, other) => sum + cluster.groups.get(host, other), 0),
  );
}

function admitsBeside(cluster: ClusterFleet, counts: GroupCounts, host: number, tier: number): boolean {
  const tiers = cluster.groupTiers[cluster.tierGroup[tier] ?? -1] ?? [];
  let total = 0;
  let allowed = allowedBeside(cluster, host, tier);
  for (const other of tiers) {
    const there = counts.get(host, other);
    total += there;
    if (other !== tier && there > 0) allowed = Math.min(allowed, allowedBeside(cluster, host, other));
  }
  return total < allowed;
}
