import { allowedBeside } from './arrangement.ts';
import { exceeds, violatedBound, weigh, type WeightBound } from './bounds.ts';
import { slotsIn, UNLIMITED_SLOTS } from './cluster-base.ts';
import { DIMENSIONS } from './demand.ts';
import type { Displacement } from './displacement.ts';
import type { WeightProof } from './pattern-program.ts';

/** Why no arrangement exists, in the cluster's own indices; `certificateOf` makes it readable. */
export type Proof =
  | { readonly kind: 'no-survivor'; readonly need: number }
  | { readonly kind: 'weight'; readonly bound: WeightBound; readonly need: number; readonly have: number }
  | { readonly kind: 'spread-group'; readonly group: number; readonly need: number; readonly have: number }
  | {
      readonly kind: 'pattern-weights';
      readonly proof: WeightProof;
      /** For each weight the flavors it is for. */
      readonly flavors: readonly (readonly string[])[];
    }
  | { readonly kind: 'exhaustive'; readonly nodes: number; readonly items: number; readonly hosts: number };

/**
 * A cheap proof that the displaced microVMs cannot all stand on the survivors, even when everything in the cluster may
 * move; `null` if none is at hand. `unplaced` are microVMs the scheduler could not place: only their spread groups are looked at.
 */
export function cheapProof(displacement: Displacement, unplaced: readonly number[]): Proof | null {
  const { base, lost, lostMark, pending } = displacement;
  if (!base.schedulable.some((host) => lostMark[host] !== 1))
    return { kind: 'no-survivor', need: displacement.items.length };
  const bound = violatedBound(base, lost, pending);
  if (bound !== null) return { kind: 'weight', bound, ...weigh(base, bound, lost, pending) };
  const { cluster } = base;
  const groups = new Set<number>();
  for (const item of unplaced) {
    const group = cluster.tierGroup[cluster.classTier[cluster.instanceClass[item] ?? 0] ?? -1] ?? -1;
    if (group >= 0) groups.add(group);
  }
  for (const group of groups) {
    const { need, have } = weighGroup(displacement, group);
    if (exceeds(need, have)) return { kind: 'spread-group', group, need, have };
  }
  return null;
}

/**
 * Members of a spread group that must stand on schedulable survivors, against what those may hold: per host the most
 * any of the group's limits allows, and no more than fit when it is empty but for them (by the group's least demands).
 */
function weighGroup(displacement: Displacement, group: number): { need: number; have: number } {
  const { base, lostMark, items } = displacement;
  const { cluster } = base;
  const tiers = cluster.groupTiers[group] ?? [];
  const least = new Float64Array(DIMENSIONS).fill(Infinity);
  cluster.classTier.forEach((tier, kind) => {
    if (cluster.tierGroup[tier] !== group) return;
    const from = (cluster.classVector[kind] ?? 0) * DIMENSIONS;
    for (let r = 0; r < DIMENSIONS; r += 1)
      least[r] = Math.min(least[r] ?? Infinity, cluster.vectors[from + r] ?? 0);
  });
  const caps = base.ceilings();
  let need = 0;
  for (const item of items) {
    const tier = cluster.classTier[cluster.instanceClass[item] ?? 0] ?? -1;
    if (tier >= 0 && cluster.tierGroup[tier] === group) need += 1;
  }
  let have = 0;
  for (const host of base.schedulable) {
    if (lostMark[host] === 1) continue;
    let allowed = 0;
    for (const tier of tiers) {
      need += cluster.groups.get(host, tier);
      allowed = Math.max(allowed, allowedBeside(cluster, host, tier));
    }
    have += Math.min(allowed, slotsIn(caps, host, least, 0), UNLIMITED_SLOTS);
  }
  return { need, have };
}
