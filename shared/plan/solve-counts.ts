import { byCodeUnits } from '../model/model-index.ts';
import type { LinearSolver } from '../linear/program.ts';
import { MOST_ORDERED } from '../model/amounts.ts';
import type { Model } from '../model/document.ts';
import { countProgram, hardestDays } from './count-program.ts';
import {
  availableTo,
  countsOn,
  missesWith,
  optionsFor,
  sizeOf,
  type Delivery,
  type PlanProblem,
  type Requirement,
} from './plan-problem.ts';
import type { Cut } from './purchase-program.ts';
import { MOST_ROUNDS, solveWhole } from './solve-effort.ts';
import { answerWith, isHeld, needDays, survivalCut } from './survival-cuts.ts';
import type { ClusterState, SurvivalOracle } from './survival-states.ts';

/** What every solving step works with. */
export interface PlanTools {
  readonly solver: LinearSolver;
  readonly oracle: SurvivalOracle;
  readonly states: readonly ClusterState[];
  /** The model of the day of `asOf`. */
  readonly model: Model;
}

/** A target nothing that can be bought would keep. */
export interface Unmet {
  readonly id: string;
  /** First day it is missed on although something could be in service (day number). */
  readonly from: number;
}

export interface Counts {
  /** Hosts per place; `null`: no purchase within the limits keeps the targets. */
  readonly counts: readonly number[] | null;
  readonly cost: number;
  /** No purchase that keeps the targets costs less than this. */
  readonly bound: number;
  /** Cuts found on the way; they hold for the dates as well. */
  readonly cuts: readonly Cut[];
  /** False where the rounds ran out before everything was checked. */
  readonly verified: boolean;
  readonly unmet: readonly Unmet[];
  /** From which day each cluster state asks for survival; what buying cannot help is left out. */
  readonly survival: readonly { readonly state: ClusterState; readonly day: number }[];
}

interface Found {
  readonly counts: readonly number[];
  readonly cost: number;
  readonly bound: number;
}

/**
 * How many to buy of what, where (MODEL.md section 12): the least cost first, of those that cost the same the fewest hosts,
 * of those the ones for the clusters with the least left. Since more hosts never hurt and the price does not depend on the
 * day, it is enough to look at everything coming as early as it can; the dates are settled afterwards.
 *
 * The programme knows the headroom targets; survival is a question of placement, so it is asked for, and where it fails a
 * cut is added and the programme solved again. What the programme accepts is checked in exact arithmetic as well. Yields
 * after each step.
 */
export function* solveCounts(
  problem: PlanProblem,
  tools: PlanTools,
  givenCuts: readonly Cut[],
): Generator<number, Counts, boolean | undefined> {
  const { oracle, states } = tools;
  const needs = hardestDays(problem);
  const unmet = unreachable(problem);
  const reachable = needs.filter(({ target }) => !unmet.some(({ id }) => id === target.id));
  const cuts = [...givenCuts];
  const asked = states.flatMap((state) => {
    const [day, ...later] = needDays(problem, state);
    return day === undefined ? [] : [{ state, day, later, isOver: false }];
  });
  const refused = new Map<string, Unmet>();
  let best: Found | null = null;
  let verified = false;
  for (let round = 0; round < MOST_ROUNDS && !verified; round += 1) {
    best = leastCost(problem, tools, reachable, cuts);
    yield oracle.sweeps;
    if (best === null) break;
    const added: Cut[] = [...exactCuts(problem, reachable, deliveriesOf(problem, best.counts))];
    for (const need of asked) {
      if (need.isOver) continue;
      const counts = countsIn(problem, best.counts, need.state.cluster, need.day);
      if (isHeld(answerWith(problem, oracle, need.state, counts))) continue;
      yield oracle.sweeps;
      const cut = survivalCut(problem, oracle, need, counts);
      if (cut !== null) added.push(cut);
      else postpone(need, refused);
      yield oracle.sweeps;
      // One failing state of a cluster at a time: its cut usually settles the others.
      if (cut !== null) break;
    }
    cuts.push(...added);
    verified = added.length === 0 && best !== null && allHeld(problem, tools, asked, best.counts);
  }
  const unproved = cuts.some(({ proved }) => !proved);
  const bound =
    best === null
      ? 0
      : unproved
        ? (leastCost(
            problem,
            tools,
            reachable,
            cuts.filter(({ proved }) => proved),
          )?.bound ?? best.bound)
        : best.bound;
  return {
    counts: best?.counts ?? null,
    cost: best?.cost ?? 0,
    bound: Math.min(bound, best?.cost ?? 0),
    cuts,
    verified,
    unmet: [...unmet, ...refused.values()],
    survival: asked.filter(({ isOver }) => !isOver).map(({ state, day }) => ({ state, day })),
  };
}

interface Asked {
  readonly state: ClusterState;
  day: number;
  readonly later: number[];
  /** Nothing that can be bought helps. */
  isOver: boolean;
}

/** Nothing that can be there on the day helps: the state is asked about from the day on that a further type joins, or never. */
function postpone(need: Asked, refused: Map<string, Unmet>): void {
  const next = need.later.shift();
  if (next !== undefined) {
    need.day = next;
    return;
  }
  need.isOver = true;
  const id = `compute.survival@cluster:${need.state.cluster}`;
  const known = refused.get(id);
  if (known === undefined || need.day < known.from) refused.set(id, { id, from: need.day });
}

