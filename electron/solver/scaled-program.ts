import type { LinearProgram, LinearSolution } from '../../shared/linear/program.ts';

/** HiGHS refuses coefficients from 1e15 on and costs from 1e20 on. */
const LARGE = 1e12;

/** A power of two, so that no digit is lost, that brings values below `LARGE`; 1 where they are. */
function scaleFor(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest < LARGE ? 1 : 2 ** -(Math.floor(Math.log2(largest / LARGE)) + 1);
}

/** A programme of the same solutions whose numbers a solver takes, and its solutions as ones of the programme itself. */
export interface ScaledProgram {
  readonly program: LinearProgram;
  restored(solution: LinearSolution): LinearSolution;
}

/** Rows and costs with very large numbers are made smaller as a whole; a programme without any stays the same object. */
export function scaledProgram(program: LinearProgram): ScaledProgram {
  const cost = scaleFor(program.columns.map((column) => column.cost));
  const scales = program.rows.map(({ terms }) => scaleFor(terms.map(([, coefficient]) => coefficient)));
  if (cost === 1 && scales.every((scale) => scale === 1))
    return { program, restored: (solution) => solution };
  const of = (at: number): number => scales[at] ?? 1;
  const whole = (value: number | null): number | null => (value === null ? null : value / cost);
  return {
    program: {
      ...program,
      columns: program.columns.map((column) => ({ ...column, cost: column.cost * cost })),
      rows: program.rows.map(({ lower, upper, terms }, at) => ({
        lower: lower * of(at),
        upper: upper * of(at),
        terms: terms.map(([column, coefficient]) => [column, coefficient * of(at)] as const),
      })),
    },
    restored: (solution) => ({
      ...solution,
      objective: whole(solution.objective),
      bound: whole(solution.bound),
      duals: solution.duals === null ? null : solution.duals.map((dual, at) => (dual * of(at)) / cost),
    }),
  };
}
