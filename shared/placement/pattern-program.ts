import type { LinearRow, LinearSolver } from '../linear/program.ts';
import { DIMENSIONS } from './demand.ts';
import { heaviestPattern } from './heaviest-pattern.ts';
import type { ClusterPacking } from './packing-of.ts';

/** What the last resort spends on one loss, in counted steps. */
export interface PatternEffort {
  /** Rounds of column generation, each one linear programme. */
  readonly rounds: number;
  /** Steps of one search for the heaviest content of a host. */
  readonly knapsack: number;
  /** Nodes of the integer programme over the patterns found. */
  readonly nodes: number;
  /** Not begun above this many sorts of host × demand vectors. */
  readonly size: number;
}

/** Hosts that hold the same when emptied. */
export interface HostSort {
  readonly limits: Float64Array;
  /** Hosts of the packing, ascending. */
  readonly hosts: readonly number[];
}

/** A content one host of a sort can have: whole counts per demand vector. */
export interface Pattern {
  readonly sort: number;
  readonly counts: Int32Array;
}

/** A packing seen as: which contents do hosts of each sort take. Spread groups are left aside. */
export interface PatternProblem {
  readonly demands: readonly Float64Array[];
  /** MicroVMs of each demand vector, all of which must stand somewhere. */
  readonly counts: Int32Array;
  /** Demand vector of each kind of the packing. */
  readonly vectorOfKind: readonly number[];
  readonly sorts: readonly HostSort[];
}

/** Whole weights per demand vector under which the microVMs weigh more than the hosts can hold: need > have. */
export interface WeightProof {
  readonly weights: readonly number[];
  readonly need: number;
  readonly have: number;
}

export interface PatternAnswer {
  readonly proof: WeightProof | null;
  readonly patterns: readonly Pattern[];
}

/** Weights are brought to whole numbers up to this. */
const FINE = 1_000_000;
/** Coarser scales a proof is first looked for at, so that a reader can follow it. */
const COARSE: readonly number[] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 30, 60, 120, 1000];
const SIMPLEX = 20_000;

export function patternProblem({ packing }: ClusterPacking): PatternProblem {
  const vectors = new Map<string, number>();
  const demands: Float64Array[] = [];
  const totals: number[] = [];
  const vectorOfKind = packing.kinds.map(({ demand, count }) => {
    const key = demand.join();
    let vector = vectors.get(key);
    if (vector === undefined) {
      vector = demands.length;
      vectors.set(key, vector);
      demands.push(demand);
      totals.push(0);
    }
    totals[vector] = (totals[vector] ?? 0) + count;
    return vector;
  });
  const sorts = new Map<string, { limits: Float64Array; hosts: number[] }>();
  for (let h = 0; h < packing.hosts; h += 1) {
    const limits = packing.capacity.slice(h * DIMENSIONS, (h + 1) * DIMENSIONS);
    const sort = sorts.get(limits.join());
    if (sort === undefined) sorts.set(limits.join(), { limits, hosts: [h] });
    else sort.hosts.push(h);
  }
  return { demands, counts: Int32Array.from(totals), vectorOfKind, sorts: [...sorts.values()] };
}

/**
 * Column generation (Gilmore and Gomory, 1961): how much of the hosts, in fractions, do the microVMs need when every host
 * takes a mixture of whole contents? The prices of that linear programme are weights; for *any* weights, the heaviest
 * content of each host bounds what the hosts hold (a dual feasible function). So the floating solution only proposes
 * weights; rounded to whole numbers, both sides are counted exactly, and the proof stands or falls by them alone.
 * Stronger than every sum or counting bound, and than the plain LP relaxation, since contents are whole.
 */
