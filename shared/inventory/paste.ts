import { readCell, type CellStyle } from '../import/inventory/read-cell.ts';
import { decimalMarkOf, NULL_WORDS, type DecimalMark } from '../import/parse-number.ts';
import { TimeReader } from '../import/parse-time.ts';
import type { InventoryTableSpec } from '../model/columns.ts';
import type { Model } from '../model/document.ts';
import type { RowLabel } from './cell-problem.ts';
import { editModel, type CellChange, type NewRow, type TableChange } from './edit-model.ts';
import {
  cellOf,
  editorColumns,
  identityColumns,
  tableRows,
  type CellValue,
  type EditorColumn,
  type RowPlace,
  type TableRow,
} from './editor-table.ts';
import { looksLikeHeader, pasteColumns, type PasteColumn } from './paste-columns.ts';
import type { ShownColumn } from './table-text.ts';

export interface PasteRequest {
  readonly grid: readonly (readonly string[])[];
  /** `null`: find out. */
  readonly header: boolean | null;
  readonly chosen: readonly (string | null | undefined)[];
  readonly decimal: '.' | ',' | 'auto';
  /** Where a block without header was pasted: its first column, and the rows from there on in the shown order. */
  readonly anchor: { readonly column: string; readonly rows: readonly RowPlace[] } | null;
  readonly timeZone: string;
}

export interface PastedCell {
  readonly text: string;
  readonly problem: string | null;
}

export interface PastedRow {
  /** `same`: the row is there already as pasted. */
  readonly action: 'add' | 'change' | 'same' | 'bad';
  readonly cells: readonly PastedCell[];
  /** What is wrong with the row as a whole. */
  readonly problem: string | null;
}

export interface PasteReading {
  readonly hasHeader: boolean;
  /** `true`: rows are found by what names them; `false`: the block lies over the rows it was pasted on. */
  readonly byName: boolean;
  readonly columns: readonly PasteColumn[];
  readonly rows: readonly PastedRow[];
  /** Cells (or rows as a whole) with a problem. */
  readonly problems: number;
  /** The rows without problem, as a change. */
  readonly change: TableChange;
  /** The model with that change; `null` while a column is unsettled or nothing is left to change. */
  readonly model: Model | null;
}

interface Row {
  readonly cells: { text: string; problem: string | null }[];
  readonly values: Map<string, CellValue>;
  target: TableRow | null;
  problem: string | null;
}

/**
 * A block copied from a spreadsheet, as a change of a table. With a header, or from the column that names the rows, each
 * row is found by its name: changed where it is there, added where it is not. From any other column the block lies over
 * the rows it was pasted on, and what reaches beyond the last is added. An empty cell is "not given". Nothing is guessed:
 * a cell that cannot be read, or that the model refuses, is marked, and its row takes no part in the change.
 */
export function readPaste(
  model: Model,
  spec: InventoryTableSpec,
  shown: readonly ShownColumn[],
  request: PasteRequest,
): PasteReading {
  const [first = []] = request.grid;
  const hasHeader = request.header ?? looksLikeHeader(spec, shown, first);
  const body = hasHeader ? request.grid.slice(1) : request.grid;
  const columns = pasteColumns({
    spec,
    shown,
    width: Math.max(0, ...request.grid.map((row) => row.length)),
    header: hasHeader ? first : null,
    chosen: request.chosen,
    from: hasHeader ? null : (request.anchor?.column ?? null),
  });
  const naming = identityColumns(spec);
  const byName =
    hasHeader || request.anchor === null || columns[0]?.column?.key === naming[0] || naming.length === 0;
  const style = styleOf(body, columns, request);
  const rows = body.map((cells) => readRow(cells, columns, style));
  if (byName) findByName(model, spec, rows, naming);
  else lieOver(model, spec, rows, request.anchor?.rows ?? []);
  const required = shown.map(({ column }) => column).filter((column) => column.required);
  for (const row of rows) requireNames(row, columns, required);
  const settledColumns = columns.every(({ problem }) => problem === null);
  const outcome = tryChange(model, spec, rows, columns, shown);
  const told = rows.map((row) => toldRow(row, columns));
  const problems = told.reduce(
    (sum, row) =>
      sum + row.cells.filter((cell) => cell.problem !== null).length + (row.problem === null ? 0 : 1),
    0,
  );
  const isEmpty = outcome.change.set.length === 0 && outcome.change.add.length === 0;
  return {
    hasHeader,
    byName,
    columns,
    rows: told,
    problems,
    change: outcome.change,
    model: settledColumns && !isEmpty ? outcome.model : null,
  };
}

function styleOf(
  body: readonly (readonly string[])[],
  columns: readonly PasteColumn[],
  { decimal, timeZone }: PasteRequest,
): CellStyle {
  let mark: DecimalMark = '.';
  if (decimal !== 'auto') mark = decimal;
  else {
    const numeric = columns.flatMap(({ column }, at) => (column?.field.kind === 'number' ? [at] : []));
    mark = decimalMarkOf(
      body.flatMap((row) => numeric.map((at) => row[at] ?? '')),
      '\t',
    );
  }
  return { numbers: { decimal: mark, nullWords: NULL_WORDS }, times: new TimeReader(timeZone, 'auto') };
}

function readRow(texts: readonly string[], columns: readonly PasteColumn[], style: CellStyle): Row {
  const row: Row = { cells: [], values: new Map(), target: null, problem: null };
  for (const [at, { column, unit }] of columns.entries()) {
    const text = texts[at] ?? '';
    const cell: Row['cells'][number] = { text, problem: null };
    row.cells.push(cell);
    if (column === null) continue;
    const read = readCell(text, column.field, unit, style);
    if (read.kind === 'bad')
      cell.problem = `${read.message}; expected ${expected(text, read.expected, style)}`;
    else row.values.set(column.key, read.kind === 'value' ? read.value : null);
  }
  return row;
}

