import type { LinearEffort, LinearProgram, LinearSolution, LinearSolver } from '../linear/program.ts';

/** Counted, never timed, so that a plan depends on its input alone. */
const EFFORT: LinearEffort = { nodes: 20_000, iterations: 500_000 };

/** Rounds of "solve, check, cut" before a plan is given up as not verified. */
export const MOST_ROUNDS = 400;

export function solveWhole(solver: LinearSolver, program: LinearProgram): LinearSolution {
  return solver.solve(program, EFFORT);
}
