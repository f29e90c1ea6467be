import { groupKey, constrained } from './count-program.ts';
import { countsOn, sizeOf, type Delivery, type PlanProblem, type Requirement } from './plan-problem.ts';
import { PurchaseProgram, type Cut } from './purchase-program.ts';
import { exactCuts, type Counts, type PlanTools } from './solve-counts.ts';
import { MOST_ROUNDS, solveWhole } from './solve-effort.ts';
import { availableWith } from './supply.ts';
import { answerWith, isHeld, survivalCut } from './survival-cuts.ts';

export interface Dates {
  readonly deliveries: readonly Delivery[];
  readonly verified: boolean;
}

/**
 * When each host comes: as late as every day's targets allow, dear ones latest (the sum of price × days in service is least),
 * with the counts that are bought already settled. A type's order of one day has at least its smallest order. Survival is
 * asked for and cut as in `solveCounts`. Yields after each step.
 */
export function* solveDates(
  problem: PlanProblem,
  tools: PlanTools,
  solved: Counts,
): Generator<number, Dates, boolean | undefined> {
  const counts = solved.counts ?? [];
  const unmet = new Set(solved.unmet.map(({ id }) => id));
  const all = constrained(problem).filter(({ target }) => !unmet.has(target.id));
  const needs = telling(problem, counts, all);
  const cuts = [...solved.cuts];
  const early = earliest(problem, counts);
  if (early.length === 0) return { deliveries: [], verified: true };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const deliveries = latest(problem, tools, counts, needs, cuts);
    yield tools.oracle.sweeps;
    // Everything as early as it can come always keeps the targets; the solver giving up leaves that.
    if (deliveries === null) return { deliveries: early, verified: solved.verified };
    const added = [...exactCuts(problem, all, deliveries)];
    for (const need of solved.survival) {
      const there = countsOn(problem, deliveries, need.state.cluster, need.day);
      if (isHeld(answerWith(problem, tools.oracle, need.state, there))) continue;
      const cut = survivalCut(problem, tools.oracle, need, there);
      yield tools.oracle.sweeps;
      if (cut === null) continue;
      added.push(cut);
      break;
    }
    if (added.length === 0) return { deliveries, verified: solved.verified };
    cuts.push(...added);
  }
  return { deliveries: early, verified: solved.verified };
}

function earliest(problem: PlanProblem, counts: readonly number[]): readonly Delivery[] {
  return problem.places.flatMap((place, n) => {
    const count = counts[n] ?? 0;
    return count > 0 ? [{ place, count, day: problem.options[place.option]?.earliestDay ?? 0 }] : [];
  });
}

function latest(
  problem: PlanProblem,
  { solver }: PlanTools,
  counts: readonly number[],
  needs: readonly Requirement[],
  cuts: readonly Cut[],
): readonly Delivery[] | null {
  const { places, options, lastDay } = problem;
  const asked = [...needs, ...cuts].map(({ day }) => day);
  const columnsOf = places.map(() => [] as { column: number; day: number }[]);
  const program = new PurchaseProgram(problem, counts, (place, day) =>
    (columnsOf[place] ?? []).filter((each) => each.day <= day).map(({ column }) => column),
  );
  const weights: number[] = [];
  const dearest = Math.max(...options.map(({ unitCost }) => unitCost ?? 0));
  places.forEach((place, n) => {
    const count = counts[n] ?? 0;
    const option = options[place.option];
    if (count === 0 || option === undefined) return;
    const days = [...new Set([option.earliestDay, ...asked.filter((day) => day > option.earliestDay)])];
    // One more choice than to be needed: on the last day, for what nothing but a minimum order asks for.
    for (const day of [...new Set([...days, lastDay])].sort((a, b) => a - b)) {
      const column = program.column({ cost: 0, lower: 0, upper: count, integer: true });
      columnsOf[n]?.push({ column, day });
      const price = dearest > 0 ? (option.unitCost ?? 0) / dearest : 1;
      weights[column] = (price + 1e-3) * (lastDay - day);
    }
    program.row(
      count,
      count,
      (columnsOf[n] ?? []).map(({ column }) => [column, 1] as const),
    );
  });
  for (const need of needs) program.require(need);
  for (const cut of cuts) program.cut(cut);
  smallestOrders(program, problem, columnsOf, counts);
  const { values } = solveWhole(
    solver,
    program.program((column) => weights[column] ?? 0),
  );
  if (values === null) return null;
  return places.flatMap((place, n) =>
    (columnsOf[n] ?? []).flatMap(({ column, day }) => {
      const count = Math.round(values[column] ?? 0);
      return count > 0 ? [{ place, day, count }] : [];
    }),
  );
}

