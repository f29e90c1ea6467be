import { INVENTORY_TABLES, snakeCase, type CellField, type InventoryTableSpec } from '../model/columns.ts';
import type { Model } from '../model/document.ts';
import type { JsonObject } from '../model/read-fields.ts';
import { reference } from '../model/schema.ts';

/** What one cell holds, in the unit documents carry; `null`: not given. */
export type CellValue = string | number | boolean | null;

/** One column of an inventory table as it is edited. */
export interface EditorColumn {
  /** The CSV name: `used_memory_bytes`, `postgres` (the owner of a nested row), `backup_used_by_kind_volumes`. */
  readonly key: string;
  /** Keys from the row's object to the value; empty for the owner of a nested row. */
  readonly path: readonly string[];
  readonly field: CellField;
  readonly required: boolean;
}

/** Where a row stands in the model: in the list of its kind, or in the list of its owner. Holds for one revision. */
export interface RowPlace {
  /** Index of the owner among its kind; `null` for rows that belong to nothing. */
  readonly owner: number | null;
  readonly index: number;
}

export interface TableRow {
  readonly at: RowPlace;
  /** Identity of the owner. */
  readonly parent: string | null;
  readonly row: JsonObject;
}

/** Kinds of backup MODEL.md section 2 names; a column stands for each of them even while no pool has it. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  backupUsedByKind: ['postgres', 'snapshotMetadata', 'volumes'],
};

/** `null` for a name that is no table. */
export function editorTable(name: string): InventoryTableSpec | null {
  return INVENTORY_TABLES.find((spec) => spec.file === name) ?? null;
}

/** The rows of the kind a table stands for, or the one row of overhead. */
export function kindRows(model: Model, spec: InventoryTableSpec): readonly JsonObject[] {
  if (spec.kind === 'overhead') return model.overhead === null ? [] : [model.overhead as never];
  // Row interfaces are plain JSON objects; they only lack the index signature that says so.
  return model[spec.kind] as readonly unknown[] as readonly JsonObject[];
}

/** What names a row among its kind: its id; an overlay's region. */
export function identityKey(spec: Pick<InventoryTableSpec, 'kind'>): string {
  return spec.kind === 'overlays' ? 'region' : 'id';
}

/** All rows of a table, in the model's order; nested ones owner by owner. */
export function tableRows(model: Model, spec: InventoryTableSpec): readonly TableRow[] {
  const rows = kindRows(model, spec);
  const { parent } = spec;
  if (parent === undefined)
    return rows.map((row, index) => ({ at: { owner: null, index }, parent: null, row }));
  const key = identityKey(spec);
  return rows.flatMap((owner, at) =>
    nestedRows(owner, parent.list).map((row, index) => ({
      at: { owner: at, index },
      parent: String(owner[key]),
      row,
    })),
  );
}

export function nestedRows(owner: JsonObject, list: string): readonly JsonObject[] {
  const rows = owner[list];
  return Array.isArray(rows) ? (rows as readonly JsonObject[]) : [];
}

/** The columns of a table: the owner first, then its fields, then one column per named number found in the model. */
export function editorColumns(model: Model, spec: InventoryTableSpec): readonly EditorColumn[] {
  const columns: EditorColumn[] = spec.columns.map(({ name, path, field, required }) => ({
    key: name,
    path,
    field,
    required,
  }));
  if (spec.parent !== undefined && spec.kind !== 'overhead') {
    const field = reference(spec.kind, { required: true });
    columns.unshift({ key: spec.parent.column, path: [], field, required: true });
  }
  for (const [name, field] of Object.entries(spec.fields)) {
    if (field.kind !== 'numbers') continue;
    const found = new Set(NAMED[name] ?? []);
    for (const row of kindRows(model, spec)) {
      for (const inner of Object.keys(row[name] ?? {})) found.add(inner);
    }
    for (const inner of found) columns.push(namedColumn(name, inner, field.unit));
  }
  return columns;
}

/** The column of one named number: `backup_used_by_kind_volumes`. */
export function namedColumn(
  list: string,
  name: string,
  unit: Extract<CellField, { kind: 'number' }>['unit'],
): EditorColumn {
  return {
    key: `${snakeCase(list)}_${snakeCase(name)}`,
    path: [list, name],
    field: { kind: 'number', unit },
    required: false,
  };
}

/** What stands in a row's cell. */
export function cellOf({ row, parent }: Pick<TableRow, 'row' | 'parent'>, column: EditorColumn): CellValue {
  if (column.path.length === 0) return parent;
  let value: unknown = row;
  for (const key of column.path) value = (value as JsonObject | null | undefined)?.[key];
  return value === undefined ? null : (value as CellValue);
}

/** Columns that together name one row of a table; empty where nothing does (orders, the one row of overhead). */
export function identityColumns(spec: InventoryTableSpec): readonly string[] {
  switch (spec.file) {
    case 'orders':
    case 'overhead':
      return [];
    case 'overlays':
      return ['region'];
    case 'client_pools':
      return ['postgres', 'name'];
    case 'backup_jobs':
      return ['storage_pool', 'at'];
    case 'overlay_peers':
      return ['region', 'from', 'to'];
    default:
      return ['id'];
  }
}
