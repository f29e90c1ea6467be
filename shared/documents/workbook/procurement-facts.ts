import { HOST_RESOURCES, type HostResource } from '../../assess/host-resource.ts';
import { reservedHosts } from '../../assess/cluster-figures.ts';
import type { Scenario } from '../../events/scenario.ts';
import { headroomOf } from '../../explain/formulas.ts';
import { dayName, dayNumber, type DayNumber } from '../../history/calendar.ts';
import type { Policy } from '../../model/policy.ts';
import { isMissed, type HostTarget } from '../../plan/host-targets.ts';
import { poseProblem, type PlanBase } from '../../plan/plan-base.ts';
import type { PlanLine, PlanResult } from '../../plan/plan-result.ts';
import type { PlanSettings } from '../../plan/plan-settings.ts';
import type { PurchaseOption } from '../../plan/purchase-options.ts';
import { availableWith, supplyOf, type BoughtHosts, type Supply } from '../../plan/supply.ts';

/** What a document is of; said on its first page. */
export interface DocumentIdentity {
  readonly workspace: string;
  /** `null`: the baseline. */
  readonly scenarioName: string | null;
  /** `null`: not a saved version. */
  readonly scenarioVersion: number | null;
  /** Of model, policy, scenario and settings: two documents with the same hash say the same. */
  readonly contentHash: string;
  readonly application: string;
}

/** What one cluster gives of one resource on one day. */
export interface ClusterSupply {
  readonly cluster: string;
  /** `null`: a schedulable host’s limit is not measured. */
  readonly supply: Supply | null;
  readonly bought: readonly BoughtHosts[];
  /** With the hosts bought by then; `null` where the supply is not measured. */
  readonly available: number | null;
}

/** A target on one day, with the plan applied: the application’s own figures. */
export interface HeadroomRow {
  readonly resource: HostResource;
  /** `cluster:euw-b`, `region:eu-west` */
  readonly scope: string;
  readonly day: string;
  /** `null`: not measured. */
  readonly demand: number | null;
  readonly clusters: readonly ClusterSupply[];
  readonly available: number | null;
  readonly headroom: number | null;
  /** `null` without a target or a figure. */
  readonly missed: boolean | null;
}

/** Everything the procurement workbook says. */
export interface ProcurementFacts {
  readonly identity: DocumentIdentity;
  readonly asOf: string;
  readonly until: string;
  readonly policy: Policy;
  readonly reserveHosts: number;
  readonly plan: PlanResult;
  readonly options: readonly PurchaseOption[];
  readonly resources: readonly HostResource[];
  readonly rows: readonly HeadroomRow[];
  readonly scenario: Scenario | null;
}

/** The day of `asOf`, the last day of every month after it, and the last day planned for. */
function shownDays(first: DayNumber, last: DayNumber): readonly DayNumber[] {
  const days = [first];
  for (let day = first + 1; day < last; day += 1) if (dayName(day + 1).endsWith('-01')) days.push(day);
  if (last > first) days.push(last);
  return days;
}

/**
 * What one bought host gives of a resource. A plan buys only what can be bought and is known of every resource that has a
 * target, so anything else is a plan of other settings or of another model.
 *
 * @throws Error where the machine type is not among the options, or gives an amount that is not known: left out, the hosts
 *   would be missing from every figure of the document.
 */
export function boughtSize(
  options: readonly PurchaseOption[],
  line: Pick<PlanLine, 'sku'>,
  resource: HostResource,
): number {
  const option = options.find(({ sku }) => sku.id === line.sku);
  if (option === undefined)
    throw new Error(`the plan buys ${line.sku}, which is not among what can be bought`);
  const size = resource.limit(option.sku);
  if (size === null) throw new Error(`the plan buys ${line.sku}, whose ${resource.name} is not known`);
  return size;
}

/** The hosts of a plan that stand in a cluster on a day. @throws Error as `boughtSize` does. */
function boughtBy(
  lines: readonly PlanLine[],
  options: readonly PurchaseOption[],
  cluster: string,
  resource: HostResource,
  day: DayNumber,
): readonly BoughtHosts[] {
  return lines.flatMap((line) => {
    if (line.cluster !== cluster || dayNumber(line.inServiceBy) > day) return [];
    const size = boughtSize(options, line, resource);
    return [{ size, count: line.count, failureDomain: line.failureDomain }];
  });
}

/** A target, or a cluster whose own demand is not measured though its region’s is; its capacity is part of the region’s. */
type Shown = Pick<HostTarget, 'id' | 'resource' | 'clusters' | 'ratio'> & {
  readonly outlook: HostTarget['outlook'] | null;
};

function partsOf(targets: readonly HostTarget[]): readonly Shown[] {
  const parts = new Map<string, Shown>();
  for (const { resource, clusters, ratio } of targets) {
    for (const cluster of clusters) {
      const id = `compute.${resource.name}@cluster:${cluster}`;
      if (!targets.some((target) => target.id === id))
        parts.set(id, { id, resource, clusters: [cluster], ratio, outlook: null });
    }
  }
  return [...parts.values()];
}

/** What the workbook needs of a plan; `base` and `settings` are those the plan was made of. */
export function procurementFacts(
  base: PlanBase,
  settings: PlanSettings,
  plan: PlanResult,
  identity: DocumentIdentity,
): ProcurementFacts {
  const { side, targets, lastDay, input } = base;
  const { policy, asOfDay } = side.days;
  const { options } = poseProblem(base, settings).options;
  const rowOf = (target: Shown, day: DayNumber): HeadroomRow => {
    const { model } = side.days.stateOn(day);
    const clusters = target.clusters.map((cluster): ClusterSupply => {
      const supply = supplyOf(model, cluster, target.resource);
      const bought = boughtBy(plan.lines, options, cluster, target.resource, day);
      const available = supply === null ? null : availableWith(supply, bought, policy);
      return { cluster, supply, bought, available };
    });
    const demand = target.outlook?.demandOn(day)?.value ?? null;
    const available = clusters.reduce<number | null>(
      (sum, cluster) => (sum === null || cluster.available === null ? null : sum + cluster.available),
      0,
    );
    const known = demand !== null && available !== null;
    return {
      resource: target.resource,
      scope: target.id.slice(target.id.indexOf('@') + 1),
      day: dayName(day),
      demand,
      clusters,
      available,
      headroom: known ? headroomOf(demand, Math.max(0, available)) : null,
      missed: known ? isMissed(demand, available, target.ratio) : null,
    };
  };
  const days = shownDays(asOfDay, lastDay);
  return {
    identity,
    asOf: plan.asOf,
    until: plan.until,
    policy,
    reserveHosts: reservedHosts(policy),
    plan,
    options,
    resources: HOST_RESOURCES.filter((resource) =>
      targets.targets.some((target) => target.resource === resource),
    ),
    rows: [...targets.targets, ...partsOf(targets.targets)].flatMap((target) =>
      days.map((day) => rowOf(target, day)),
    ),
    scenario: input.scenario,
  };
}