function smallestOrders(
  program: PurchaseProgram,
  { options, places }: PlanProblem,
  columnsOf: readonly (readonly { readonly column: number; readonly day: number }[])[],
  counts: readonly number[],
): void {
  options.forEach(({ minimumOrderCount }, option) => {
    if (minimumOrderCount <= 1) return;
    const own = places.flatMap((place, n) => (place.option === option ? [n] : []));
    const total = own.reduce((sum, n) => sum + (counts[n] ?? 0), 0);
    const byDay = new Map<number, number[]>();
    for (const n of own)
      for (const { column, day } of columnsOf[n] ?? []) byDay.set(day, [...(byDay.get(day) ?? []), column]);
    for (const columns of byDay.values()) {
      const isOrdered = program.column({ cost: 0, lower: 0, upper: 1, integer: true });
      const each = columns.map((column) => [column, 1] as const);
      program.row(0, Infinity, [...each, [isOrdered, -minimumOrderCount]]);
      program.row(-Infinity, 0, [...each, [isOrdered, -total]]);
    }
  });
}

/** More combinations of hosts than this are not listed. */
const MOST_SUMS = 4000;

/**
 * Of each run of days that differ only in their demand, those that ask for more than all before and that some part of the
 * purchase tells apart: between the others lies nothing the hosts bought could come to.
 */
function telling(
  problem: PlanProblem,
  counts: readonly number[],
  all: readonly Requirement[],
): readonly Requirement[] {
  const groups = new Map<string, Requirement[]>();
  for (const requirement of all) {
    const key = groupKey(problem, requirement);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [requirement]);
    else group.push(requirement);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const sums = first === undefined ? null : reachableSums(problem, counts, first);
    const kept: Requirement[] = [];
    let most = 0;
    for (const requirement of group) {
      const { required } = requirement;
      if (required <= most) continue;
      const between = (sum: number): boolean => sum >= most * (1 - 1e-9) && sum <= required * (1 + 1e-9);
      if (sums === null || sums.some(between)) kept.push(requirement);
      most = required;
    }
    return kept;
  });
}

/** Every amount that parts of the purchase can make available to a target; `null` where there are too many. */
function reachableSums(
  problem: PlanProblem,
  counts: readonly number[],
  { target, supplies }: Requirement,
): readonly number[] | null {
  let sums = new Set([0]);
  for (const [i, cluster] of target.clusters.entries()) {
    const supply = supplies[i];
    if (supply === undefined) continue;
    let chosen: { size: number; count: number; failureDomain: string | null }[][] = [[]];
    for (const [n, place] of problem.places.entries()) {
      const count = counts[n] ?? 0;
      const option = problem.options[place.option];
      if (place.cluster !== cluster || count === 0 || option === undefined) continue;
      const size = sizeOf(option, target.resource) ?? 0;
      const { failureDomain } = place;
      if (chosen.length * (count + 1) > MOST_SUMS) return null;
      chosen = chosen.flatMap((others) =>
        Array.from({ length: count + 1 }, (_, some) => [...others, { size, count: some, failureDomain }]),
      );
    }
    const own = new Set(chosen.map((bought) => availableWith(supply, bought, problem.policy)));
    if (sums.size * own.size > MOST_SUMS * 10) return null;
    sums = new Set([...sums].flatMap((sum) => [...own].map((value) => sum + value)));
  }
  return [...sums].sort((a, b) => a - b);
}
