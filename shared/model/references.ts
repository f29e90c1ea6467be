import { MOST_MICROVMS, MOST_ORDERED } from './amounts.ts';
import type { Model, ModelKind } from './document.ts';
import { ENTITY_NAMES, MODEL_FIELDS, MODEL_KINDS } from './kinds.ts';
import type { ProblemCollector } from './problem-collector.ts';
import type { FieldTable, ReferenceField } from './schema.ts';

type Row = Readonly<Record<string, unknown>>;
type Ids = ReadonlyMap<ModelKind, ReadonlyMap<string, number>>;

/**
 * What single fields cannot say (MODEL.md section 2): ids are unique per kind (nested ones — volumes, Postgres nodes —
 * per kind over the whole document), references lead somewhere, a microVM has a host or a cluster and the two agree, a
 * placed row obeys its own spread limit, no row has the id of one of another row's microVMs, a Postgres has at most one
 * primary, a region at most one overlay, and rows together stand for no more than can be placed (amounts.ts).
 */
export function checkReferences(model: Model, found: ProblemCollector): void {
  const ids = new Map<ModelKind, ReadonlyMap<string, number>>();
  for (const kind of MODEL_KINDS) ids.set(kind, uniqueIds(kind, model[kind], found));
  for (const kind of MODEL_KINDS) checkKind(kind, model[kind], ids, found);
  checkMicrovms(model, ids, found);
  checkNestedIds(model, found);
  checkTotal('microvms', model.microvms, MOST_MICROVMS, found);
  checkTotal('orders', model.orders, MOST_ORDERED, found);
}

/** Reported at the row that passes the end; the rest is not counted any further. */
function checkTotal(
  kind: ModelKind,
  list: readonly { readonly count: number }[],
  most: number,
  found: ProblemCollector,
): void {
  let total = 0;
  for (let index = 0; index < list.length; index += 1) {
    total += list[index]?.count ?? 0;
    if (total <= most) continue;
    const expected = `at most ${most} in all of ${kind}`;
    return found.add(`makes ${total} in all`, list[index]?.count, expected, kind, index, 'count');
  }
}

/** The field that tells one of a kind from another; orders have none. */
function identityField(kind: ModelKind): string | null {
  if (kind === 'overlays') return 'region';
  return kind === 'orders' ? null : 'id';
}

function uniqueIds(kind: ModelKind, list: readonly unknown[], found: ProblemCollector): Map<string, number> {
  const ids = new Map<string, number>();
  const field = identityField(kind);
  if (field === null) return ids;
  for (let index = 0; index < list.length; index += 1) {
    const id = (list[index] as Row)[field];
    if (typeof id !== 'string') continue;
    const before = ids.size;
    const first = ids.get(id);
    if (first === undefined) ids.set(id, index);
    if (ids.size === before) {
      const said =
        kind === 'overlays' ? 'a second overlay of this region' : `duplicate ${ENTITY_NAMES[kind]} id`;
      found.add(`${said}, first at ${kind}[${first ?? 0}]`, id, undefined, kind, index, field);
    }
  }
  return ids;
}

function checkKind(kind: ModelKind, list: readonly unknown[], ids: Ids, found: ProblemCollector): void {
  if (!hasReferences(MODEL_FIELDS[kind])) return;
  found.place.push(kind);
  for (let index = 0; index < list.length; index += 1) {
    found.place.push(index);
    checkRow(list[index] as Row, MODEL_FIELDS[kind], ids, found);
    found.place.pop();
  }
  found.place.pop();
}

function hasReferences(table: FieldTable): boolean {
  return Object.values(table).some(
    (field) => field.kind === 'reference' || (field.kind === 'rows' && hasReferences(field.fields)),
  );
}

const referencesOf = new WeakMap<FieldTable, readonly (readonly [string, ReferenceField])[]>();
const rowsOf = new WeakMap<FieldTable, readonly (readonly [string, FieldTable])[]>();

function remembered<T>(memo: WeakMap<FieldTable, T>, table: FieldTable, compute: () => T): T {
  let value = memo.get(table);
  if (value === undefined) {
    value = compute();
    memo.set(table, value);
  }
  return value;
}

