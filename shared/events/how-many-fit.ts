import { assess } from '../assess/assess.ts';
import { assessOne } from '../assess/explain-constraint.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { placeCustomer } from './onboarding-trial.ts';
import { survivalOf } from './survival-of.ts';
import { scaled, withCustomer, type CustomerLoad } from './customer-load.ts';
import { violationsOf } from './violations.ts';

export interface HowManyFit {
  /** Largest number of such customers; `null` if nothing the model knows limits them. */
  readonly howManyFit: number | null;
  /** What refuses the next one: a constraint's id, or `placement@cluster:…` with the resource; `null` without a limit. */
  readonly binding: string | null;
}

/** More copies than this are not counted: then nothing the model knows limits them. */
const MOST_COPIES = 100_000;

/**
 * How many such customers fit (MODEL.md section 11): the largest k so that for 1 … k copies in all, at full ramp, no target
 * that held breaks, no missed one worsens, every microVM is placed and N+1 survival holds.
 *
 * Sums do not depend on which host runs what, so the targets on sums are asked with the copies pending — they count as
 * demand alike, and every one of them only gets worse with more copies, so the limit is found by bisection. Placement and
 * survival are then tried copy by copy up to that limit. The binding constraint is what refuses copy k + 1.
 */
export function howManyFit(
  model: Model,
  policy: Policy,
  load: CustomerLoad,
  cluster: string | null,
): HowManyFit {
  const before = assess(model, policy);
  const refusedAt = (copies: number): string | null => {
    const after = assess(withCustomer(model, policy, scaled(load, copies), cluster).model, policy);
    return violationsOf(before, after)[0]?.id ?? null;
  };
  const bySums = largestHolding(MOST_COPIES, (copies) => refusedAt(copies) === null);
  const hasFleet = cluster !== null && load.fleet.some((row) => row.count > 0);
  const refused = hasFleet ? refusedCopy(model, policy, load, cluster, bySums) : null;
  if (refused !== null) return answer(refused.copy - 1, refused.by);
  return answer(bySums, bySums < MOST_COPIES ? refusedAt(bySums + 1) : null);
}

/** The first copy up to `most` that cannot be placed, or after which the cluster does not survive its losses. */
function refusedCopy(
  model: Model,
  policy: Policy,
  load: CustomerLoad,
  cluster: string,
  most: number,
): { readonly copy: number; readonly by: string } | null {
  let now = model;
  for (let copy = 1; copy <= most; copy += 1) {
    const one = { ...FLEET_ONLY, region: load.region, customer: load.customer, fleet: copyOf(load, copy) };
    const placement = placeCustomer(now, policy, one, cluster, 'sweep');
    if (placement.stranded.length > 0) {
      const resource = placement.outcome?.unplaced[0]?.resource ?? 'hosts';
      return { copy, by: `placement.${resource}@cluster:${cluster}` };
    }
    now = placement.model;
    if (policy.hostLossesPerCluster > 0 && !clusterSurvives(now, policy, cluster)) {
      return { copy, by: `compute.survival@cluster:${cluster}` };
    }
  }
  return null;
}

/** Each copy is a customer of its own: its spread groups keep apart only its own microVMs. */
function copyOf(load: CustomerLoad, copy: number): CustomerLoad['fleet'] {
  return load.fleet.map((row) => ({
    ...row,
    spreadGroup: row.spreadGroup === null ? null : `${row.spreadGroup} ${copy}`,
  }));
}

/** Every loss tried, none fails, none undecided: what `compute.survival` calls ok (assess/compute-survival.ts). */
function clusterSurvives(model: Model, policy: Policy, cluster: string): boolean {
  return assessOne(model, policy, `compute.survival@cluster:${cluster}`, null, survivalOf)?.verdict === 'ok';
}

const FLEET_ONLY = {
  connections: 0,
  edgeThroughputBytesPerSecond: 0,
  edgePacketsPerSecond: 0,
  listenerPorts: 0,
  volumes: null,
  pool: null,
  apiRequestsPerSecond: 0,
  reconcileArrivalsPerSecond: 0,
  postgresConnections: 0,
  postgresCpuCores: 0,
} as const;

function answer(count: number, binding: string | null): HowManyFit {
  return { howManyFit: count >= MOST_COPIES ? null : count, binding };
}

/** Largest k from 0 to `most` with `holds(k)`, for a condition that once false stays false; `holds(0)` is taken for true. */
function largestHolding(most: number, holds: (k: number) => boolean): number {
  let good = 0;
  let bad = 1;
  while (bad <= most && holds(bad)) {
    good = bad;
    bad *= 2;
  }
  if (bad > most) {
    if (holds(most)) return most;
    bad = most;
  }
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
