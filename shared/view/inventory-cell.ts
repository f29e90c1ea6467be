import { cellUnit } from '../import/cell-units.ts';
import { readCell } from '../import/inventory/read-cell.ts';
import { NULL_WORDS } from '../import/parse-number.ts';
import { TimeReader } from '../import/parse-time.ts';
import { inUnit } from '../inventory/column-unit.ts';
import type { CellValue } from '../inventory/editor-table.ts';
import { cellText } from '../inventory/table-text.ts';
import type { CellField, InventoryTableSpec } from '../model/columns.ts';
import type { Field, FieldTable } from '../model/schema.ts';
import { formatDecimal } from './number-format.ts';

/** What is needed of a column to show and read its cells. */
interface CellColumn {
  readonly path: readonly string[];
  readonly kind: string;
  readonly unit: { readonly name: string } | null;
}

const unitOf = (column: CellColumn) => (column.unit === null ? null : cellUnit(column.unit.name));

/** A cell as the table shows it: one unit and one number of decimals per column, nothing where nothing is known. */
export function shownCell(value: CellValue, column: CellColumn & { readonly digits: number }): string {
  if (value === null) return '';
  if (typeof value === 'number') return formatDecimal(inUnit(value, unitOf(column)), column.digits);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value;
}

/** A cell as it is typed: the whole figure, without grouping. */
export function typedCell(value: CellValue, column: CellColumn): string {
  return cellText(value, unitOf(column));
}

export type TypedCell =
  { readonly ok: true; readonly value: CellValue } | { readonly ok: false; readonly message: string };

/** What was typed into a cell: plain numbers are in the column's unit, others say theirs (`0.5 TiB`). Empty: not given. */
export function readTyped(text: string, column: CellColumn, spec: InventoryTableSpec): TypedCell {
  const read = readCell(text, fieldAt(spec, column.path), unitOf(column), {
    numbers: { decimal: '.', nullWords: NULL_WORDS },
    times: new TimeReader('UTC', 'auto'),
  });
  if (read.kind === 'bad') return { ok: false, message: `${read.message}; expected ${read.expected}` };
  return { ok: true, value: read.kind === 'value' ? read.value : null };
}

/** The field of a column by its path; the owner of a nested row is an id of another table. */
function fieldAt(spec: InventoryTableSpec, path: readonly string[]): CellField {
  let fields: FieldTable = spec.fields;
  let field: Field | undefined;
  for (const key of path) {
    if (field?.kind === 'numbers') return { kind: 'number', unit: field.unit };
    field = fields[key];
    if (field?.kind === 'group') fields = field.fields;
  }
  return field === undefined || field.kind === 'group' || field.kind === 'rows' || field.kind === 'numbers'
    ? { kind: 'text' }
    : field;
}
