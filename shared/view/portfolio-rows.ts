import type { PortfolioRow } from '../timeline/portfolio-row.ts';
import type { RegionName } from './constraint-name.ts';
import { nameOf, VERDICT_RANK, type PortfolioColumn } from './portfolio-columns.ts';

export interface PortfolioSort {
  readonly column: string;
  readonly descending: boolean;
}

const words = new Intl.Collator('en', { numeric: true });

/** Misses something new first, then what cannot be applied; among equals the tightest first. */
function harm(row: PortfolioRow): number {
  const { tightest, verdict } = row;
  const ratio = tightest === null ? 1e6 : (tightest.ratio ?? (tightest.verdict === 'breach' ? -1e6 : 1e6));
  return VERDICT_RANK[verdict] * 1e7 + ratio;
}

/** Rows by a column, without one by harm; what is not measured stands last whichever way; equal ones keep their order. */
export function sortedRows(
  rows: readonly PortfolioRow[],
  columns: readonly PortfolioColumn[],
  sort: PortfolioSort | null,
): readonly PortfolioRow[] {
  const column = columns.find(({ id }) => id === sort?.column);
  if (sort === null || column === undefined) return [...rows].sort((a, b) => harm(a) - harm(b));
  const sign = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort(({ value: a }, { value: b }) => {
      if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
      if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : sign * (a < b ? -1 : 1);
      return sign * words.compare(String(a), String(b));
    })
    .map(({ row }) => row);
}

export type VerdictFilter = 'all' | PortfolioRow['verdict'];

/** Rows of a verdict in whose names every word typed stands. */
export function filteredRows(
  rows: readonly PortfolioRow[],
  typed: string,
  verdict: VerdictFilter,
  regionName?: RegionName,
): readonly PortfolioRow[] {
  const parts = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '');
  return rows.filter((row) => {
    if (verdict !== 'all' && row.verdict !== verdict) return false;
    const said = [
      ...Object.values(row.names),
      row.tightest === null ? '' : nameOf(row.tightest.id, regionName),
    ]
      .join(' ')
      .toLowerCase();
    return parts.every((part) => said.includes(part));
  });
}
