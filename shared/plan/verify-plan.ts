import { outlookOf } from '../timeline/outlook.ts';
import type { DemandEdge } from './host-targets.ts';
import { optionsFor, type Delivery, type PlanProblem } from './plan-problem.ts';
import { sideWithPlan, type PlanBase } from './plan-base.ts';
import type { Counts } from './solve-counts.ts';
import { isHeld } from './survival-cuts.ts';
import { clusterStates } from './survival-states.ts';

/**
 * Asks the engine itself about every day with the plan applied (MODEL.md section 12): the forecast's own targets, with the
 * hosts that arrive by then in the model of the day, and the survival of every state of every cluster. Written apart from
 * the search, which works on sums of its own. True if everything that was to be kept is kept.
 */
export function* verifyPlan(
  base: PlanBase,
  problem: PlanProblem,
  deliveries: readonly Delivery[],
  solved: Counts,
  edge: DemandEdge,
): Generator<number, boolean, boolean | undefined> {
  const side = sideWithPlan(base, problem, deliveries);
  const unmet = new Set(solved.unmet.map(({ id }) => id));
  for (const target of base.targets.targets) {
    if (unmet.has(target.id)) continue;
    const outlook = outlookOf(side, target.id);
    for (let day = problem.asOfDay; day <= problem.lastDay; day += 1) {
      if (optionsFor(problem, day, target.resource).length === 0) continue;
      const point = outlook?.demandOn(day) ?? null;
      const asked = outlook?.targetOn(day) ?? null;
      if (outlook === null || point === null || asked === null) continue;
      if (asked.misses(edge(point, outlook))) return false;
    }
    yield base.tools.oracle.sweeps;
  }
  const from = new Map<string, number>();
  for (const { state, day } of solved.survival) from.set(`${state.cluster} ${state.from}`, day);
  for (const state of clusterStates(side.days, problem.lastDay)) {
    const asked = base.tools.states.find(
      (before) => before.cluster === state.cluster && before.from <= state.to && state.to <= before.to,
    );
    const day = asked === undefined ? undefined : from.get(`${asked.cluster} ${asked.from}`);
    if (day === undefined || state.to < day) continue;
    if (!isHeld(base.tools.oracle.ask(state, []))) return false;
    yield base.tools.oracle.sweeps;
  }
  return true;
}
