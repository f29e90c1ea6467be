import type { ClusterFleet } from './cluster-fleet.ts';
import { instanceId } from './cluster-fleet.ts';
import { DIMENSIONS, fromQuanta } from './demand.ts';
import { RESOURCES, type Unplaced } from './outcome.ts';
import { groupAdmits, type Scheduler } from './scheduler.ts';

/**
 * Why a microVM stays unplaced, at the moment the scheduler gives up on it. The best candidate is the schedulable survivor
 * with the fewest refusing reasons (resources, and anti-affinity as one), then the most free memory, then the least id;
 * of its refusing resources the one with the largest need relative to what is free is named (ties in the order of
 * `RESOURCES`), anti-affinity only where nothing else refuses. Need and have are in the resource's own unit; for a
 * spread group, the members the host would have and the members it may have. No survivor: `hosts`, 1 and 0.
 */
export function refusalOf(scheduler: Scheduler, item: number, lost: Uint8Array): Unplaced {
  const { cluster, schedulable } = scheduler.base;
  const microvm = instanceId(cluster, item);
  let best = -1;
  let bestReasons = Infinity;
  let bestMemory = -Infinity;
  for (const host of schedulable) {
    if (lost[host] === 1) continue;
    const reasons = refusals(scheduler, cluster, item, host);
    const memory = scheduler.free[host * DIMENSIONS] ?? 0;
    if (reasons < bestReasons || (reasons === bestReasons && memory > bestMemory)) {
      [best, bestReasons, bestMemory] = [host, reasons, memory];
    }
  }
  if (best < 0) return { microvm, resource: 'hosts', need: 1, have: 0, host: null };
  return { microvm, ...worstShortage(scheduler, cluster, item, best), host: cluster.hostIds[best] ?? null };
}

function refusals(scheduler: Scheduler, cluster: ClusterFleet, item: number, host: number): number {
  const kind = cluster.instanceClass[item] ?? 0;
  const from = (cluster.classVector[kind] ?? 0) * DIMENSIONS;
  let reasons = 0;
  for (let r = 0; r < DIMENSIONS; r += 1) {
    const need = cluster.vectors[from + r] ?? 0;
    if (need > 0 && need > (scheduler.free[host * DIMENSIONS + r] ?? 0)) reasons += 1;
  }
  const tier = cluster.classTier[kind] ?? -1;
  if (tier >= 0 && !groupAdmits(cluster, scheduler.counts, host, tier)) reasons += 1;
  return reasons;
}

function worstShortage(
  scheduler: Scheduler,
  cluster: ClusterFleet,
  item: number,
  host: number,
): Omit<Unplaced, 'microvm'> {
  const kind = cluster.instanceClass[item] ?? 0;
  const from = (cluster.classVector[kind] ?? 0) * DIMENSIONS;
  let worst: Omit<Unplaced, 'microvm'> | undefined;
  let worstRatio = 0;
  for (let r = 0; r < DIMENSIONS; r += 1) {
    const need = cluster.vectors[from + r] ?? 0;
    const have = Math.max(0, scheduler.free[host * DIMENSIONS + r] ?? 0);
    const resource = RESOURCES[r];
    if (need <= have || resource === undefined) continue;
    const ratio = need / have;
    if (ratio <= worstRatio) continue;
    worstRatio = ratio;
    worst = { resource, need: fromQuanta(need, r), have: fromQuanta(have, r) };
  }
  if (worst !== undefined) return worst;
  const tier = cluster.classTier[kind] ?? 0;
  const tiers = cluster.groupTiers[cluster.tierGroup[tier] ?? -1] ?? [];
  const present = tiers.filter((other) => other === tier || scheduler.counts.get(host, other) > 0);
  const there = tiers.reduce((sum, other) => sum + scheduler.counts.get(host, other), 0);
  const allowed = Math.min(...present.map((other) => cluster.tierMax[other] ?? 0));
  return { resource: 'spreadGroup', need: there + 1, have: allowed };
}
