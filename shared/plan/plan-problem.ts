import type { HostResource } from '../assess/host-resource.ts';
import { isSchedulable } from '../assess/cluster-figures.ts';
import type { Policy } from '../model/policy.ts';
import type { Side } from '../timeline/outlook.ts';
import { isMissed, requiredFor, type DemandEdge, type HostTarget, type HostTargets } from './host-targets.ts';
import type { PlanSettings } from './plan-settings.ts';
import type { PurchaseOption } from './purchase-options.ts';
import { availableWith, supplyOf, type BoughtHosts, type Supply } from './supply.ts';

/** Where hosts of one type may go. */
export interface Place {
  /** Index of the option. */
  readonly option: number;
  readonly cluster: string;
  /** `null` unless the settings ask for balanced failure domains and the cluster has some. */
  readonly failureDomain: string | null;
}

/** What one target asks for on one day. */
export interface Requirement {
  readonly target: HostTarget;
  readonly day: number;
  readonly demand: number;
  /** What must be available at least: demand ÷ (1 − least headroom). */
  readonly required: number;
  /** What each of the target's clusters has, in their order. */
  readonly supplies: readonly Supply[];
}

/** Everything a purchase is decided from; the demand is that of one edge of the forecast. */
export interface PlanProblem {
  readonly policy: Policy;
  readonly settings: PlanSettings;
  readonly asOfDay: number;
  readonly lastDay: number;
  readonly options: readonly PurchaseOption[];
  readonly places: readonly Place[];
  /** By target, then by day; days on which something is not measured are left out. */
  readonly requirements: readonly Requirement[];
}

/** Hosts of one place that come on one day. */
export interface Delivery {
  readonly place: Place;
  readonly day: number;
  readonly count: number;
}

/** What a type gives of a resource; `null` where it is not known. */
export const sizeOf = ({ sku }: PurchaseOption, resource: HostResource): number | null => resource.limit(sku);

/** The places of every option in every cluster, in order of cluster, option and failure domain. */
export function placesOf(
  side: Side,
  options: readonly PurchaseOption[],
  { balanceFailureDomains }: PlanSettings,
): readonly Place[] {
  const { base } = side.days;
  return [...base.clusters]
    .map(({ id }) => id)
    .sort()
    .flatMap((cluster) => {
      const named = base.hosts
        .filter((host) => host.cluster === cluster && isSchedulable(host))
        .flatMap(({ failureDomain }) => (failureDomain === null ? [] : [failureDomain]));
      const domains = balanceFailureDomains ? [...new Set(named)].sort() : [];
      const into: readonly (string | null)[] = domains.length === 0 ? [null] : domains;
      return options.flatMap((_, option) =>
        into.map((failureDomain) => ({ option, cluster, failureDomain })),
      );
    });
}

/** What every target asks for from the day of `asOf` to the last day, both included. */
export function requirementsOf(
  side: Side,
  { targets }: HostTargets,
  edge: DemandEdge,
  lastDay: number,
): readonly Requirement[] {
  const requirements: Requirement[] = [];
  for (const target of targets) {
    for (let day = side.days.asOfDay; day <= lastDay; day += 1) {
      const point = target.outlook.demandOn(day);
      if (point === null) continue;
      const { model } = side.days.stateOn(day);
      const supplies = target.clusters.map((cluster) => supplyOf(model, cluster, target.resource));
      const known = supplies.filter((supply) => supply !== null);
      if (known.length < supplies.length) continue;
      const demand = edge(point, target.outlook);
      requirements.push({
        target,
        day,
        demand,
        required: requiredFor(demand, target.ratio),
        supplies: known,
      });
    }
  }
  return requirements;
}

/** Hosts of a cluster in service on a day, of the deliveries given. */
function boughtIn(
  problem: PlanProblem,
  deliveries: readonly Delivery[],
  cluster: string,
  resource: HostResource,
  day: number,
): readonly BoughtHosts[] {
  return deliveries.flatMap((delivery): BoughtHosts[] => {
    const { place, count } = delivery;
    if (place.cluster !== cluster || delivery.day > day) return [];
    const option = problem.options[place.option];
    const size = option === undefined ? null : sizeOf(option, resource);
    return size === null ? [] : [{ size, count, failureDomain: place.failureDomain }];
  });
}

/** Hosts in service in a cluster on a day with the deliveries made by then, by option. */
export function countsOn(
  problem: PlanProblem,
  deliveries: readonly Delivery[],
  cluster: string,
  day: number,
): readonly number[] {
  const counts = problem.options.map(() => 0);
  for (const { place, count, day: on } of deliveries)
    if (place.cluster === cluster && on <= day) counts[place.option] = (counts[place.option] ?? 0) + count;
  return counts;
}

/** What is available to a target on a day with the deliveries made by then; cluster by cluster, never less than nothing. */
export function availableTo(
  problem: PlanProblem,
  { target, supplies, day }: Requirement,
  deliveries: readonly Delivery[],
): number {
  return target.clusters.reduce((sum, cluster, i) => {
    const supply = supplies[i];
    if (supply === undefined) return sum;
    const bought = boughtIn(problem, deliveries, cluster, target.resource, day);
    return sum + availableWith(supply, bought, problem.policy);
  }, 0);
}

/** Whether a target is missed on a day with the deliveries made by then. */
export function missesWith(
  problem: PlanProblem,
  requirement: Requirement,
  deliveries: readonly Delivery[],
): boolean {
  const { demand, target } = requirement;
  return isMissed(demand, availableTo(problem, requirement, deliveries), target.ratio);
}

/** Options that can be in service on a day and give something of the resource. */
export function optionsFor(problem: PlanProblem, day: number, resource: HostResource): readonly number[] {
  return problem.options.flatMap((option, index) =>
    option.earliestDay <= day && (sizeOf(option, resource) ?? 0) > 0 ? [index] : [],
  );
}