export function generatePatterns(
  problem: PatternProblem,
  seeds: readonly Pattern[],
  solver: LinearSolver,
  effort: PatternEffort,
): PatternAnswer {
  const pool = new PatternPool(problem);
  problem.sorts.forEach((_, sort) => {
    problem.counts.forEach((_count, vector) => {
      const only = Int32Array.from(problem.counts, (_c, v) => (v === vector ? 1 : 0));
      const alone = heaviestPattern(
        problem.demands,
        problem.sorts[sort]?.limits ?? [],
        problem.counts,
        only,
        effort.knapsack,
      );
      if (alone !== null && alone.weight > 0) pool.add({ sort, counts: alone.counts });
    });
  });
  for (const seed of seeds) pool.add(seed);
  for (let round = 0; round < effort.rounds; round += 1) {
    const prices = solver.solve(pool.relaxation(), { nodes: 0, iterations: SIMPLEX });
    if (prices.status !== 'optimal' || prices.duals === null) break;
    const duals = Array.from(prices.duals.slice(0, problem.counts.length), Math.abs);
    const largest = Math.max(...duals);
    if (!(largest > 0)) break;
    const shares = duals.map((dual) => dual / largest);
    const priced = weigh(
      problem,
      shares.map((share) => Math.round(share * FINE)),
      effort.knapsack,
    );
    if (priced === null) break;
    if (priced.need > priced.have)
      return { proof: readable(problem, shares, effort.knapsack) ?? priced, patterns: pool.list };
    let grew = false;
    for (const pattern of priced.patterns) grew = pool.add(pattern) || grew;
    if (!grew) break;
  }
  return { proof: null, patterns: pool.list };
}

/** Both sides under whole weights, counted exactly; `null` where a host's heaviest content was not found in time. */
function weigh(
  problem: PatternProblem,
  weights: readonly number[],
  effort: number,
): (WeightProof & { readonly patterns: readonly Pattern[] }) | null {
  let need = 0;
  let have = 0;
  weights.forEach((weight, vector) => (need += weight * (problem.counts[vector] ?? 0)));
  const patterns: Pattern[] = [];
  for (const [sort, { limits, hosts }] of problem.sorts.entries()) {
    const heaviest = heaviestPattern(problem.demands, limits, problem.counts, weights, effort);
    if (heaviest === null) return null;
    have += heaviest.weight * hosts.length;
    patterns.push({ sort, counts: heaviest.counts });
  }
  return { weights, need, have, patterns };
}

/** The proof with the smallest weights that still hold up, `null` if only the fine ones do. */
function readable(problem: PatternProblem, shares: readonly number[], effort: number): WeightProof | null {
  for (const scale of COARSE) {
    const weighed = weigh(
      problem,
      shares.map((share) => Math.round(share * scale)),
      effort,
    );
    if (weighed !== null && weighed.need > weighed.have)
      return { weights: weighed.weights, need: weighed.need, have: weighed.have };
  }
  return null;
}

/** The patterns found so far, each once. */
class PatternPool {
  readonly list: Pattern[] = [];
  private readonly known = new Set<string>();
  private readonly problem: PatternProblem;

  constructor(problem: PatternProblem) {
    this.problem = problem;
  }

  add(pattern: Pattern): boolean {
    const key = `${pattern.sort}:${pattern.counts.join()}`;
    if (this.known.has(key)) return false;
    this.known.add(key);
    this.list.push(pattern);
    return true;
  }

  /** Least share of all hosts (last column) that mixtures of the patterns need to hold every microVM. */
  relaxation() {
    const { counts, sorts } = this.problem;
    const share = this.list.length;
    const cover = patternRows(this.problem, this.list);
    const within = sorts.map(({ hosts }, sort): LinearRow => ({
      lower: -Infinity,
      upper: 0,
      terms: [
        ...this.list.flatMap((pattern, n) => (pattern.sort === sort ? [[n, 1] as const] : [])),
        [share, -hosts.length] as const,
      ],
    }));
    return {
      sense: 'minimize' as const,
      columns: [
        ...this.list.map(() => ({ cost: 0, lower: 0, upper: Infinity })),
        { cost: 1, lower: 0, upper: Infinity },
      ],
      rows: [...cover.map((row, v) => ({ ...row, lower: counts[v] ?? 0 })), ...within],
    };
  }
}

/** Per demand vector: what the patterns hold of it, to be at least its count. */
export function patternRows(problem: PatternProblem, patterns: readonly Pattern[]): LinearRow[] {
  return Array.from(problem.counts, (count, vector) => ({
    lower: count,
    upper: Infinity,
    terms: patterns.flatMap(({ counts }, n) => {
      const held = counts[vector] ?? 0;
      return held > 0 ? [[n, held] as const] : [];
    }),
  }));
}
