import type { Assessment, Constraint, Verdict } from '../assess/constraint.ts';
import type { Model, Overhead } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { ForecastState, ForecastSummary } from '../timeline/forecast-result.ts';
import { splitScope } from './constraint-name.ts';
import { convergeSeconds } from './limit-scale.ts';
import { shownValue } from './target-text.ts';

/** One constraint as it stood at a review. */
export interface ReviewedConstraint {
  readonly id: string;
  /** What its target is written on, base unit; the outcome's word for survival; `null` = not measured. */
  readonly shown: number | string | null;
  readonly verdict: Verdict;
}

/** One forecast as it stood at a review; days as in `CrossingDates`. */
export interface ReviewedForecast {
  readonly id: string;
  readonly state: ForecastState;
  readonly date: string | null;
  readonly early: string | null;
  readonly late: string | null;
}

export interface ReviewedCluster {
  readonly id: string;
  readonly hosts: number;
  readonly microvms: number;
}

/** Hosts of one sort on order for a cluster, all deliveries together. */
export interface ReviewedOrder {
  readonly sku: string;
  readonly cluster: string;
  readonly count: number;
  /** The next delivery. */
  readonly arrivesOn: string;
}

/**
 * What a review looked at, kept so that a later one can say what changed. Limits of single hosts are kept as counts per
 * limit, since a review reads clusters and regions.
 */
export interface ReviewSnapshot {
  readonly schema: 'headroom.review/v1';
  /** Instant the inventory described. */
  readonly asOf: string;
  readonly constraints: readonly ReviewedConstraint[];
  /** Hosts that miss a limit of their own, by `compute.osDisk`; limits nobody misses are left out. */
  readonly hostMisses: Readonly<Record<string, number>>;
  readonly forecasts: readonly ReviewedForecast[];
  readonly clusters: readonly ReviewedCluster[];
  readonly orders: readonly ReviewedOrder[];
  readonly policy: Policy;
  readonly overhead: Overhead | null;
}

/** What a review is taken of. `forecasts` are the baseline's. */
export interface Present {
  readonly model: Model;
  readonly policy: Policy;
  readonly assessment: Assessment;
  readonly forecasts: readonly ForecastSummary[];
}

const isOfHost = ({ scope }: Constraint): boolean => splitScope(scope).kind === 'host';

/** The number a constraint is shown by, as `shownValue` chooses it, before it becomes text. */
export function shownNumber(constraint: Constraint): number | string | null {
  switch (constraint.target?.on) {
    case 'headroom':
      return constraint.headroom;
    case 'utilization':
      return constraint.utilization;
    case 'timeToConverge': {
      const seconds = convergeSeconds(constraint);
      return seconds === Infinity ? 'never' : seconds; // infinity has no JSON
    }
    case 'outcome':
      return shownValue(constraint);
    case 'demand':
      return constraint.demand;
    case undefined:
      return constraint.utilization ?? constraint.demand;
  }
}

function missesOfHosts(constraints: readonly Constraint[]): Readonly<Record<string, number>> {
  const misses: Record<string, number> = {};
  for (const { domain, resource, verdict } of constraints.filter(isOfHost)) {
    const key = `${domain}.${resource}`;
    if (verdict === 'breach') misses[key] = (misses[key] ?? 0) + 1;
  }
  return misses;
}

function clustersOf({ clusters, hosts, microvms }: Model): readonly ReviewedCluster[] {
  const hostsOf = new Map<string, number>();
  const microvmsOf = new Map<string, number>();
  for (const { cluster } of hosts) hostsOf.set(cluster, (hostsOf.get(cluster) ?? 0) + 1);
  for (const { cluster, count } of microvms) microvmsOf.set(cluster, (microvmsOf.get(cluster) ?? 0) + count);
  return clusters.map(({ id }) => ({ id, hosts: hostsOf.get(id) ?? 0, microvms: microvmsOf.get(id) ?? 0 }));
}

function ordersOf({ orders }: Model): readonly ReviewedOrder[] {
  const found = new Map<string, ReviewedOrder>();
  for (const { sku, cluster, count, arrivesOn } of orders) {
    const key = JSON.stringify([sku, cluster]);
    const known = found.get(key);
    found.set(key, {
      sku,
      cluster,
      count: count + (known?.count ?? 0),
      arrivesOn: known === undefined || arrivesOn < known.arrivesOn ? arrivesOn : known.arrivesOn,
    });
  }
  return [...found.values()];
}

/** The present, as a review keeps it. */
export function reviewSnapshot({ model, policy, assessment, forecasts }: Present): ReviewSnapshot {
  return {
    schema: 'headroom.review/v1',
    asOf: model.asOf,
    constraints: assessment.constraints
      .filter((constraint) => !isOfHost(constraint))
      .map((constraint) => ({
        id: constraint.id,
        shown: shownNumber(constraint),
        verdict: constraint.verdict,
      })),
    hostMisses: missesOfHosts(assessment.constraints),
    forecasts: forecasts.map(({ id, state, crossing }) => ({
      id,
      state,
      date: crossing?.date ?? null,
      early: crossing?.early ?? null,
      late: crossing?.late ?? null,
    })),
    clusters: clustersOf(model),
    orders: ordersOf(model),
    policy,
    overhead: model.overhead,
  };
}
