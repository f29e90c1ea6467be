import { INVENTORY_TABLES } from '../../model/columns.ts';
import type { CellField, Column, InventoryTableSpec } from '../../model/columns.ts';
import { snakeCase as fieldSnakeCase } from '../../model/columns.ts';
import { cellUnit, splitNameUnit } from '../cell-units.ts';
import type { CellUnit } from '../cell-units.ts';
import { snakeCase } from '../recognise-metric.ts';

/** What one header of an inventory file stands for. */
export type HeaderRole =
  | { readonly kind: 'field'; readonly column: Column; readonly unit: CellUnit | null }
  | { readonly kind: 'named'; readonly path: readonly [string, string]; readonly unit: CellUnit | null }
  | { readonly kind: 'parent' }
  | { readonly kind: 'asOf' };

/** Words a unit in a header may be replaced with: `memory_bytes` → `memory_gib`, `round_trip_seconds` → `round_trip_ms`. */
const REPLACEMENTS: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  [
    'bytes',
    [
      ['kib', 'KiB'],
      ['mib', 'MiB'],
      ['gib', 'GiB'],
      ['tib', 'TiB'],
      ['kb', 'kB'],
      ['mb', 'MB'],
      ['gb', 'GB'],
      ['tb', 'TB'],
      ['pb', 'PB'],
    ],
  ],
  [
    'seconds',
    [
      ['ms', 'ms'],
      ['milliseconds', 'ms'],
      ['us', 'us'],
      ['microseconds', 'us'],
      ['minutes', 'min'],
      ['hours', 'h'],
    ],
  ],
  [
    'ratio',
    [
      ['percent', '%'],
      ['pct', '%'],
    ],
  ],
]);

const rolesByTable = new Map<string, ReadonlyMap<string, HeaderRole>>();

/** Every header a table understands, in snake_case, with all unit variants. Computed once per table. */
function headerRoles(spec: InventoryTableSpec): ReadonlyMap<string, HeaderRole> {
  const known = rolesByTable.get(spec.file);
  if (known !== undefined) return known;
  const roles = new Map<string, HeaderRole>([['as_of', { kind: 'asOf' }]]);
  if (spec.parent !== undefined) roles.set(spec.parent.column, { kind: 'parent' });
  // Names of the model always win over unit variants of other names.
  for (const column of spec.columns)
    for (const variant of variants(column)) roles.set(variant.name, variant.role);
  for (const column of spec.columns) roles.set(column.name, { kind: 'field', column, unit: null });
  rolesByTable.set(spec.file, roles);
  return roles;
}

function variants(column: Column): { name: string; role: HeaderRole }[] {
  const words = column.name.split('_');
  return words.flatMap((word, index) =>
    (REPLACEMENTS.get(word) ?? []).map(([other, unit]) => ({
      name: words.with(index, other).join('_'),
      role: { kind: 'field', column, unit: cellUnit(isRate(column) ? `${unit}/s` : unit) } as const,
    })),
  );
}

/** `replay_mb_per_second` holds MB/s; `changed_gb_per_day` is kept in bytes (per day). */
function isRate(column: Column): boolean {
  return column.field.kind === 'number' && column.field.unit === 'bytesPerSecond';
}

/** The role of a header in a table: `memory_gib`, `Memory [GiB]`, `backup_used_by_kind_postgres_tb`. `null`: unknown. */
export function headerRole(spec: InventoryTableSpec, header: string): HeaderRole | null {
  const roles = headerRoles(spec);
  const plain = roles.get(snakeCase(header));
  if (plain !== undefined) return plain;
  const split = splitNameUnit(header);
  if (split !== null && split.bracketed) {
    const stem = snakeCase(split.stem);
    for (const word of REPLACEMENTS.keys()) {
      const role = roles.get(`${stem}_${word}`);
      if (role?.kind === 'field' && sameMeasure(role.column.field, split.unit))
        return { ...role, unit: split.unit };
    }
  }
  return namedNumberRole(spec, header);
}

/** Objects of named numbers: `backupUsedByKind` takes any `backup_used_by_kind_<name>_<unit>`. */
function namedNumberRole(spec: InventoryTableSpec, header: string): HeaderRole | null {
  const name = snakeCase(header);
  for (const [key, field] of Object.entries(spec.fields)) {
    const prefix = `${fieldSnakeCase(key)}_`;
    if (field.kind !== 'numbers' || !name.startsWith(prefix)) continue;
    const split = splitNameUnit(name);
    const inner = (split === null ? name : split.stem).slice(prefix.length);
    if (inner !== '') return { kind: 'named', path: [key, camelCase(inner)], unit: split?.unit ?? null };
  }
  return null;
}

function camelCase(snake: string): string {
  return snake.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A unit measures what the field holds. */
export function sameMeasure(field: CellField | { kind: 'numbers'; unit: string }, unit: CellUnit): boolean {
  if (field.kind !== 'number' && field.kind !== 'numbers') return false;
  switch (unit.dimension) {
    case 'bytes':
      return field.unit === 'bytes' || field.unit === 'diskBytes';
    case 'seconds':
      return field.unit === 'seconds';
    case 'ratio':
      return field.unit === 'ratio';
    case 'bytesPerSecond':
      return field.unit === 'bytesPerSecond';
    case 'cores':
      return field.unit === 'cores';
    case 'perSecond':
      return field.unit === 'perSecond' || field.unit === 'iops' || field.unit === 'packetsPerSecond';
    case 'count':
      return field.unit !== 'ratio' && field.unit !== 'seconds' && field.unit !== 'days';
    default:
      return false;
  }
}

export interface TableMatch {
  readonly spec: InventoryTableSpec;
  /** Share of the headers that the table knows. */
  readonly share: number;
}

/** The tables whose required columns are all there and that know at least half of the headers; best first. */
export function matchingTables(headers: readonly string[]): TableMatch[] {
  return INVENTORY_TABLES.map((spec) => {
    const roles = headers.map((header) => headerRole(spec, header));
    const fields = new Set(roles.map((role) => (role?.kind === 'field' ? role.column.name : role?.kind)));
    const complete =
      spec.columns.every((column) => !column.required || fields.has(column.name)) &&
      (spec.parent === undefined || fields.has('parent'));
    // `as_of` alone tells nothing: overhead has no required column.
    const telling = roles.filter((role) => role !== null && role.kind !== 'asOf').length;
    return { spec, share: complete && telling > 0 ? telling / headers.length : 0 };
  })
    .filter((match) => match.share >= 0.5)
    .sort((a, b) => b.share - a.share);
}
