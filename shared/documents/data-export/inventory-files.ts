import Papa from 'papaparse';
import { INVENTORY_TABLES, snakeCase, type InventoryTableSpec } from '../../model/columns.ts';
import { guarded } from '../../model/formula-guard.ts';
import type { Model } from '../../model/document.ts';
import { serializeModel } from '../../model/serialize-model.ts';

export interface ExportedFile {
  readonly file: string;
  readonly text: string;
}

type Row = Readonly<Record<string, unknown>>;

/** Base units in a header of named numbers: `backup_used_by_kind_postgres_bytes`. */
const UNIT_ENDINGS: Readonly<Partial<Record<string, string>>> = {
  bytes: '_bytes',
  diskBytes: '_bytes',
  seconds: '_seconds',
  ratio: '_ratio',
};

function at(row: Row, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Row)[key] : undefined),
    row,
  );
}

const cellText = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'string'
      ? guarded(value)
      : JSON.stringify(value);

/** Rows of a table of the document, each with the id of the entry it belongs to. */
function rowsOf(document: Row, { kind, parent }: InventoryTableSpec): readonly (readonly [string, Row])[] {
  const value = document[kind];
  if (kind === 'overhead') return value === undefined ? [] : [['', value as Row]];
  const rows = (value ?? []) as readonly Row[];
  if (parent === undefined) return rows.map((row) => ['', row]);
  return rows.flatMap((row) =>
    ((row[parent.list] ?? []) as readonly Row[]).map((inner): [string, Row] => [
      cellText(row['id'] ?? row['region']),
      inner,
    ]),
  );
}

/** Columns of named numbers that any row has: path and header. */
function namedColumns(spec: InventoryTableSpec, rows: readonly (readonly [string, Row])[]) {
  return Object.entries(spec.fields).flatMap(([name, field]) => {
    if (field.kind !== 'numbers') return [];
    const keys = [...new Set(rows.flatMap(([, row]) => Object.keys((row[name] ?? {}) as Row)))].sort();
    return keys.map((key) => ({
      path: [name, key],
      header: `${snakeCase(name)}_${snakeCase(key)}${UNIT_ENDINGS[field.unit] ?? ''}`,
    }));
  });
}

function tableText(document: Row, spec: InventoryTableSpec, asOf: string): string | null {
  const rows = rowsOf(document, spec);
  if (rows.length === 0) return null;
  const columns = [
    ...spec.columns.map(({ name, path }) => ({ header: name, path })),
    ...namedColumns(spec, rows),
  ].filter(({ path }) => rows.some(([, row]) => at(row, path) !== undefined && at(row, path) !== null));
  const own = spec.parent === undefined ? [] : [spec.parent.column];
  const dated = spec.kind === 'overhead' ? [] : ['as_of'];
  const data = rows.map(([parent, row]) => [
    ...(own.length === 0 ? [] : [parent]),
    ...columns.map(({ path }) => cellText(at(row, path))),
    ...(dated.length === 0 ? [] : [asOf]),
  ]);
  return `${Papa.unparse([[...own, ...columns.map(({ header }) => header), ...dated], ...data], { newline: '\n' })}\n`;
}

/**
 * The inventory as one CSV per kind that has rows, each as import reads it: headers in snake_case, base units, empty where
 * not measured or default. All of them imported together give the same model, except for its name, which no CSV holds.
 * `only` names one kind (`hosts`); a kind without rows is no file.
 */
export function inventoryFiles(model: Model, only?: string): ExportedFile[] {
  const document = serializeModel(model);
  return INVENTORY_TABLES.filter(({ file }) => only === undefined || file === only).flatMap((spec) => {
    const text = tableText(document, spec, model.asOf);
    return text === null ? [] : [{ file: `${spec.file}.csv`, text }];
  });
}