function allHeld(
  problem: PlanProblem,
  { oracle }: PlanTools,
  asked: readonly Asked[],
  counts: readonly number[],
): boolean {
  return asked.every(
    ({ state, day, isOver }) =>
      isOver || isHeld(answerWith(problem, oracle, state, countsIn(problem, counts, state.cluster, day))),
  );
}

/**
 * Missed targets of 100% headroom, of a resource that no machine type gives anything of, or of so much that not even as many
 * hosts as a document may order would do: a programme of such counts is beyond what a solver can tell apart.
 */
function unreachable(problem: PlanProblem): readonly Unmet[] {
  const found = new Map<string, Unmet>();
  for (const requirement of problem.requirements) {
    const { target, required, day } = requirement;
    if (found.has(target.id)) continue;
    const helps = problem.options.some((option) => (sizeOf(option, target.resource) ?? 0) > 0);
    const sizes = optionsFor(problem, day, target.resource).map((index) => {
      const option = problem.options[index];
      return option === undefined ? 0 : (sizeOf(option, target.resource) ?? 0);
    });
    if (helps && sizes.length === 0) continue;
    const most = Math.max(0, ...sizes) * MOST_ORDERED;
    if (helps && (required <= most || required - availableTo(problem, requirement, []) <= most)) continue;
    if (missesWith(problem, requirement, [])) found.set(target.id, { id: target.id, from: day });
  }
  return [...found.values()];
}

/** Everything as early as it can come. */
function deliveriesOf(problem: PlanProblem, counts: readonly number[]): readonly Delivery[] {
  return problem.places.flatMap((place, n) => {
    const count = counts[n] ?? 0;
    const day = problem.options[place.option]?.earliestDay ?? Infinity;
    return count > 0 ? [{ place, day, count }] : [];
  });
}

/** By option, in one cluster on one day, if everything comes as early as it can. */
function countsIn(
  problem: PlanProblem,
  counts: readonly number[],
  cluster: string,
  day: number,
): readonly number[] {
  return problem.options.map(({ earliestDay }, option) =>
    earliestDay > day
      ? 0
      : problem.places.reduce(
          (sum, place, n) =>
            place.cluster === cluster && place.option === option ? sum + (counts[n] ?? 0) : sum,
          0,
        ),
  );
}

/** Cuts away from a purchase the programme takes for enough and exact arithmetic does not: its tolerances are wider. */
export function exactCuts(
  problem: PlanProblem,
  needs: readonly Requirement[],
  deliveries: readonly Delivery[],
): readonly Cut[] {
  const missed = needs.find((need) => missesWith(problem, need, deliveries));
  if (missed === undefined) return [];
  const { target, day } = missed;
  const anyOf = target.clusters.flatMap((cluster) =>
    countsOn(problem, deliveries, cluster, day).flatMap((now, option) =>
      (problem.options[option]?.earliestDay ?? Infinity) > day ? [] : [{ cluster, option, count: now + 1 }],
    ),
  );
  return [{ day, anyOf, proved: true }];
}

function leastCost(
  problem: PlanProblem,
  { solver, model }: PlanTools,
  needs: readonly Requirement[],
  cuts: readonly Cut[],
): Found | null {
  const program = countProgram(problem, needs, cuts, model);
  const places = problem.places.length;
  const priceOf = (n: number): number => {
    const option = problem.options[problem.places[n]?.option ?? -1];
    return n < places ? (option?.unitCost ?? (option === undefined ? 0 : 1)) : 0;
  };
  const cheapest = solveWhole(solver, program.program(priceOf));
  if (cheapest.values === null) return null;
  const cost = costOf(cheapest.values, places, priceOf);
  const bound = cheapest.status === 'optimal' ? cost : Math.max(0, cheapest.bound ?? 0);
  const rank = clusterRanks(problem);
  const cap = cost * (1 + 1e-9) + 1e-9;
  program.row(
    -Infinity,
    cap,
    problem.places.map((_, n) => [n, priceOf(n)] as const),
  );
  const fewest = solveWhole(
    solver,
    program.program((n) => (n < places ? 1 + (rank.get(problem.places[n]?.cluster ?? '') ?? 0) : 0)),
  );
  const values = fewest.values ?? cheapest.values;
  return {
    counts: Array.from({ length: places }, (_, n) => Math.round(values[n] ?? 0)),
    cost: costOf(values, places, priceOf),
    bound,
  };
}

function costOf(values: ArrayLike<number>, places: number, priceOf: (n: number) => number): number {
  let cost = 0;
  for (let n = 0; n < places; n += 1) cost += Math.round(values[n] ?? 0) * priceOf(n);
  return cost;
}

/** Less than a thousandth each, in order of what is left on the last day: breaks ties, never outweighs a host. */
function clusterRanks(problem: PlanProblem): ReadonlyMap<string, number> {
  const left = new Map<string, number>();
  for (const { target, supplies, day, required } of problem.requirements) {
    const [cluster] = target.clusters;
    if (cluster === undefined || !target.id.includes('@cluster:') || day !== problem.lastDay) continue;
    const share = required / Math.max(1, supplies[0]?.capacity ?? 0);
    left.set(cluster, Math.max(left.get(cluster) ?? 0, share));
  }
  const order = [...left].sort(([a, x], [b, y]) => y - x || byCodeUnits(a, b)).map(([cluster]) => cluster);
  return new Map(order.map((cluster, n) => [cluster, n / (1000 * (order.length + 1))]));
}
