import { byCodeUnits } from '../model/model-index.ts';
import { dayName } from '../history/calendar.ts';
import { countsOn, missesWith, type Delivery, type PlanProblem } from './plan-problem.ts';
import type { PlanLine } from './plan-result.ts';
import type { PurchaseOption } from './purchase-options.ts';
import type { PlanTools } from './solve-counts.ts';
import { answerWith, isHeld } from './survival-cuts.ts';
import type { ClusterState } from './survival-states.ts';

/** What asks for a delivery: a target, and the first day it is missed on without it. */
interface Ask {
  readonly id: string;
  readonly day: number;
  /** Headroom target; `null` for survival. */
  readonly ratio: number | null;
  /** Whether the target is missed on a day, with the deliveries of the whole plan. */
  readonly missedOn: (day: number) => boolean;
}

/** Whether a cluster does not survive on a day of one of its states, with these deliveries. */
function failsIn(
  problem: PlanProblem,
  { oracle }: PlanTools,
  state: ClusterState,
  deliveries: readonly Delivery[],
  day: number,
): boolean {
  return !isHeld(answerWith(problem, oracle, state, countsOn(problem, deliveries, state.cluster, day)));
}

/**
 * The target that asks for a delivery: missed without it and kept with it, the first day of those first; on the same day the
 * one that has been missed for longest, a cluster's before its region's.
 */
function whatAsks(
  problem: PlanProblem,
  tools: PlanTools,
  deliveries: readonly Delivery[],
  delivery: Delivery,
): Ask | null {
  const without = deliveries.filter((other) => other !== delivery);
  const asks = [
    ...headroomAsks(problem, deliveries, without, delivery),
    ...survivalAsks(problem, tools, deliveries, without, delivery),
  ];
  const day = Math.min(...asks.map((ask) => ask.day));
  const first = asks
    .filter((ask) => ask.day === day)
    .map((ask) => ({ ask, since: stretchBefore(day, problem.asOfDay, ask.missedOn) }));
  const isRegion = (ask: Ask): number => (ask.id.includes('@region:') ? 1 : 0);
  return first.sort((a, b) => a.since - b.since || isRegion(a.ask) - isRegion(b.ask))[0]?.ask ?? null;
}

function headroomAsks(
  problem: PlanProblem,
  deliveries: readonly Delivery[],
  without: readonly Delivery[],
  delivery: Delivery,
): readonly Ask[] {
  const asks = new Map<string, Ask>();
  for (const requirement of problem.requirements) {
    const { target, day } = requirement;
    const { id, ratio } = target;
    if (day < delivery.day || asks.has(id) || !target.clusters.includes(delivery.place.cluster)) continue;
    if (!missesWith(problem, requirement, without) || missesWith(problem, requirement, deliveries)) continue;
    const own = problem.requirements.filter((other) => other.target === target);
    asks.set(id, {
      id,
      day,
      ratio,
      missedOn: (on) => own.some((other) => other.day === on && missesWith(problem, other, deliveries)),
    });
  }
  return [...asks.values()];
}

function survivalAsks(
  problem: PlanProblem,
  tools: PlanTools,
  deliveries: readonly Delivery[],
  without: readonly Delivery[],
  delivery: Delivery,
): readonly Ask[] {
  const { cluster } = delivery.place;
  const states = tools.states.filter((state) => state.cluster === cluster);
  for (const state of states) {
    const day = Math.max(state.from, delivery.day);
    if (day > state.to || !failsIn(problem, tools, state, without, day)) continue;
    if (failsIn(problem, tools, state, deliveries, day)) continue;
    const missedOn = (on: number): boolean => {
      const then = states.find(({ from, to }) => from <= on && on <= to);
      return then !== undefined && failsIn(problem, tools, then, deliveries, on);
    };
    return [{ id: `compute.survival@cluster:${cluster}`, day, ratio: null, missedOn }];
  }
  return [];
}

const percent = (ratio: number): string => `${Math.round(ratio * 1000) / 10}%`;

/** `memory headroom in cluster euw-b`, `N+1 survival of cluster euw-b`. */
export function targetName(id: string): string {
  const [what = '', scope = ''] = id.split('@');
  const colon = scope.indexOf(':');
  const where = `${scope.slice(0, colon)} ${scope.slice(colon + 1)}`;
  const resource = what.slice(what.indexOf('.') + 1);
  if (resource === 'survival') return `survival of a loss in ${where}`;
  return `${resource === 'cpu' ? 'CPU' : resource} headroom in ${where}`;
}

