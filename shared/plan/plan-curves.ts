import { dayName } from '../history/calendar.ts';
import type { Unit } from '../units.ts';
import {
  availableTo,
  missesWith,
  type Delivery,
  type PlanProblem,
  type Requirement,
} from './plan-problem.ts';

/** One headroom target over the days planned for; lists as long as `days`. */
export interface PlanCurve {
  readonly id: string;
  readonly unit: Unit;
  /** Least headroom. */
  readonly ratio: number;
  readonly days: readonly string[];
  readonly demand: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Most demand that keeps the target, with what stands there and is ordered, and with the plan on top. */
  readonly limit: readonly number[];
  readonly limitWithPlan: readonly number[];
  /** First day the target is missed without the plan; `null` if it never is. */
  readonly missedFrom: string | null;
  /** Whether hosts of the plan stand in the target's scope. */
  readonly touched: boolean;
}

/** Every headroom target's demand against its limit, without and with the plan; targets the plan is for first. */
export function planCurves(problem: PlanProblem, deliveries: readonly Delivery[]): readonly PlanCurve[] {
  const byTarget = new Map<string, Requirement[]>();
  for (const requirement of problem.requirements) {
    const own = byTarget.get(requirement.target.id);
    if (own === undefined) byTarget.set(requirement.target.id, [requirement]);
    else own.push(requirement);
  }
  const curves = [...byTarget.values()].flatMap((days) => curveOf(problem, days, deliveries));
  const rank = (curve: PlanCurve): number => (curve.missedFrom === null ? 2 : curve.touched ? 0 : 1);
  return curves
    .map((curve, at) => ({ curve, at }))
    .sort(
      (a, b) => rank(a.curve) - rank(b.curve) || byDay(a.curve.missedFrom, b.curve.missedFrom) || a.at - b.at,
    )
    .map(({ curve }) => curve);
}

const byDay = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;

function curveOf(
  problem: PlanProblem,
  days: readonly Requirement[],
  deliveries: readonly Delivery[],
): readonly PlanCurve[] {
  const [first] = days;
  if (first === undefined) return [];
  const { target } = first;
  const limitWith = (made: readonly Delivery[]): readonly number[] =>
    days.map((requirement) => (1 - target.ratio) * Math.max(0, availableTo(problem, requirement, made)));
  const points = days.map(({ day }) => target.outlook.demandOn(day));
  const missed = days.find((requirement) => missesWith(problem, requirement, []));
  return [
    {
      id: target.id,
      unit: target.outlook.constraint.unit,
      ratio: target.ratio,
      days: days.map(({ day }) => dayName(day)),
      demand: points.map((point) => point?.value ?? 0),
      low: points.map((point) => point?.low ?? 0),
      high: points.map((point) => point?.high ?? 0),
      limit: limitWith([]),
      limitWithPlan: limitWith(deliveries),
      missedFrom: missed === undefined ? null : dayName(missed.day),
      touched: deliveries.some(({ place }) => target.clusters.includes(place.cluster)),
    },
  ];
}
