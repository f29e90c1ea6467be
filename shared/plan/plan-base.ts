import type { Scenario } from '../events/scenario.ts';
import type { History } from '../history/history.ts';
import { measuredHistory, type MeasuredHistory } from '../history/measured-history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import type { Side } from '../timeline/outlook.ts';
import { PLAIN } from '../timeline/run-events.ts';
import { scenarioDays } from '../timeline/scenario-days.ts';
import { sidesOf } from '../timeline/sides.ts';
import { hostTargets, MIDDLE, type DemandEdge, type HostTargets } from './host-targets.ts';
import { placesOf, requirementsOf, sizeOf, type Delivery, type PlanProblem } from './plan-problem.ts';
import type { PlanSettings } from './plan-settings.ts';
import { purchaseOptions, type PurchaseOptions } from './purchase-options.ts';
import type { PlanTools } from './solve-counts.ts';
import { clusterStates, SurvivalOracle } from './survival-states.ts';

/** What is planned for: a model, perhaps with its history, and what a scenario does to it. */
export interface PlanInput {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | MeasuredHistory | null;
  readonly scenario: Scenario | null;
  /** Days after `asOf` that are planned for; `null`: the policy's forecast horizon. */
  readonly horizonDays: number | null;
  readonly solver: LinearSolver;
}

/** What plans under any settings have in common; made once, asked many times (a what-if on prices, lead times, limits). */
export interface PlanBase {
  readonly input: PlanInput;
  readonly side: Side;
  readonly lastDay: number;
  readonly targets: HostTargets;
  readonly tools: PlanTools;
}

/** @returns located problems if an event of the scenario cannot be applied to the model it meets. */
export function planBase(input: PlanInput): Parsed<PlanBase> {
  const { model, policy, history, scenario, solver, horizonDays } = input;
  const sides = sidesOf(model, policy, scenario, history, { ...PLAIN, solver });
  if (!sides.ok) return sides;
  const side = sides.value.scenario;
  const { days } = side;
  const lastDay = days.asOfDay + (horizonDays ?? days.policy.forecastHorizonDays);
  const tools: PlanTools = {
    solver,
    oracle: new SurvivalOracle(days.policy, solver),
    states: clusterStates(days, lastDay),
    model,
  };
  return { ok: true, value: { input, side, lastDay, targets: hostTargets(side), tools } };
}

export interface Posed {
  readonly problem: PlanProblem;
  readonly options: PurchaseOptions;
}

/** The problem under settings, for one edge of the forecast; `only` leaves a single type to buy. */
export function poseProblem(
  base: PlanBase,
  settings: PlanSettings,
  { edge = MIDDLE, only = null }: { readonly edge?: DemandEdge; readonly only?: string | null } = {},
): Posed {
  const { side, targets, lastDay } = base;
  const found = purchaseOptions(side.days.base, side.days.policy, settings, side.days.asOfDay);
  const excluded = [...found.excluded];
  const options = found.options.filter((option) => {
    const unknown = targets.targets.find(({ resource }) => sizeOf(option, resource) === null);
    if (unknown !== undefined)
      excluded.push({ sku: option.sku.id, reason: `its ${unknown.resource.name} is not known` });
    return unknown === undefined && (only === null || option.sku.id === only);
  });
  const problem: PlanProblem = {
    policy: side.days.policy,
    settings,
    asOfDay: side.days.asOfDay,
    lastDay,
    options,
    places: placesOf(side, options, settings),
    requirements: requirementsOf(side, targets, edge, lastDay),
  };
  return { problem, options: { ...found, options, excluded } };
}

/** Day number beyond every ramp. */
const FAR_DAYS = 100_000;

/** The scenario with every customer in the cluster it went to without the plan, so that bought hosts do not draw it elsewhere. */
function settled({ input: { scenario, model }, side }: PlanBase): Scenario | null {
  if (scenario === null || !scenario.events.some(({ type }) => type === 'onboardCustomer')) return scenario;
  const known = new Set(model.microvms.map(({ id }) => id));
  const end = side.days.stateOn(side.days.asOfDay + FAR_DAYS).model;
  const clusterOf = new Map<unknown, Set<string>>();
  for (const { id, customer, cluster } of end.microvms)
    if (!known.has(id)) clusterOf.set(customer, (clusterOf.get(customer) ?? new Set()).add(cluster));
  const events = scenario.events.map((event) => {
    const [cluster, ...others] = clusterOf.get(event['customer']) ?? [];
    const isFree = event.type === 'onboardCustomer' && (event['cluster'] ?? null) === null;
    return isFree && cluster !== undefined && others.length === 0 ? { ...event, cluster } : event;
  });
  return { ...scenario, events };
}

/** The side of the question with a plan's hosts arriving on their days. */
export function sideWithPlan(base: PlanBase, problem: PlanProblem, deliveries: readonly Delivery[]): Side {
  const { input, side } = base;
  const { model, policy, history, solver } = input;
  const arrivals = deliveries.flatMap(({ place, day, count }) => {
    const option = problem.options[place.option];
    if (option === undefined) return [];
    return [{ sku: option.sku, cluster: place.cluster, failureDomain: place.failureDomain, count, day }];
  });
  const days = scenarioDays(model, policy, settled(base), {
    asOfDay: side.days.asOfDay,
    circumstance: { ...PLAIN, solver },
    arrivals,
  });
  // The events were applied to this model before; more hosts do not make one impossible.
  if (!days.ok) throw new Error('a plan cannot be applied to the model it was made for');
  return { days: days.value, base: side.base, history: measuredHistory(history) };
}
