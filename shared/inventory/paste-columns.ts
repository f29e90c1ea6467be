import type { CellUnit } from '../import/cell-units.ts';
import { headerRole } from '../import/inventory/headers.ts';
import type { InventoryTableSpec } from '../model/columns.ts';
import { namedColumn, type EditorColumn } from './editor-table.ts';
import { headerWithUnit } from './column-unit.ts';
import type { ShownColumn } from './table-text.ts';

/** What one column of a pasted block is taken for. */
export interface PasteColumn {
  /** Its header, where the block has one. */
  readonly header: string | null;
  /** `null`: left out, by choice or because nobody knows it. */
  readonly column: EditorColumn | null;
  /** Unit of plain numbers in it. */
  readonly unit: CellUnit | null;
  /** Why nothing can be pasted before something is chosen for it. */
  readonly problem: string | null;
}

export interface ColumnChoice {
  readonly spec: InventoryTableSpec;
  /** The table's columns in their shown order and units. */
  readonly shown: readonly ShownColumn[];
  readonly width: number;
  /** First row of the block, where it is a header. */
  readonly header: readonly string[] | null;
  /** Chosen by hand, per column: a key, `null` to leave it out, `undefined` to take what is recognised. */
  readonly chosen: readonly (string | null | undefined)[];
  /** Column the block begins at, for a block without header. */
  readonly from: string | null;
}

/** Half of the cells are headers of the table: a first row that names columns. */
export function looksLikeHeader(
  spec: InventoryTableSpec,
  shown: readonly ShownColumn[],
  cells: readonly string[],
): boolean {
  const known = cells.filter((cell) => recognised(spec, shown, cell) !== null).length;
  return known > 0 && known * 2 >= cells.filter((cell) => cell.trim() !== '').length;
}

function recognised(
  spec: InventoryTableSpec,
  shown: readonly ShownColumn[],
  header: string,
): ShownColumn | null {
  if (header.trim() === '') return null;
  const own = shown.find(({ column, unit }) => headerWithUnit(column, unit) === header);
  if (own !== undefined) return own;
  const role = headerRole(spec, header);
  if (role?.kind === 'parent') return shown.find(({ column }) => column.path.length === 0) ?? null;
  if (role?.kind === 'field') {
    const field = shown.find(({ column }) => column.key === role.column.name);
    return field === undefined ? null : { column: field.column, unit: role.unit };
  }
  if (role?.kind !== 'named') return null;
  const field = spec.fields[role.path[0]];
  if (field?.kind !== 'numbers') return null;
  return { column: namedColumn(role.path[0], role.path[1], field.unit), unit: role.unit };
}

/** What each column of the block stands for; two columns never stand for the same. */
export function pasteColumns(choice: ColumnChoice): readonly PasteColumn[] {
  const { spec, shown, header, chosen } = choice;
  const start = Math.max(
    0,
    shown.findIndex(({ column }) => column.key === choice.from),
  );
  const taken = new Map<string, number>();
  return Array.from({ length: choice.width }, (_, at): PasteColumn => {
    const text = header?.[at] ?? null;
    const pick = chosen[at];
    if (pick === null) return { header: text, column: null, unit: null, problem: null };
    const found =
      pick !== undefined
        ? (shown.find(({ column }) => column.key === pick) ?? null)
        : header === null
          ? (shown[start + at] ?? null)
          : recognised(spec, shown, text ?? '');
    if (found === null) {
      const problem =
        header === null
          ? 'the table has no more columns here'
          : 'unknown column: choose one, or leave it out';
      return { header: text, column: null, unit: null, problem };
    }
    const before = taken.get(found.column.key);
    taken.set(found.column.key, before ?? at);
    const problem = before === undefined ? null : `means the same as column ${before + 1}`;
    return { header: text, column: found.column, unit: found.unit, problem };
  });
}
