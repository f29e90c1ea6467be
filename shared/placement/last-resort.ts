import type { LinearSolver } from '../linear/program.ts';
import type { Displacement } from './displacement.ts';
import { packingOf, placementsOf, type ClusterPacking } from './packing-of.ts';
import {
  generatePatterns,
  patternProblem,
  patternRows,
  type Pattern,
  type PatternEffort,
  type PatternProblem,
} from './pattern-program.ts';
import type { Proof } from './proof.ts';
import { shareOut } from './share-out.ts';

export type LastResort =
  | { readonly kind: 'found'; readonly placements: ReadonlyMap<number, number> }
  | { readonly kind: 'impossible'; readonly proof: Proof }
  | { readonly kind: 'nothing' };

const SIMPLEX = 200_000;

/**
 * What is tried when bounds and searches have given up: the pattern relaxation, which may prove that no arrangement
 * exists, then an integer programme over the patterns it found, which may find one. Deterministic. The answer is nothing
 * where the cluster has too many sorts of hosts and microVMs, or neither comes out within the effort.
 */
export function lastResort(
  displacement: Displacement,
  solver: LinearSolver,
  effort: PatternEffort,
): LastResort {
  const asked = relaxed(displacement, solver, effort);
  if (asked === null) return { kind: 'nothing' };
  const { found, problem, proof, patterns } = asked;
  if (proof !== null) return { kind: 'impossible', proof };
  const chosen = choosePatterns(problem, patterns, solver, effort);
  const counts = chosen === null ? null : shareOut(found.packing, problem, chosen);
  if (counts === null) return { kind: 'nothing' };
  return { kind: 'found', placements: placementsOf(displacement, found, counts) };
}

/** A proof by weights of what is known to be impossible, `null` if weights alone do not show it. */
export function weightProof(
  displacement: Displacement,
  solver: LinearSolver,
  effort: PatternEffort,
): Proof | null {
  return relaxed(displacement, solver, effort)?.proof ?? null;
}

interface Relaxed {
  readonly found: ClusterPacking;
  readonly problem: PatternProblem;
  readonly proof: Proof | null;
  readonly patterns: readonly Pattern[];
}

function relaxed(displacement: Displacement, solver: LinearSolver, effort: PatternEffort): Relaxed | null {
  const found = packingOf(displacement);
  const problem = patternProblem(found);
  if (problem.sorts.length * problem.demands.length > effort.size) return null;
  const now = patternsNow(displacement, found, problem);
  const { proof, patterns } = generatePatterns(problem, now, solver, effort);
  const named: Proof | null =
    proof === null
      ? null
      : { kind: 'pattern-weights', proof, flavors: flavorsOf(displacement, found, problem) };
  return { found, problem, proof: named, patterns };
}

/** What stands on the survivors now: good patterns to begin with, and ones that move nothing. */
function patternsNow({ base }: Displacement, found: ClusterPacking, problem: PatternProblem): Pattern[] {
  const sortOf = new Map(
    problem.sorts.flatMap(({ hosts }, sort) => hosts.map((host) => [host, sort] as const)),
  );
  const place = new Map(found.hosts.map((host, h) => [host, h]));
  const contents = found.hosts.map(() => new Int32Array(problem.demands.length));
  found.instances.forEach((list, kind) => {
    const vector = problem.vectorOfKind[kind] ?? 0;
    for (const instance of list) {
      const content = contents[place.get(base.cluster.instanceHost[instance] ?? -1) ?? -1];
      if (content !== undefined) content[vector] = (content[vector] ?? 0) + 1;
    }
  });
  return contents.map((counts, h) => ({ sort: sortOf.get(h) ?? 0, counts }));
}

/** One pattern per host so that all microVMs are covered, by the integer programme; `null` if it finds none. */
function choosePatterns(
  problem: PatternProblem,
  patterns: readonly Pattern[],
  solver: LinearSolver,
  effort: PatternEffort,
): Pattern[] | null {
  const solution = solver.solve(
    {
      sense: 'minimize',
      columns: patterns.map(({ sort }) => ({
        cost: 0,
        lower: 0,
        upper: problem.sorts[sort]?.hosts.length ?? 0,
        integer: true,
      })),
      rows: [
        ...patternRows(problem, patterns),
        ...problem.sorts.map(({ hosts }, sort) => ({
          lower: -Infinity,
          upper: hosts.length,
          terms: patterns.flatMap((pattern, n) => (pattern.sort === sort ? [[n, 1] as const] : [])),
        })),
      ],
    },
    { nodes: effort.nodes, iterations: SIMPLEX, anySolution: true },
  );
  const { values } = solution;
  return values === null
    ? null
    : patterns.flatMap((pattern, n) => Array.from({ length: values[n] ?? 0 }, () => pattern));
}

/** For each demand vector of the problem, the flavors that have it, by name. */
function flavorsOf({ base }: Displacement, found: ClusterPacking, problem: PatternProblem): string[][] {
  const { rows, instanceRow } = base.cluster;
  const names = problem.demands.map(() => new Set<string>());
  found.instances.forEach((list, kind) => {
    const own = names[problem.vectorOfKind[kind] ?? 0];
    for (const instance of list) own?.add(rows[instanceRow[instance] ?? -1]?.flavor ?? '');
  });
  return names.map((flavors) => [...flavors].sort());
}
