import type { PortfolioAxis } from '../timeline/portfolio.ts';
import type { PortfolioRow } from '../timeline/portfolio-row.ts';

/** A line or a column: entries of two axes, the outer one said once for those that share it. */
export interface MatrixHead {
  readonly key: string;
  readonly outer: string;
  readonly inner: string;
  /** How many heads the outer entry spans; 0 where an earlier one says it. */
  readonly span: number;
}

/** The same table as a matrix: lines by failure and policy, columns by fleet and onboarding, a cell per row of the table. */
export interface PortfolioMatrix {
  readonly lines: readonly MatrixHead[];
  readonly columns: readonly MatrixHead[];
  /** By line, then column; `null`: not computed. Of several seeds the worst. */
  readonly cells: readonly (readonly (PortfolioRow | null)[])[];
}

/** Steps of the diverging ramp by how far a margin is from its target: `bad-4` … `0` … `good-4`. */
const STEPS = [0.02, 0.05, 0.15, 0.3] as const;

export function rampStep(row: PortfolioRow): string | null {
  const { tightest, verdict } = row;
  if (verdict === 'refused' || tightest === null) return null;
  if (tightest.ratio === null) return tightest.verdict === 'breach' ? 'bad-4' : null;
  const size = Math.abs(tightest.ratio);
  const step = STEPS.findLastIndex((least) => size >= least) + 1;
  if (verdict !== 'breach') return step === 0 ? '0' : `good-${step}`;
  return `bad-${Math.max(1, step)}`;
}

const keyOf = ({ names }: PortfolioRow, outer: PortfolioAxis, inner: PortfolioAxis): string =>
  JSON.stringify([names[outer], names[inner]]);

/** Pairs of entries that occur, in the order of the axes. */
function headsOf(
  rows: readonly PortfolioRow[],
  outer: PortfolioAxis,
  inner: PortfolioAxis,
): readonly MatrixHead[] {
  const groups = new Map<string, Set<string>>();
  for (const { names } of rows) {
    const group = groups.get(names[outer]) ?? new Set();
    groups.set(names[outer], group.add(names[inner]));
  }
  return Array.from(groups, ([name, group]) =>
    Array.from(group, (own, at) => ({
      key: JSON.stringify([name, own]),
      outer: name,
      inner: own,
      span: at === 0 ? group.size : 0,
    })),
  ).flat();
}

const worse = (a: PortfolioRow, b: PortfolioRow): boolean => {
  const rank = ({ verdict }: PortfolioRow): number =>
    verdict === 'refused' ? 0 : verdict === 'breach' ? 1 : 2;
  if (rank(a) !== rank(b)) return rank(a) < rank(b);
  return (a.tightest?.ratio ?? -Infinity) < (b.tightest?.ratio ?? -Infinity);
};

export function portfolioMatrix(rows: readonly PortfolioRow[]): PortfolioMatrix {
  const lines = headsOf(rows, 'failures', 'policies');
  const columns = headsOf(rows, 'fleets', 'onboardings');
  const found = new Map<string, PortfolioRow>();
  for (const row of rows) {
    const key = keyOf(row, 'failures', 'policies') + keyOf(row, 'fleets', 'onboardings');
    const known = found.get(key);
    if (known === undefined || worse(row, known)) found.set(key, row);
  }
  return {
    lines,
    columns,
    cells: lines.map((line) => columns.map((column) => found.get(line.key + column.key) ?? null)),
  };
}
