import { modelWithHosts } from '../events/add-hosts.ts';
import { dayName } from '../history/calendar.ts';
import type { Model, Sku } from '../model/document.ts';
import { byCodeUnits, modelIndex } from '../model/model-index.ts';
import { constraintOf } from './constraint-of-day.ts';
import { dayTarget } from './day-target.ts';
import { scopeIdOf } from './growth.ts';
import type { Side } from './outlook.ts';
import type { PipelinePurchase, PipelineTarget, PurchaseLine } from './pipeline-result.ts';

interface Bought {
  readonly sku: Sku;
  readonly cluster: string;
  readonly count: number;
}

const MOST_HOSTS = 2000;

/** Targets on what hosts carry, clusters before regions: what a cluster needs counts for its region too. */
function hostTargets(targets: readonly PipelineTarget[]): readonly PipelineTarget[] {
  const own = targets.filter(({ id }) => /^compute\.(memory|cpu)@/.test(id));
  const isRegion = ({ id }: PipelineTarget): boolean => id.includes('@region:');
  return [...own].sort((a, b) => Number(isRegion(a)) - Number(isRegion(b)) || (a.id < b.id ? -1 : 1));
}

function withBought(model: Model, bought: readonly Bought[]): Model {
  return bought.reduce(
    (now, { sku, cluster, count }) => modelWithHosts(now, sku, cluster, count).model,
    model,
  );
}

/** Most demand that meets the target, by day, with these hosts in service all the time; models of days that are alike once. */
function limitsWith(side: Side, id: string, days: number, bought: readonly Bought[]): readonly number[] {
  const known = new Map<Model, number>();
  return Array.from({ length: days }, (_, day) => {
    const { model } = side.days.stateOn(side.days.asOfDay + day);
    let limit = known.get(model);
    if (limit === undefined) {
      const constraint = constraintOf(withBought(model, bought), side.days.policy, id);
      limit = (constraint === null ? null : dayTarget(constraint)?.limit) ?? Number.NaN;
      known.set(model, limit);
    }
    return limit;
  });
}

/**
 * The fewest hosts after which a course of demand keeps memory and CPU of every cluster and region, each target after the
 * other, the machine type that costs least for it; the engine computes what is available with them, N+1 reserve included.
 * One delivery per target, in service by the first day it is missed; several deliveries, budgets and the proof of least cost
 * are the procurement plan's.
 */
export function pipelinePurchases(
  side: Side,
  targets: readonly PipelineTarget[],
  course: PipelinePurchase['demand'],
): PipelinePurchase {
  const bought: Bought[] = [];
  const lines: PurchaseLine[] = [];
  const unmended: string[] = [];
  for (const target of hostTargets(targets)) {
    const demand = target[course];
    const now = limitsWith(side, target.id, demand.length, bought);
    const first = demand.findIndex((value, day) => value > (now[day] ?? Infinity));
    if (first < 0) continue;
    const choice = cheapest(side, target.id, demand, bought);
    if (choice === null) {
      unmended.push(target.id);
      continue;
    }
    bought.push(choice);
    lines.push(lineOf(choice, target.id, side, first));
  }
  return { demand: course, lines, unmended };
}

function cheapest(
  side: Side,
  id: string,
  demand: readonly number[],
  bought: readonly Bought[],
): Bought | null {
  const { base, policy } = side.days;
  const scope = scopeIdOf(id);
  const clusters = id.includes('@cluster:')
    ? [scope]
    : (modelIndex(base).clustersByRegion.get(scope) ?? []).map((cluster) => cluster.id);
  const found = base.skus.flatMap((sku) =>
    clusters.flatMap((cluster): (Bought & { readonly cost: number; readonly headroom: number })[] => {
      const suffices = (count: number): boolean => {
        const limits = limitsWith(side, id, demand.length, [...bought, { sku, cluster, count }]);
        return demand.every((value, day) => value <= (limits[day] ?? -Infinity));
      };
      const count = smallest(suffices);
      if (count === null) return [];
      const headroom = constraintOf(base, policy, `compute.memory@cluster:${cluster}`)?.headroom ?? Infinity;
      return [
        { sku, cluster, count, headroom, cost: sku.unitCost === null ? Infinity : sku.unitCost * count },
      ];
    }),
  );
  found.sort(
    (a, b) =>
      (a.cost === b.cost ? 0 : a.cost - b.cost) ||
      a.count - b.count ||
      a.headroom - b.headroom ||
      byCodeUnits(`${a.sku.id} ${a.cluster}`, `${b.sku.id} ${b.cluster}`),
  );
  const [best] = found;
  return best === undefined ? null : { sku: best.sku, cluster: best.cluster, count: best.count };
}

/** Found by doubling and halving: more hosts of one type never make less available, once there are enough to cover their reserve. */
function smallest(suffices: (count: number) => boolean): number | null {
  let good = 1;
  while (!suffices(good)) {
    good *= 2;
    if (good > MOST_HOSTS) return null;
  }
  let bad = Math.floor(good / 2);
  while (good - bad > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (suffices(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

function lineOf({ sku, cluster, count }: Bought, target: string, side: Side, first: number): PurchaseLine {
  const { asOfDay, policy } = side.days;
  const needed = asOfDay + first;
  const lead = sku.leadTimeDays;
  const order = lead === null ? null : Math.floor(needed - lead - policy.provisioningDays);
  return {
    cluster,
    sku: sku.id,
    count,
    inServiceBy: dayName(needed),
    orderBy: order === null ? null : dayName(order),
    late: order !== null && order < asOfDay,
    cost: sku.unitCost === null ? null : sku.unitCost * count,
    currency: sku.currency,
    target,
  };
}
