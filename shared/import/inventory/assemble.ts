import type { Model } from '../../model/document.ts';
import { parseModel } from '../../model/parse-model.ts';
import type { Parsed, Problem } from '../../model/problem.ts';
import { serializeModel } from '../../model/serialize-model.ts';
import { snakeCase } from '../../model/columns.ts';
import type { InventoryRow, InventoryTable } from './table.ts';

export interface AssembleOptions {
  /** The model the tables change; `null` for a first import. */
  readonly base: Model | null;
  /** ISO instant of the inventory, used where no table has an `as_of` column. */
  readonly asOf: string;
  /** `null` keeps the base's name. */
  readonly name: string | null;
}

type Entry = Record<string, unknown>;

/** Where an entry of the document came from. */
interface Origin {
  readonly table: InventoryTable;
  readonly line: number;
}

/**
 * The inventory tables of one import, put over the workspace's model, as one checked model (MODEL.md section 14).
 * A kind that has a table is replaced as a whole by the rows of its tables; other kinds stay. Lists inside a kind
 * (`volumes.csv` …) replace those lists in every entry; where only the outer table is given, entries that remain keep
 * their lists. Every problem, references included, is located by file, line and column of the row that caused it.
 */
export function assembleModel(tables: readonly InventoryTable[], options: AssembleOptions): Parsed<Model> {
  const document: Entry =
    options.base === null ? { schema: 'headroom.model/v1' } : { ...serializeModel(options.base) };
  document['asOf'] = latestAsOf(tables) ?? options.asOf;
  if (options.name !== null) document['name'] = options.name;
  const origins = new Map<string, Origin>();
  const problems: Problem[] = [];
  placeKinds(document, tables, origins, problems);
  placeLists(document, tables, origins, problems);
  if (problems.length > 0) return { ok: false, problems };
  const parsed = parseModel(document);
  if (parsed.ok) return parsed;
  return { ok: false, problems: parsed.problems.map((problem) => located(problem, origins)) };
}

function latestAsOf(tables: readonly InventoryTable[]): string | null {
  let latest: string | null = null;
  for (const { asOf } of tables) if (asOf !== null && (latest === null || asOf > latest)) latest = asOf;
  return latest;
}

function placeKinds(
  document: Entry,
  tables: readonly InventoryTable[],
  origins: Map<string, Origin>,
  problems: Problem[],
): void {
  const fresh = new Map<string, Entry[]>();
  for (const table of tables) {
    const { spec } = table;
    if (spec.parent !== undefined) continue;
    if (spec.kind === 'overhead') {
      placeOverhead(document, table, origins, problems);
      continue;
    }
    const list = fresh.get(spec.kind) ?? [];
    fresh.set(spec.kind, list);
    for (const row of table.rows) {
      origins.set(`${spec.kind}[${list.length}]`, { table, line: row.line });
      list.push({ ...row.object });
    }
  }
  for (const [kind, list] of fresh) {
    keepLists(kind, list, entries(document[kind]), tables);
    document[kind] = list;
  }
}

/** Overhead is one object: the file must have exactly one row. */
function placeOverhead(
  document: Entry,
  table: InventoryTable,
  origins: Map<string, Origin>,
  problems: Problem[],
): void {
  const [row, second] = table.rows;
  if (second !== undefined) {
    problems.push({
      file: table.file,
      line: second.line,
      message: 'a second row of overhead',
      expected: 'one row',
    });
  }
  if (row === undefined) return;
  origins.set('overhead', { table, line: row.line });
  document['overhead'] = { ...row.object };
}

/** Lists of the old entries move to the new ones of the same identity, unless a table of that list comes along anyway. */
function keepLists(
  kind: string,
  list: readonly Entry[],
  before: readonly Entry[],
  tables: readonly InventoryTable[],
): void {
  const byIdentity = new Map(before.map((entry) => [identity(kind, entry), entry]));
  const spec = tables.find((table) => table.spec.kind === kind && table.spec.parent === undefined)?.spec;
  for (const [name, field] of Object.entries(spec?.fields ?? {})) {
    if (field.kind !== 'rows') continue;
    for (const entry of list) {
      const old = byIdentity.get(identity(kind, entry))?.[name];
      if (old !== undefined) entry[name] = old;
    }
  }
}

function identity(kind: string, entry: Entry): unknown {
  return kind === 'overlays' ? entry['region'] : entry['id'];
}

function entries(value: unknown): Entry[] {
  return Array.isArray(value) ? (value as Entry[]) : [];
}

function placeLists(
  document: Entry,
  tables: readonly InventoryTable[],
  origins: Map<string, Origin>,
  problems: Problem[],
): void {
  const cleared = new Set<string>();
  for (const table of tables) {
    const { kind, parent } = table.spec;
    if (parent === undefined) continue;
    const outer = entries(document[kind]);
    const emptied = `${kind}.${parent.list}`;
    if (!cleared.has(emptied)) {
      document[kind] = outer.map((entry) => ({ ...entry, [parent.list]: [] }));
      cleared.add(emptied);
    }
    const owners = new Map(
      entries(document[kind]).map((entry, index) => [identity(kind, entry), { entry, index }]),
    );
    for (const row of table.rows) {
      const owner = owners.get(row.parent);
      if (owner === undefined) problems.push(noOwner(table, row));
      else {
        const list = entries(owner.entry[parent.list]);
        origins.set(`${kind}[${owner.index}].${parent.list}[${list.length}]`, { table, line: row.line });
        list.push({ ...row.object });
      }
    }
  }
}

function noOwner(table: InventoryTable, row: InventoryRow): Problem {
  const column = table.spec.parent?.column ?? '';
  return {
    file: table.file,
    line: row.line,
    column: table.headers.get('(parent)') ?? column,
    value: row.parent ?? '',
    message: `there is no ${column.replaceAll('_', ' ')} of this id`,
    expected: `the id of an entry of ${snakeCase(table.spec.kind)}.csv, or of the workspace`,
  };
}

/** A problem of the document, told by the file it came from. Entries that were there before keep their document path. */
function located(problem: Problem, origins: ReadonlyMap<string, Origin>): Problem {
  const path = problem.path ?? '';
  const inner = /^\w+\[\d+\]\.\w+\[\d+\]/.exec(path)?.[0];
  const outer = /^\w+\[\d+\]/.exec(path)?.[0] ?? /^overhead\b/.exec(path)?.[0];
  const prefix = inner !== undefined && origins.has(inner) ? inner : outer;
  const origin = prefix === undefined ? undefined : origins.get(prefix);
  if (prefix === undefined || origin === undefined) return problem;
  const { path: _, ...rest } = problem;
  const field = path.slice(prefix.length).replace(/^\./, '');
  const column = origin.table.headers.get(field) ?? (field === '' ? undefined : field);
  const message = problem.message.replace(/\b\w+\[\d+\](?:\.\w+\[\d+\])?/g, (mentioned) => {
    const other = origins.get(mentioned);
    return other === undefined ? mentioned : `${other.table.file} line ${other.line}`;
  });
  return {
    ...rest,
    file: origin.table.file,
    line: origin.line,
    ...(column === undefined ? {} : { column }),
    message,
  };
}
