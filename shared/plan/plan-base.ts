import { modelWithHosts } from '../events/add-hosts.ts';
import type { Scenario } from '../events/scenario.ts';
import type { History } from '../history/history.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import type { Side } from '../timeline/outlook.ts';
import { PLAIN } from '../timeline/apply-event.ts';
import type { DayState } from '../timeline/scenario-days.ts';
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

/**
 * The side of the question with a plan's hosts standing in the model of each day from their day on. They are laid over the
 * days the scenario leads to, after its events: what a scenario does — which host it loses by a selector, where a customer
 * goes — does not depend on what is bought because of it.
 */
export function sideWithPlan(
  { side }: PlanBase,
  problem: PlanProblem,
  deliveries: readonly Delivery[],
): Side {
  const made = new Map<string, DayState>();
  const stateOn = (day: number): DayState => {
    const state = side.days.stateOn(day);
    const arrived = deliveries.filter((delivery) => delivery.day <= day);
    const key = `${state.key}+${arrived.length}`;
    let known = made.get(key);
    if (known === undefined)
      made.set(key, (known = { key, model: withHosts(state.model, problem, arrived) }));
    return known;
  };
  return { ...side, days: { ...side.days, stateOn } };
}

function withHosts(model: Model, problem: PlanProblem, deliveries: readonly Delivery[]): Model {
  return deliveries.reduce((grown, { place, count }) => {
    const sku = problem.options[place.option]?.sku;
    if (sku === undefined) return grown;
    return modelWithHosts(grown, sku, place.cluster, count, place.failureDomain).model;
  }, model);
}
