import type { ModelKind } from './document.ts';
import { MODEL_FIELDS, OVERHEAD_FIELDS } from './kinds.ts';
import {
  isRequired,
  type Field,
  type FieldTable,
  type GroupField,
  type NumbersField,
  type RowsField,
} from './schema.ts';

/** A field that fits in one cell. */
export type CellField = Exclude<Field, GroupField | RowsField | NumbersField>;

/** One column of a kind's CSV: the snake_case of the field, groups flattened (`used_memory_bytes`). */
export interface Column {
  readonly name: string;
  /** Keys from the row's object to the value: `['used', 'memoryBytes']`. */
  readonly path: readonly string[];
  readonly field: CellField;
  /** A row without it is refused. Fields of a group that may be absent as a whole (`retry`) are not required alone. */
  readonly required: boolean;
}

/** A CSV table: a kind of the model, a list inside one (`parent`), or the one row of `overhead`. */
export interface InventoryTableSpec {
  /** File name without ending: `edge_nodes`. */
  readonly file: string;
  readonly kind: ModelKind | 'overhead';
  readonly columns: readonly Column[];
  readonly fields: FieldTable;
  /** Rows belong to the entry of `kind` whose identity stands in `column`, in its list `list`. */
  readonly parent?: { readonly column: string; readonly list: string };
}

/** `memoryBytesPerVm` → `memory_bytes_per_vm`, `api5xxRatio` → `api_5xx_ratio`, `roundTripSecondsP95` → `round_trip_seconds_p95`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z])(\d)/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/_p_(\d+)$/, '_p$1');
}

/** The columns of a field table, in its order; lists and named numbers stand in no cell and are left out. */
export function columnsOf(fields: FieldTable): readonly Column[] {
  return Object.entries(fields).flatMap(([name, field]) => columnsOfField([name], field, true));
}

function columnsOfField(path: readonly string[], field: Field, mayRequire: boolean): Column[] {
  switch (field.kind) {
    case 'rows':
    case 'numbers':
      return [];
    case 'group':
      return Object.entries(field.fields).flatMap(([name, inner]) =>
        columnsOfField([...path, name], inner, mayRequire && field.absent === 'empty'),
      );
    default:
      return [
        { name: path.map(snakeCase).join('_'), path, field, required: mayRequire && isRequired(field) },
      ];
  }
}

function table(kind: ModelKind, file: string): InventoryTableSpec {
  return { file, kind, fields: MODEL_FIELDS[kind], columns: columnsOf(MODEL_FIELDS[kind]) };
}

function nested(kind: ModelKind, list: string, file: string, column: string): InventoryTableSpec {
  const field = MODEL_FIELDS[kind][list];
  if (field?.kind !== 'rows') throw new Error(`${kind}.${list} is no list of the model`);
  return { file, kind, fields: field.fields, columns: columnsOf(field.fields), parent: { column, list } };
}

/** Every inventory CSV (MODEL.md section 14: one per kind), lists inside a kind in a CSV of their own. */
export const INVENTORY_TABLES: readonly InventoryTableSpec[] = [
  table('regions', 'regions'),
  table('clusters', 'clusters'),
  table('hosts', 'hosts'),
  table('flavors', 'flavors'),
  table('microvms', 'microvms'),
  table('edgeNodes', 'edge_nodes'),
  table('postgres', 'postgres'),
  nested('postgres', 'nodes', 'postgres_nodes', 'postgres'),
  nested('postgres', 'clientPools', 'client_pools', 'postgres'),
  table('controlPlanes', 'control_planes'),
  table('storagePools', 'storage_pools'),
  nested('storagePools', 'volumes', 'volumes', 'storage_pool'),
  nested('storagePools', 'backupJobs', 'backup_jobs', 'storage_pool'),
  table('overlays', 'overlays'),
  nested('overlays', 'peers', 'overlay_peers', 'region'),
  table('orders', 'orders'),
  table('skus', 'skus'),
  { file: 'overhead', kind: 'overhead', fields: OVERHEAD_FIELDS, columns: columnsOf(OVERHEAD_FIELDS) },
];