function checkRow(row: Row, table: FieldTable, ids: Ids, found: ProblemCollector): void {
  const references = remembered(referencesOf, table, () =>
    Object.entries(table).flatMap(([name, field]) =>
      field.kind === 'reference' ? [[name, field] as const] : [],
    ),
  );
  for (const [name, field] of references) {
    const value = row[name];
    if (typeof value === 'string' && !exists(value, field.to, ids)) {
      found.add(
        `there is no such ${field.to.map((kind) => ENTITY_NAMES[kind]).join(' or ')}`,
        value,
        undefined,
        name,
      );
    }
  }
  const nested = remembered(rowsOf, table, () =>
    Object.entries(table).flatMap(([name, field]) =>
      field.kind === 'rows' && hasReferences(field.fields) ? [[name, field.fields] as const] : [],
    ),
  );
  for (const [name, fields] of nested) {
    const list = row[name];
    if (!Array.isArray(list) || list.length === 0) continue;
    found.place.push(name);
    list.forEach((inner: Row, index) => {
      found.place.push(index);
      checkRow(inner, fields, ids, found);
      found.place.pop();
    });
    found.place.pop();
  }
}

function exists(id: string, kinds: readonly ModelKind[], ids: Ids): boolean {
  for (const kind of kinds) if (ids.get(kind)?.has(id) === true) return true;
  return false;
}

function checkMicrovms(model: Model, ids: Ids, found: ProblemCollector): void {
  const hostIndex = ids.get('hosts');
  for (let index = 0; index < model.microvms.length; index += 1) {
    const row = model.microvms[index];
    if (row === undefined) continue;
    checkInstanceId(row.id, index, model, ids, found);
    if (row.host === null) {
      if (row.cluster === null) {
        found.add('is neither on a host nor in a cluster', row.id, 'a host or a cluster', 'microvms', index);
      }
      continue;
    }
    const at = hostIndex?.get(row.host);
    const host = at === undefined ? undefined : model.hosts[at];
    if (host !== undefined && row.cluster !== null && host.cluster !== row.cluster) {
      found.add(
        `contradicts the host: ${row.host} is in cluster ${host.cluster}`,
        row.cluster,
        host.cluster,
        'microvms',
        index,
        'cluster',
      );
    }
    if (row.spreadGroup !== null && row.count > row.maxPerHost) {
      found.add(
        `is above maxPerHost ${row.maxPerHost}: a placed row of spread group ${row.spreadGroup} breaks its own limit`,
        row.count,
        `at most ${row.maxPerHost}`,
        'microvms',
        index,
        'count',
      );
    }
  }
}

/**
 * A row of n stands for `id#1 … id#n`: no other row may have one of those ids, or a move could not say which it means.
 * `id` may be anything: references are looked at even where the parts of the document were found wrong.
 */
function checkInstanceId(id: unknown, index: number, model: Model, ids: Ids, found: ProblemCollector): void {
  if (typeof id !== 'string') return;
  const cut = id.lastIndexOf('#');
  if (cut < 0) return;
  const at = ids.get('microvms')?.get(id.slice(0, cut));
  const count = at === undefined ? 1 : (model.microvms[at]?.count ?? 1);
  const copy = id.slice(cut + 1);
  if (at === undefined || count === 1 || !/^[1-9]\d*$/.test(copy) || Number(copy) > count) return;
  found.add(
    `is also microVM ${copy} of the ${count} of microvms[${at}]`,
    id,
    undefined,
    'microvms',
    index,
    'id',
  );
}

function checkNestedIds(model: Model, found: ProblemCollector): void {
  const nodes = new Map<string, string>();
  model.postgres.forEach((postgres, index) => {
    let primary: number | null = null;
    postgres.nodes.forEach((node, at) => {
      noteNested(nodes, node.id, ['postgres', index, 'nodes', at], 'Postgres node', found);
      if (node.role !== 'primary') return;
      if (primary === null) primary = at;
      else
        found.add(
          `a second primary, first at nodes[${primary}]`,
          node.id,
          'one primary',
          'postgres',
          index,
          'nodes',
          at,
          'role',
        );
    });
  });
  const volumes = new Map<string, string>();
  model.storagePools.forEach((pool, index) => {
    pool.volumes.forEach((volume, at) => {
      noteNested(volumes, volume.id, ['storagePools', index, 'volumes', at], 'volume', found);
    });
  });
}

function noteNested(
  seen: Map<string, string>,
  id: string | null,
  at: readonly (string | number)[],
  entity: string,
  found: ProblemCollector,
): void {
  if (id === null) return;
  const first = seen.get(id);
  if (first === undefined) seen.set(id, found.place.path(...at));
  else found.add(`duplicate ${entity} id, first at ${first}`, id, undefined, ...at, 'id');
}
