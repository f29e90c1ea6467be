import type { Highs, ModelData } from 'highs';
import type {
  LinearEffort,
  LinearProgram,
  LinearSolution,
  LinearSolver,
} from '../../shared/linear/program.ts';
import { scaledProgram } from './scaled-program.ts';

const SEED = 1;

/** HiGHS (compiled to WebAssembly) as the engine's solver. One thread, fixed seed, no clock: answers repeat exactly. */
export function highsSolver(highs: Highs): LinearSolver {
  return {
    solve(program, effort) {
      if (program.columns.length === 0) return withoutColumns(program);
      const scaled = scaledProgram(program);
      return scaled.restored(solveWith(highs, scaled.program, effort));
    },
  };
}

/** HiGHS calls a programme without unknowns "empty"; its rows stand at 0. */
function withoutColumns({ rows }: LinearProgram): LinearSolution {
  const feasible = rows.every(({ lower, upper }) => lower <= 0 && upper >= 0);
  return feasible
    ? {
        status: 'optimal',
        objective: 0,
        bound: 0,
        values: new Float64Array(0),
        duals: new Float64Array(rows.length),
      }
    : { status: 'infeasible', objective: null, bound: null, values: null, duals: null };
}

function solveWith(highs: Highs, program: LinearProgram, effort: LinearEffort): LinearSolution {
  const integer = program.columns.some((column) => column.integer === true);
  return highs.withModel(modelData(highs, program, integer), (model): LinearSolution => {
    model.options.set({
      output_flag: false,
      random_seed: SEED,
      simplex_iteration_limit: effort.iterations,
      mip_max_nodes: effort.nodes,
      // Optimal means optimal: by default a solution within 0.01% is called so.
      mip_rel_gap: 0,
      mip_abs_gap: 1e-6,
      mip_max_improving_sols: effort.anySolution === true ? 1 : 2 ** 31 - 1,
    });
    model.run();
    const { modelStatus, solutionStatus } = highs.constants;
    const ended = model.getModelStatus();
    const none = { objective: null, bound: null, values: null, duals: null };
    if (ended === modelStatus.infeasible) return { status: 'infeasible', ...none };
    if (ended === modelStatus.unbounded || ended === modelStatus.unboundedOrInfeasible)
      return { status: 'unbounded', ...none };
    const optimal = ended === modelStatus.optimal;
    const found = model.info.get('primal_solution_status') === solutionStatus.feasible;
    if (!optimal && !found) return { status: 'limit', ...none };
    const { colValue, rowDual } = model.getSolution();
    const values = colValue.map((value, n) =>
      program.columns[n]?.integer === true ? Math.round(value) : value,
    );
    const objective = model.getObjectiveValue();
    return {
      status: optimal ? 'optimal' : 'limit',
      objective,
      bound: integer ? Number(model.info.get('mip_dual_bound')) : optimal ? objective : null,
      values,
      duals: integer ? null : rowDual,
    };
  });
}

function modelData(highs: Highs, { sense, columns, rows }: LinearProgram, integer: boolean): ModelData {
  const bounded = (value: number): number =>
    Math.abs(value) === Infinity ? Math.sign(value) * highs.infinity : value;
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    for (const [column, coefficient] of row.terms) {
      indices.push(column);
      values.push(coefficient);
    }
    starts.push(indices.length);
  }
  const { objectiveSense, variableType } = highs.constants;
  const data: ModelData = {
    numCols: columns.length,
    numRows: rows.length,
    sense: sense === 'minimize' ? objectiveSense.minimize : objectiveSense.maximize,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ lower }) => bounded(lower)),
    colUpper: columns.map(({ upper }) => bounded(upper)),
    rowLower: rows.map(({ lower }) => bounded(lower)),
    rowUpper: rows.map(({ upper }) => bounded(upper)),
    matrix: { format: 'csr', numRows: rows.length, numCols: columns.length, starts, indices, values },
  };
  if (!integer) return data;
  return {
    ...data,
    integrality: columns.map((column) =>
      column.integer === true ? variableType.integer : variableType.continuous,
    ),
  };
}
