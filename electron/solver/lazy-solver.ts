import { SolverNotLoaded, type LinearSolver } from '../../shared/linear/program.ts';
import { highsSolver } from './highs-solver.ts';

let loaded: LinearSolver | null = null;
let loading: Promise<LinearSolver> | null = null;

/** The solver of this thread. Until `loadSolver` has run, asking it anything throws `SolverNotLoaded`. */
export const lazySolver: LinearSolver = {
  solve(program, effort) {
    if (loaded === null) throw new SolverNotLoaded();
    return loaded.solve(program, effort);
  },
};

/** Reads and compiles the solver (3.5 MB, about 40 ms), once per thread. */
export function loadSolver(): Promise<LinearSolver> {
  loading ??= import('highs').then(async ({ default: load }) => {
    loaded = highsSolver(await load());
    return loaded;
  });
  return loading;
}

/**
 * Does work that may turn out to need the solver. The usual question never asks it, and pays nothing; one that does is cut
 * short, the solver loaded, and the question asked again, so that the answer is the same whether or not it was loaded before.
 */
export async function withSolver<T>(work: (solver: LinearSolver) => T | Promise<T>): Promise<T> {
  try {
    return await work(lazySolver);
  } catch (error) {
    if (!(error instanceof SolverNotLoaded)) throw error;
    await loadSolver();
    return work(lazySolver);
  }
}