/** A comma that may mean either is settled in the dialog, not by a mapping. */
function expected(text: string, said: string, style: CellStyle): string {
  return style.numbers.decimal === 'ambiguous' && text.includes(',')
    ? 'a number whose comma is no riddle; choose the decimal mark'
    : said;
}

const nameOf = (values: readonly CellValue[]): string | null =>
  values.some((value) => value === null) ? null : JSON.stringify(values);

function findByName(
  model: Model,
  spec: InventoryTableSpec,
  rows: readonly Row[],
  naming: readonly string[],
): void {
  const present = tableRows(model, spec);
  if (spec.kind === 'overhead') {
    for (const row of rows) row.target = present[0] ?? null;
    return;
  }
  if (naming.length === 0) return;
  const columns = editorColumns(model, spec).filter(({ key }) => naming.includes(key));
  const known = new Map(present.map((row) => [nameOf(columns.map((column) => cellOf(row, column))), row]));
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const name = nameOf(columns.map(({ key }) => row.values.get(key) ?? null));
    if (name === null) continue;
    row.target = known.get(name) ?? null;
    const before = seen.get(name);
    if (before !== undefined) row.problem = `names the same as pasted row ${before + 1}`;
    else seen.set(name, index);
  }
}

function lieOver(
  model: Model,
  spec: InventoryTableSpec,
  rows: readonly Row[],
  places: readonly RowPlace[],
): void {
  const byPlace = new Map(tableRows(model, spec).map((row) => [placeKey(row.at), row]));
  for (const [index, row] of rows.entries()) {
    const place = places[index];
    row.target = place === undefined ? null : (byPlace.get(placeKey(place)) ?? null);
  }
}

const placeKey = ({ owner, index }: RowPlace): string => `${owner ?? ''} ${index}`;

/** A required cell that is empty, or a new row without a column it needs, is told here in the block's own words. */
function requireNames(row: Row, columns: readonly PasteColumn[], required: readonly EditorColumn[]): void {
  for (const column of required) {
    const at = columns.findIndex((pasted) => pasted.column?.key === column.key);
    const cell = at < 0 ? undefined : row.cells[at];
    if (cell !== undefined) {
      if (cell.problem === null && (row.values.get(column.key) ?? null) === null)
        cell.problem = 'is missing; expected a value';
    } else if (row.target === null && row.problem === null) {
      row.problem = `is new and has no ${column.key.replaceAll('_', ' ')}`;
    }
  }
}

const isBad = (row: Row): boolean => row.problem !== null || row.cells.some((cell) => cell.problem !== null);

/** Applies the good rows; rows the model refuses are marked and the rest is tried again, until it holds. */
function tryChange(
  model: Model,
  spec: InventoryTableSpec,
  rows: readonly Row[],
  columns: readonly PasteColumn[],
  shown: readonly ShownColumn[],
): { readonly change: TableChange; readonly model: Model | null } {
  const all = new Map<string, EditorColumn>(shown.map(({ column }) => [column.key, column]));
  for (const { column } of columns) if (column !== null) all.set(column.key, column);
  for (;;) {
    const { change, rowOf } = changeOf(
      rows.filter((row) => !isBad(row)),
      all,
    );
    const edited = editModel(model, spec, change, [...all.values()]);
    if (edited.ok) return { change, model: edited.model };
    let marked = false;
    for (const problem of edited.problems) {
      const row = problem.row === null ? undefined : rowOf(problem.row);
      if (row === undefined) continue;
      marked = true;
      const at = columns.findIndex((pasted) => pasted.column?.key === problem.column);
      const said =
        problem.expected === undefined ? problem.message : `${problem.message}; expected ${problem.expected}`;
      const cell = at < 0 ? undefined : row.cells[at];
      if (cell === undefined) row.problem ??= said;
      else cell.problem ??= said;
    }
    // A problem that is in none of the pasted rows cannot be mended by leaving rows out.
    if (!marked) return { change: { set: [], add: [] }, model: null };
  }
}

function changeOf(
  rows: readonly Row[],
  columns: ReadonlyMap<string, EditorColumn>,
): { readonly change: TableChange; readonly rowOf: (label: RowLabel) => Row | undefined } {
  const set: CellChange[] = [];
  const add: NewRow[] = [];
  const added: Row[] = [];
  const changed = new Map<string, Row>();
  for (const row of rows) {
    const { target } = row;
    if (target === null) {
      add.push(Object.fromEntries([...row.values].filter(([, value]) => value !== null)));
      added.push(row);
      continue;
    }
    changed.set(placeKey(target.at), row);
    for (const [key, value] of row.values) {
      const column = columns.get(key);
      if (column !== undefined && !isSame(cellOf(target, column), value, column))
        set.push({ at: target.at, column: key, value });
    }
  }
  return {
    change: { set, add },
    rowOf: (label) => ('at' in label ? changed.get(placeKey(label.at)) : added[label.added]),
  };
}

/** An empty cell over a default is the default. */
function isSame(before: CellValue, after: CellValue, { field }: EditorColumn): boolean {
  const standard = 'default' in field ? (field.default ?? null) : null;
  return before === (after ?? standard);
}

function toldRow(row: Row, columns: readonly PasteColumn[]): PastedRow {
  const action = isBad(row)
    ? 'bad'
    : row.target === null
      ? 'add'
      : columns.every(
            ({ column }) =>
              column === null ||
              isSame(cellOf(row.target as TableRow, column), row.values.get(column.key) ?? null, column),
          )
        ? 'same'
        : 'change';
  return { action, cells: row.cells, problem: row.problem };
}
