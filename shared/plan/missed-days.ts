import { byCodeUnits } from '../model/model-index.ts';
import { headroomOf } from '../explain/formulas.ts';
import { dayName } from '../history/calendar.ts';
import { availableTo, countsOn, missesWith, type Delivery, type PlanProblem } from './plan-problem.ts';
import type { MissedDays } from './plan-result.ts';
import type { PlanTools } from './solve-counts.ts';
import { answerWith, isHeld } from './survival-cuts.ts';

interface Stretch {
  readonly id: string;
  readonly from: number;
  to: number;
  worst: number | null;
  readonly target: number | null;
}

/** Every stretch of days on which a target is missed with the deliveries given, by first day, then target. */
export function missedDays(
  problem: PlanProblem,
  tools: PlanTools,
  deliveries: readonly Delivery[],
): readonly MissedDays[] {
  const stretches = [
    ...headroomStretches(problem, deliveries),
    ...survivalStretches(problem, tools, deliveries),
  ];
  stretches.sort((a, b) => a.from - b.from || byCodeUnits(a.id, b.id));
  return stretches.map(({ id, from, to, worst, target }) => ({
    id,
    from: dayName(from),
    to: dayName(to),
    days: to - from + 1,
    worst,
    target,
  }));
}

function headroomStretches(problem: PlanProblem, deliveries: readonly Delivery[]): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | null = null;
  for (const requirement of problem.requirements) {
    if (!missesWith(problem, requirement, deliveries)) continue;
    const { target, day, demand } = requirement;
    const headroom = headroomOf(demand, availableTo(problem, requirement, deliveries));
    if (open === null || open.id !== target.id || open.to !== day - 1) {
      open = { id: target.id, from: day, to: day, worst: headroom, target: target.ratio };
      stretches.push(open);
      continue;
    }
    open.to = day;
    // Nothing available at all is worse than any ratio, and has none.
    open.worst = open.worst === null || headroom === null ? null : Math.min(open.worst, headroom);
  }
  return stretches;
}

function survivalStretches(
  problem: PlanProblem,
  { states, oracle }: PlanTools,
  deliveries: readonly Delivery[],
): Stretch[] {
  const stretches: Stretch[] = [];
  for (const state of states) {
    const own = deliveries.filter(({ place }) => place.cluster === state.cluster);
    const changes = own.map(({ day }) => day).filter((day) => day > state.from && day <= state.to);
    const starts = [state.from, ...new Set(changes)].sort((a, b) => a - b);
    starts.forEach((from, i) => {
      const to = (starts[i + 1] ?? state.to + 1) - 1;
      const counts = countsOn(problem, own, state.cluster, from);
      if (isHeld(answerWith(problem, oracle, state, counts))) return;
      const id = `compute.survival@cluster:${state.cluster}`;
      const last = stretches.at(-1);
      if (last !== undefined && last.id === id && last.to === from - 1) last.to = to;
      else stretches.push({ id, from, to, worst: null, target: null });
    });
  }
  return stretches;
}
