/** One unknown: `lower` ≤ x ≤ `upper` (±Infinity = none), whole if `integer`, with its coefficient in the objective. */
export interface LinearColumn {
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
  readonly integer?: boolean;
}

/** One condition: `lower` ≤ Σ coefficient × x ≤ `upper`; `terms` are (column index, coefficient), each column once. */
export interface LinearRow {
  readonly lower: number;
  readonly upper: number;
  readonly terms: readonly (readonly [column: number, coefficient: number])[];
}

/** A linear programme, or an integer one where a column asks for whole values. */
export interface LinearProgram {
  readonly sense: 'minimize' | 'maximize';
  readonly columns: readonly LinearColumn[];
  readonly rows: readonly LinearRow[];
}

/** How far a solver goes, in counted steps, so that an answer depends on the programme alone, never on the machine. */
export interface LinearEffort {
  /** Branch-and-bound nodes of an integer programme. */
  readonly nodes: number;
  /** Simplex steps of one relaxation. */
  readonly iterations: number;
  /** Stop at the first whole solution, whatever its cost: where any will do. */
  readonly anySolution?: boolean;
}

/**
 * `optimal` within the solver's tolerances; `limit`: the effort is spent (`values` is the best found so far, `null` if
 * none). All numbers are floating point: they *propose*. Whoever states a fact re-checks it in exact arithmetic.
 */
export interface LinearSolution {
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'limit';
  readonly objective: number | null;
  /** Best value any solution may still have; with `objective` it gives the gap of an integer programme. */
  readonly bound: number | null;
  /** Per column; `null` without a solution. Integer columns are whole numbers, not merely close to them. */
  readonly values: Float64Array | null;
  /** Per row: change of the objective per unit of the row's bound. `null` for integer programmes. */
  readonly duals: Float64Array | null;
}

/** Solves linear and integer programmes. Deterministic: same programme and effort, same answer. */
export interface LinearSolver {
  /** @throws SolverNotLoaded where the solver must be fetched first; load it and ask the whole question again. */
  solve(program: LinearProgram, effort: LinearEffort): LinearSolution;
}

/**
 * A solver was needed that is not in memory yet. The engine is synchronous and must not wait, so the question ends here;
 * whoever asked loads the solver and asks once more. Nothing of the first attempt is remembered.
 */
export class SolverNotLoaded extends Error {
  constructor() {
    super('the solver of linear programmes is needed and not loaded');
    this.name = 'SolverNotLoaded';
  }
}
