import * as v from 'valibot';
import type { CellProblem } from '../inventory/cell-problem.ts';
import type { CellValue, RowPlace } from '../inventory/editor-table.ts';
import type { PastedRow } from '../inventory/paste.ts';
import type { RemovalEffect } from '../inventory/removal.ts';
import { returns } from './channel.ts';
import { nothing } from './requests.ts';

/** A column as the window draws it; its words come from `columnTitle`. */
export interface TableColumn {
  readonly key: string;
  readonly path: readonly string[];
  readonly required: boolean;
  readonly kind: 'text' | 'number' | 'flag' | 'choice' | 'reference' | 'day' | 'instant';
  /** The one unit its numbers are shown and typed in, `null` for plain ones; base = shown × factor / divisor. */
  readonly unit: { readonly name: string; readonly factor: number; readonly divisor: number } | null;
  /** Decimals its numbers are shown with, so that they stand under each other; 3 at most. */
  readonly digits: number;
  /** What can be chosen: words of a choice; for a reference, see `inventory:options`. */
  readonly choices: readonly string[];
  /** Rows of the whole table without a value. */
  readonly missing: number;
}

export interface WindowRow {
  readonly at: RowPlace;
  readonly cells: readonly CellValue[];
}

export interface TableWindow {
  readonly revision: number;
  readonly columns: readonly TableColumn[];
  /** Rows of the table, and those the query finds. */
  readonly total: number;
  readonly matching: number;
  readonly offset: number;
  readonly rows: readonly WindowRow[];
}

/** `done: false`: nothing was changed. */
export type EditAnswer =
  | { readonly done: true; readonly revision: number; readonly label: string }
  | { readonly done: false; readonly problems: readonly CellProblem[] };

export interface RemovalAnswer {
  readonly rows: number;
  /** Names of the first rows that go. */
  readonly names: readonly string[];
  readonly effects: readonly RemovalEffect[];
}

export interface PasteAnswer {
  readonly revision: number;
  readonly hasHeader: boolean;
  readonly byName: boolean;
  readonly columns: readonly {
    readonly header: string | null;
    /** `null`: left out. */
    readonly key: string | null;
    readonly unit: string | null;
    readonly problem: string | null;
  }[];
  /** Columns that can be chosen for it, in the table's order. */
  readonly choices: readonly TableColumn[];
  readonly rows: readonly PastedRow[];
  readonly problems: number;
  /** New and changed rows among those without problem. */
  readonly added: number;
  readonly changed: number;
  readonly canApply: boolean;
}

const tableSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(60));
const keySchema = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const indexSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const placeSchema = v.strictObject({ owner: v.nullable(indexSchema), index: indexSchema });
const valueSchema = v.nullable(
  v.union([v.pipe(v.string(), v.maxLength(2000)), v.pipe(v.number(), v.finite()), v.boolean()]),
);
const querySchema = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(500)),
  missing: v.nullable(keySchema),
  sort: v.nullable(v.strictObject({ column: keySchema, descending: v.boolean() })),
});
const revisionSchema = v.pipe(v.number(), v.integer());
const placesSchema = v.pipe(v.array(placeSchema), v.minLength(1), v.maxLength(200_000));
/** Cells of one request; a block of a million rows comes as a file. */
const MOST_CELLS = 200_000;
const gridSchema = v.pipe(
  v.array(v.pipe(v.array(v.pipe(v.string(), v.maxLength(5000))), v.maxLength(300))),
  v.minLength(1),
  v.maxLength(50_000),
);
const pasteSchema = {
  table: tableSchema,
  revision: revisionSchema,
  grid: gridSchema,
  header: v.nullable(v.boolean()),
  /** Per column: a key, `null` to leave it out, `'auto'` for what is recognised. */
  chosen: v.pipe(v.array(v.nullable(keySchema)), v.maxLength(300)),
  decimal: v.picklist(['.', ',', 'auto']),
  anchor: v.nullable(
    v.strictObject({ column: keySchema, rows: v.pipe(v.array(placeSchema), v.maxLength(50_000)) }),
  ),
};
const editErrors = ['no-workspace', 'not-found', 'bad-input', 'read-only', 'stale', 'busy'] as const;
const readErrors = ['no-workspace', 'not-found', 'bad-input', 'stale'] as const;

/** The inventory as tables that are edited like a spreadsheet. Tables are named as their CSV files are. */
export const inventoryEditChannels = {
  /** Rows of every table. */
  'inventory:tables': returns<Readonly<Record<string, number>>>()(nothing, ['no-workspace', 'bad-input']),
  /** A part of a table in the order of a query. */
  'inventory:table': returns<TableWindow>()(
    v.strictObject({
      table: tableSchema,
      query: querySchema,
      offset: indexSchema,
      limit: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
    }),
    readErrors,
  ),
  /** Ids a reference column takes that contain the text; at most `limit`. */
  'inventory:options': returns<readonly string[]>()(
    v.strictObject({
      table: tableSchema,
      column: keySchema,
      text: v.pipe(v.string(), v.maxLength(500)),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
    }),
    readErrors,
  ),
  /** Cells and new rows, as one undoable step or not at all. `stale`: the places are those of another revision. */
  'inventory:edit': returns<EditAnswer>()(
    v.strictObject({
      table: tableSchema,
      revision: revisionSchema,
      set: v.pipe(
        v.array(v.strictObject({ at: placeSchema, column: keySchema, value: valueSchema })),
        v.maxLength(MOST_CELLS),
      ),
      add: v.pipe(v.array(v.record(keySchema, valueSchema)), v.maxLength(50_000)),
    }),
    editErrors,
  ),
  /** What would go with these rows. */
  'inventory:removal': returns<RemovalAnswer>()(
    v.strictObject({ table: tableSchema, revision: revisionSchema, rows: placesSchema }),
    readErrors,
  ),
  'inventory:remove': returns<EditAnswer>()(
    v.strictObject({ table: tableSchema, revision: revisionSchema, rows: placesSchema }),
    editErrors,
  ),
  /** What a pasted block would do, cell by cell. Changes nothing. */
  'inventory:paste-preview': returns<PasteAnswer>()(v.strictObject(pasteSchema), readErrors),
  /** `skipBad`: without the rows that have a problem; else a problem refuses the block. */
  'inventory:paste': returns<EditAnswer>()(
    v.strictObject({ ...pasteSchema, skipBad: v.boolean() }),
    editErrors,
  ),
  /** Rows `from` to `to` (excluded) of a query as tab-separated text, in the units shown. */
  'inventory:text': returns<string>()(
    v.strictObject({
      table: tableSchema,
      query: querySchema,
      from: indexSchema,
      to: indexSchema,
      columns: v.pipe(v.array(keySchema), v.minLength(1), v.maxLength(300)),
      header: v.boolean(),
    }),
    readErrors,
  ),
  /** Places of rows `from` to `to` (excluded) of a query: what a block is pasted over, what a selection deletes. */
  'inventory:places': returns<{ readonly revision: number; readonly places: readonly RowPlace[] }>()(
    v.strictObject({ table: tableSchema, query: querySchema, from: indexSchema, to: indexSchema }),
    readErrors,
  ),
  /** Copies of rows under new ids, without the lists inside them. */
  'inventory:duplicate': returns<EditAnswer>()(
    v.strictObject({ table: tableSchema, revision: revisionSchema, rows: placesSchema }),
    editErrors,
  ),
};
