import { useCallback, useState } from 'react';
import { editorTable, type CellValue } from '../../../../shared/inventory/editor-table.ts';
import type { TableColumn } from '../../../../shared/ipc/inventory-edit-channels.ts';
import type { InventoryTableSpec } from '../../../../shared/model/columns.ts';
import { readTyped, typedCell } from '../../../../shared/view/inventory-cell.ts';
import { placesOf, setCells } from '../../../state/inventory-edits.ts';
import { revisionAt, rowAt, useInventoryTable } from '../../../state/inventory-table-store.ts';
import { showFailure } from '../../../state/toast-store.ts';
import type { AfterEdit } from './CellEditor.tsx';
import { rangeOf, type SheetCell, type SheetRange } from './sheet-range.ts';
import { problemSentence, useNewRow, type Draft } from './use-new-row.ts';

interface Editing extends SheetCell {
  readonly text: string;
  readonly selectsAll: boolean;
  readonly problem: string | null;
}

export interface Sheet {
  readonly cursor: SheetCell;
  readonly range: SheetRange;
  readonly editing: Editing | null;
  readonly draft: Draft;
  readonly goTo: (cell: SheetCell, extends_?: boolean) => void;
  readonly edit: (cell: SheetCell, typed?: string) => void;
  readonly commit: (text: string, after: AfterEdit) => void;
  readonly cancel: () => void;
  /** Makes every selected cell hold the text: Delete with an empty one. */
  readonly fill: (text: string) => void;
}

const AFTER: Readonly<Record<AfterEdit, readonly [number, number]>> = {
  down: [1, 0],
  up: [-1, 0],
  right: [0, 1],
  left: [0, -1],
  stay: [0, 0],
};
/** Cells one keystroke may fill. */
const MOST_FILLED = 20_000;

type Across =
  | { readonly ok: true; readonly values: ReadonlyMap<TableColumn, CellValue> }
  | { readonly ok: false; readonly at: number; readonly message: string };

/** One text read as a cell of each of several columns. */
function readAcross(text: string, columns: readonly TableColumn[], spec: InventoryTableSpec): Across {
  const values = new Map<TableColumn, CellValue>();
  for (const [at, column] of columns.entries()) {
    const typed = readTyped(text, column, spec);
    if (!typed.ok) return { ok: false, at, message: typed.message };
    values.set(column, typed.value);
  }
  return { ok: true, values };
}

/** Sets the same cells in every row from one position of the view to another. */
async function fillRows(
  from: number,
  to: number,
  values: ReadonlyMap<TableColumn, CellValue>,
): Promise<void> {
  const places = to > from ? await placesOf(from, to) : null;
  if (places === null) return;
  const set = places.rows.flatMap((at) =>
    [...values].map(([column, value]) => ({ at, column: column.key, value })),
  );
  if (set.length === 0) return;
  const [first] = (await setCells(set, places.revision)) ?? [];
  if (first !== undefined) showFailure('Nothing was changed.', { message: problemSentence(first) });
}

/** Cursor, selection, the cell being edited and the row being added; every finished cell goes to the workspace at once. */
export function useSheet(table: string, columns: readonly TableColumn[], matching: number): Sheet {
  const [cursor, setCursor] = useState<SheetCell>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<SheetCell>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Editing | null>(null);
  const newRow = useNewRow(table, columns);
  const { draft } = newRow;
  const goTo = useCallback((cell: SheetCell, extends_ = false) => {
    setCursor(cell);
    if (!extends_) setAnchor(cell);
  }, []);

  const textAt = ({ row, column: at }: SheetCell): string => {
    const column = columns[at];
    if (column === undefined) return '';
    const value =
      row === matching
        ? (draft.values[column.key] ?? null)
        : (rowAt(useInventoryTable.getState(), row)?.cells[at] ?? null);
    return typedCell(value, column);
  };

  const edit = (cell: SheetCell, typed?: string): void => {
    if (cell.row < 0 || columns[cell.column] === undefined) return;
    goTo(cell);
    setEditing({ ...cell, text: typed ?? textAt(cell), selectsAll: typed === undefined, problem: null });
  };

  const refused = (cell: SheetCell, text: string, problem: string): void => {
    goTo(cell);
    setEditing({ ...cell, text, selectsAll: true, problem });
  };

  const take = async (
    cell: SheetCell,
    column: TableColumn,
    value: CellValue,
    text: string,
  ): Promise<void> => {
    if (cell.row === matching) {
      await newRow.take(column.key, value);
      return;
    }
    const row = rowAt(useInventoryTable.getState(), cell.row);
    if (row === undefined) return;
    const read = revisionAt(cell.row);
    const problems = await setCells([{ at: row.at, column: column.key, value }], read);
    const [first] = problems ?? [];
    if (first !== undefined) refused(cell, text, problemSentence(first));
  };

  const commit = (text: string, after: AfterEdit): void => {
    const column = editing === null ? undefined : columns[editing.column];
    const spec = editorTable(table);
    if (editing === null || column === undefined || spec === null) return;
    const cell = { row: editing.row, column: editing.column };
    setEditing(null);
    const [down, right] = AFTER[after];
    if (text === textAt(cell)) {
      step(cell, down, right);
      return;
    }
    const read = readTyped(text, column, spec);
    if (!read.ok) {
      refused(cell, text, read.message);
      return;
    }
    step(cell, down, right);
    void take(cell, column, read.value, text);
  };

  const step = (from: SheetCell, down: number, right: number): void =>
    goTo({
      row: Math.min(matching, Math.max(0, from.row + down)),
      column: Math.min(columns.length - 1, Math.max(0, from.column + right)),
    });

  const range = rangeOf(anchor, cursor);
  const fill = (text: string): void => {
    const spec = editorTable(table);
    const cells = (range.bottom - range.top + 1) * (range.right - range.left + 1);
    if (spec === null || cursor.row < 0) return;
    if (cells > MOST_FILLED) {
      showFailure('Too many cells at once.', { message: 'Select fewer rows, or import a file.' });
      return;
    }
    const read = readAcross(text, columns.slice(range.left, range.right + 1), spec);
    if (!read.ok) {
      refused({ row: range.top, column: range.left + read.at }, text, read.message);
      return;
    }
    if (range.bottom === matching && range.top === matching) newRow.drop();
    void fillRows(range.top, Math.min(range.bottom + 1, matching), read.values);
  };

  return { cursor, range, editing, draft, goTo, edit, commit, cancel: () => setEditing(null), fill };
}
