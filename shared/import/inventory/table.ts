import type { InventoryTableSpec } from '../../model/columns.ts';

/** One row of an inventory file as the JSON object it stands for, not yet checked against the model. */
export interface InventoryRow {
  readonly line: number;
  /** Nested as in the document: `{ id, used: { memoryBytes } }`. Only cells that hold something. */
  readonly object: Readonly<Record<string, unknown>>;
  /** For lists inside a kind: the id of the entry they belong to. */
  readonly parent: string | null;
}

/** An inventory file, read: rows of one table of the model. */
export interface InventoryTable {
  readonly file: string;
  readonly spec: InventoryTableSpec;
  readonly rows: readonly InventoryRow[];
  /** Document path inside a row (`used.memoryBytes`) → the header it came from, for locating problems. */
  readonly headers: ReadonlyMap<string, string>;
  /** The latest instant of an `as_of` column; `null` without one. */
  readonly asOf: string | null;
}
