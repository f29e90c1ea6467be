import Papa from 'papaparse';
import type { CellUnit } from '../import/cell-units.ts';
import { guarded } from '../model/formula-guard.ts';
import { headerWithUnit, inUnit } from './column-unit.ts';
import { cellOf, type CellValue, type EditorColumn, type TableRow } from './editor-table.ts';

export interface ShownColumn {
  readonly column: EditorColumn;
  readonly unit: CellUnit | null;
}

/** A cell as it is typed and copied: the full figure in the column's unit, never rounded. */
export function cellText(value: CellValue, unit: CellUnit | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(inUnit(value, unit)) : String(value);
}

/** Cells as a spreadsheet takes them from the clipboard; a header names columns as imports read them. */
export function tableTsv(
  rows: readonly TableRow[],
  columns: readonly ShownColumn[],
  header: boolean,
): string {
  const lines = rows.map((row) =>
    columns.map(({ column, unit }) => {
      const value = cellOf(row, column);
      return typeof value === 'string' ? guarded(value) : cellText(value, unit);
    }),
  );
  const head = columns.map(({ column, unit }) => headerWithUnit(column, unit));
  return Papa.unparse(header ? [head, ...lines] : lines, { delimiter: '\t', newline: '\r\n' });
}

/** The cells of a copied block; quoted cells may hold tabs and line ends. Empty lines at its end are none. */
export function gridOf(text: string): readonly (readonly string[])[] {
  const { data } = Papa.parse<string[]>(text, { delimiter: '\t', quoteChar: '"' });
  let end = data.length;
  while (end > 0 && (data[end - 1] ?? []).every((cell) => cell.trim() === '')) end -= 1;
  return data.slice(0, end);
}
