import { expect, it } from 'vitest';
import type { LinearProgram } from '../../shared/linear/program.ts';
import { lazySolver, loadSolver, withSolver } from './lazy-solver.ts';

const EFFORT = { nodes: 1000, iterations: 1000 };

/** max 30 chairs + 50 tables, carpentry c + 2t ≤ 41, finishing 2c + t ≤ 50: 19⅔ chairs, 10⅔ tables; in whole ones 19 and 11. */
const workshop = (integer: boolean): LinearProgram => ({
  sense: 'maximize',
  columns: [
    { cost: 30, lower: 0, upper: Infinity, integer },
    { cost: 50, lower: 0, upper: Infinity, integer },
  ],
  rows: [
    {
      lower: -Infinity,
      upper: 41,
      terms: [
        [0, 1],
        [1, 2],
      ],
    },
    {
      lower: -Infinity,
      upper: 50,
      terms: [
        [0, 2],
        [1, 1],
      ],
    },
  ],
});

it('cuts a question short that needs the solver before it is loaded, and answers it after loading', async () => {
  expect(() => lazySolver.solve(workshop(false), EFFORT)).toThrow('not loaded');
  expect((await withSolver((solver) => solver.solve(workshop(false), EFFORT))).status).toBe('optimal');
});

it('solves a linear programme with its duals: strong duality holds', async () => {
  const solution = (await loadSolver()).solve(workshop(false), EFFORT);
  expect(solution.objective).toBeCloseTo(1123.3333333333);
  const [carpentry = 0, finishing = 0] = solution.duals ?? [];
  expect(41 * carpentry + 50 * finishing).toBeCloseTo(solution.objective ?? 0);
});

it('solves an integer programme in whole numbers, with the bound that proves it', async () => {
  const solution = (await loadSolver()).solve(workshop(true), EFFORT);
  expect(solution).toMatchObject({ status: 'optimal', objective: 1120, bound: 1120, duals: null });
  expect([...(solution.values ?? [])]).toEqual([19, 11]);
});

it('tells infeasible and unbounded programmes apart, also without unknowns', async () => {
  const solver = await loadSolver();
  const row = { lower: 3, upper: Infinity, terms: [[0, 1]] } as const;
  const column = { cost: 1, lower: 0, upper: 2 };
  const of = (program: Omit<LinearProgram, 'sense'>) =>
    solver.solve({ sense: 'maximize', ...program }, EFFORT).status;
  expect(of({ columns: [column], rows: [row] })).toBe('infeasible');
  expect(of({ columns: [{ ...column, upper: Infinity }], rows: [] })).toBe('unbounded');
  expect(of({ columns: [], rows: [{ ...row, terms: [] }] })).toBe('infeasible');
  expect(of({ columns: [], rows: [] })).toBe('optimal');
});

it.each([1e15, 2 ** 60, 1e21])(
  'takes coefficients and costs of %s as well, with the same solution',
  async (size) => {
    const solver = await loadSolver();
    const large = (integer: boolean): LinearProgram => {
      const { columns, rows, sense } = workshop(integer);
      return {
        sense,
        columns: columns.map((column) => ({ ...column, cost: column.cost * size })),
        rows: rows.map(({ lower, upper, terms }) => ({
          lower,
          upper: upper * size,
          terms: terms.map(([column, coefficient]) => [column, coefficient * size] as const),
        })),
      };
    };
    const whole = solver.solve(large(true), EFFORT);
    expect(whole).toMatchObject({ status: 'optimal', duals: null });
    expect([...(whole.values ?? [])]).toEqual([19, 11]);
    expect((whole.objective ?? 0) / size).toBeCloseTo(1120);
    const { objective, duals } = solver.solve(large(false), EFFORT);
    expect((objective ?? 0) / size).toBeCloseTo(1123.3333333333);
    expect(41 * (duals?.[0] ?? 0) + 50 * (duals?.[1] ?? 0)).toBeCloseTo(1123.3333333333);
  },
);