function missing({ id, ratio }: Ask): string {
  return ratio === null ? `${targetName(id)} fails` : `${targetName(id)} falls under ${percent(ratio)}`;
}

/** First day of the stretch of missed days that ends just before a day; the day itself if the day before holds. */
function stretchBefore(day: number, asOfDay: number, missedOn: (day: number) => boolean): number {
  let first = day;
  while (first > asOfDay && missedOn(first - 1)) first -= 1;
  return first;
}

/** Deliveries as the lines of a plan, in order of the day to order by, then type and cluster. */
export function purchaseLines(
  problem: PlanProblem,
  tools: PlanTools,
  deliveries: readonly Delivery[],
): readonly PlanLine[] {
  const lines = deliveries.flatMap((delivery): PlanLine[] => {
    const option = problem.options[delivery.place.option];
    return option === undefined ? [] : [lineOf(problem, tools, deliveries, delivery, option)];
  });
  return lines.sort(
    (a, b) =>
      byCodeUnits(a.orderBy ?? a.inServiceBy, b.orderBy ?? b.inServiceBy) ||
      byCodeUnits(a.sku, b.sku) ||
      byCodeUnits(a.cluster, b.cluster) ||
      byCodeUnits(a.failureDomain ?? '', b.failureDomain ?? ''),
  );
}

function lineOf(
  problem: PlanProblem,
  tools: PlanTools,
  deliveries: readonly Delivery[],
  delivery: Delivery,
  option: PurchaseOption,
): PlanLine {
  const { place, day, count } = delivery;
  const { sku, unitCost, leadTimeDays } = option;
  const { provisioningDays } = problem.policy;
  const ask = whatAsks(problem, tools, deliveries, delivery);
  const atEarliest = day === option.earliestDay && ask !== null && ask.day === day;
  const needed = atEarliest ? stretchBefore(day, problem.asOfDay, ask.missedOn) : (ask?.day ?? day);
  const late = atEarliest && needed < day;
  const domain = place.failureDomain === null ? '' : ` ${place.failureDomain}`;
  return {
    id: `${sku.id} ${place.cluster}${domain} ${dayName(day)}`,
    sku: sku.id,
    cluster: place.cluster,
    failureDomain: place.failureDomain,
    count,
    orderBy: leadTimeDays === null ? null : dayName(Math.floor(day - leadTimeDays - provisioningDays)),
    inServiceBy: dayName(day),
    leadTimeDays,
    provisioningDays,
    unitCost,
    cost: unitCost === null ? null : unitCost * count,
    late,
    reason: reasonOf(ask, option, { day, needed, late }),
    target: ask?.id ?? null,
    neededBy: dayName(needed),
    ...slowness(problem, option, day),
  };
}

function reasonOf(
  ask: Ask | null,
  { minimumOrderCount, sku }: PurchaseOption,
  { day, needed, late }: { readonly day: number; readonly needed: number; readonly late: boolean },
): string {
  if (ask === null) return `the smallest order of ${sku.id} is ${minimumOrderCount}`;
  if (late)
    return `${missing(ask)} on ${dayName(needed)}; ordered today ${sku.id} is in service on ${dayName(day)}`;
  return `${missing(ask)} on ${dayName(ask.day)} without it`;
}

function slowness(
  { policy, asOfDay }: PlanProblem,
  { leadTimeDays, leadTimeHighDays }: PurchaseOption,
  day: number,
): Pick<PlanLine, 'orderByIfSlow' | 'warning'> {
  if (leadTimeHighDays === null || leadTimeDays === null || leadTimeHighDays <= leadTimeDays)
    return { orderByIfSlow: null, warning: null };
  const by = Math.floor(day - leadTimeHighDays - policy.provisioningDays);
  const ordered = Math.max(asOfDay, Math.floor(day - leadTimeDays - policy.provisioningDays));
  const comes = (from: number): string =>
    dayName(Math.ceil(from + leadTimeHighDays + policy.provisioningDays));
  const slow = `if the order takes ${leadTimeHighDays} days it is in service on`;
  const warning =
    by < asOfDay
      ? `${slow} ${comes(asOfDay)} at the earliest`
      : `${slow} ${comes(ordered)}; ordered by ${dayName(by)} it is in time all the same`;
  return { orderByIfSlow: dayName(by), warning };
}
