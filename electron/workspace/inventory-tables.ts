import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { TableColumn, TableWindow } from '../../shared/ipc/inventory-edit-channels.ts';
import { columnDigits, columnUnit } from '../../shared/inventory/column-unit.ts';
import {
  cellOf,
  editorColumns,
  editorTable,
  tableRows,
  type EditorColumn,
  type RowPlace,
  type TableRow,
} from '../../shared/inventory/editor-table.ts';
import { largestValues, queryRows, type TableQuery } from '../../shared/inventory/table-query.ts';
import type { ShownColumn } from '../../shared/inventory/table-text.ts';
import { INVENTORY_TABLES, type InventoryTableSpec } from '../../shared/model/columns.ts';
import { Refusal } from '../refusal.ts';
import type { Workspace } from './workspace.ts';

/** A table of one revision, made ready for looking at parts of it. */
interface Prepared {
  readonly spec: InventoryTableSpec;
  readonly rows: readonly TableRow[];
  readonly shown: readonly ShownColumn[];
  readonly columns: readonly TableColumn[];
  /** Orders of the queries asked lately. */
  readonly orders: Map<string, Uint32Array>;
}

const KEPT_ORDERS = 6;

/** The inventory as tables. What was computed for a revision (flattened rows, units, orders) serves every later window of it. */
export class InventoryTables {
  readonly #workspace: Workspace;
  #revision = 0;
  readonly #prepared = new Map<string, Prepared>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  counts(): Readonly<Record<string, number>> {
    const model = this.#workspace.model();
    return Object.fromEntries(INVENTORY_TABLES.map((spec) => [spec.file, tableRows(model, spec).length]));
  }

  window({ table, query, offset, limit }: RequestOf<'inventory:table'>): TableWindow {
    const prepared = this.table(table);
    const order = this.#order(prepared, query);
    const rows = [...order.subarray(offset, offset + limit)].flatMap((index) => {
      const row = prepared.rows[index];
      return row === undefined
        ? []
        : [{ at: row.at, cells: prepared.shown.map(({ column }) => cellOf(row, column)) }];
    });
    return {
      revision: this.#workspace.revision,
      columns: prepared.columns,
      total: prepared.rows.length,
      matching: order.length,
      offset,
      rows,
    };
  }

  async text({ table, query, from, to, columns, header }: RequestOf<'inventory:text'>): Promise<string> {
    const { tableTsv } = await import('../../shared/inventory/table-text.ts'); // brings a CSV writer along
    const prepared = this.table(table);
    const shown = columns.flatMap((key) => prepared.shown.find(({ column }) => column.key === key) ?? []);
    return tableTsv(this.#rows(prepared, query, from, to), shown, header);
  }

  places({ table, query, from, to }: RequestOf<'inventory:places'>): {
    readonly revision: number;
    readonly places: readonly RowPlace[];
  } {
    const places = this.#rows(this.table(table), query, from, to).map(({ at }) => at);
    return { revision: this.#workspace.revision, places };
  }

  /** Ids a reference may have: those that begin with the text first, then those that hold it. */
  options({ table, column, text, limit }: RequestOf<'inventory:options'>): readonly string[] {
    const field = this.table(table).shown.find((shown) => shown.column.key === column)?.column.field;
    if (field === undefined) throw new Refusal('not-found', `There is no column ${column}.`);
    if (field.kind !== 'reference') return [];
    const model = this.#workspace.model();
    const sought = text.trim().toLowerCase();
    const starts: string[] = [];
    const holds: string[] = [];
    for (const kind of field.to) {
      for (const row of model[kind] as readonly { readonly id?: string; readonly region?: string }[]) {
        const id = kind === 'overlays' ? row.region : row.id;
        const at = id === undefined ? -1 : id.toLowerCase().indexOf(sought);
        if (id === undefined || at < 0) continue;
        if (at === 0) starts.push(id);
        else if (holds.length < limit) holds.push(id);
        if (starts.length >= limit) return starts;
      }
    }
    return [...starts, ...holds].slice(0, limit);
  }

  /** @throws Refusal `not-found`. */
  table(name: string): Prepared {
    const { revision } = this.#workspace;
    if (this.#revision !== revision) {
      this.#prepared.clear();
      this.#revision = revision;
    }
    const known = this.#prepared.get(name);
    if (known !== undefined) return known;
    const spec = editorTable(name);
    if (spec === null) throw new Refusal('not-found', `There is no inventory table ${name}.`);
    const prepared = this.#prepare(spec);
    this.#prepared.set(name, prepared);
    return prepared;
  }

  #prepare(spec: InventoryTableSpec): Prepared {
    const model = this.#workspace.model();
    const rows = tableRows(model, spec);
    const columns = editorColumns(model, spec);
    const largest = largestValues(rows, columns);
    const shown = columns.map((column) => ({
      column,
      unit: columnUnit(column, largest.get(column.key) ?? null),
    }));
    return {
      spec,
      rows,
      shown,
      columns: shown.map((each) => toldColumn(each, rows)),
      orders: new Map(),
    };
  }

  #order(prepared: Prepared, query: TableQuery): Uint32Array {
    const key = JSON.stringify([query.text, query.missing, query.sort]);
    const known = prepared.orders.get(key);
    if (known !== undefined) return known;
    const order = queryRows(
      prepared.rows,
      prepared.shown.map(({ column }) => column),
      query,
    );
    const [oldest] = prepared.orders.keys();
    if (prepared.orders.size >= KEPT_ORDERS && oldest !== undefined) prepared.orders.delete(oldest);
    prepared.orders.set(key, order);
    return order;
  }

  #rows(prepared: Prepared, query: TableQuery, from: number, to: number): readonly TableRow[] {
    return [...this.#order(prepared, query).subarray(from, to)].flatMap(
      (index) => prepared.rows[index] ?? [],
    );
  }
}

function toldColumn({ column, unit }: ShownColumn, rows: readonly TableRow[]): TableColumn {
  const { key, path, required, field } = column;
  return {
    key,
    path,
    required,
    kind: field.kind === 'id' ? 'text' : field.kind,
    unit: unit === null ? null : { name: unit.name, factor: unit.factor, divisor: unit.divisor },
    digits:
      field.kind === 'number'
        ? columnDigits(
            rows.map((row) => cellOf(row, column)),
            unit,
          )
        : 0,
    choices: field.kind === 'choice' ? field.choices : field.kind === 'flag' ? ['true', 'false'] : [],
    missing: missingIn(column, rows),
  };
}

function missingIn(column: EditorColumn, rows: readonly TableRow[]): number {
  let missing = 0;
  for (const row of rows) if (cellOf(row, column) === null) missing += 1;
  return missing;
}
