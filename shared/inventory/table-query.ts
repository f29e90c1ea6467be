import { cellOf, type CellValue, type EditorColumn, type TableRow } from './editor-table.ts';

/** What of a table is looked at, and in which order. */
export interface TableQuery {
  /** Words that must all stand in some cell of a row, case aside. */
  readonly text: string;
  /** Only rows without a value in this column. */
  readonly missing: string | null;
  /** `null`: the model's own order. */
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
}

/** Indices of the rows a query finds, in its order. Not measured sorts last either way; equal rows keep the model's order. */
export function queryRows(
  rows: readonly TableRow[],
  columns: readonly EditorColumn[],
  { text, missing, sort }: TableQuery,
): Uint32Array {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const without = columns.find((column) => column.key === missing);
  const found: number[] = [];
  for (const [index, row] of rows.entries()) {
    if (without !== undefined && cellOf(row, without) !== null) continue;
    if (words.length > 0 && !holdsAll(row, columns, words)) continue;
    found.push(index);
  }
  const by = columns.find((column) => column.key === sort?.column);
  if (by !== undefined && sort !== null) {
    const keys = rows.map((row) => cellOf(row, by));
    const sign = sort.descending ? -1 : 1;
    found.sort((a, b) => compared(keys[a] ?? null, keys[b] ?? null, sign) || a - b);
  }
  return Uint32Array.from(found);
}

function holdsAll(row: TableRow, columns: readonly EditorColumn[], words: readonly string[]): boolean {
  let text = '';
  for (const column of columns) {
    const value = cellOf(row, column);
    if (value !== null) text += `${String(value)}\n`;
  }
  text = text.toLowerCase();
  return words.every((word) => text.includes(word));
}

const names = new Intl.Collator('en', { numeric: true });

function compared(a: CellValue, b: CellValue, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * names.compare(String(a), String(b));
}

/** Largest size of each numeric column's values, for choosing its unit. */
export function largestValues(
  rows: readonly TableRow[],
  columns: readonly EditorColumn[],
): ReadonlyMap<string, number | null> {
  const largest = new Map<string, number | null>();
  for (const column of columns) {
    if (column.field.kind !== 'number') continue;
    let most: number | null = null;
    for (const row of rows) {
      const value = cellOf(row, column);
      if (typeof value === 'number' && (most === null || value > most)) most = value;
    }
    largest.set(column.key, most);
  }
  return largest;
}
