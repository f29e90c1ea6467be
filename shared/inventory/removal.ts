import type { InventoryTableSpec } from '../model/columns.ts';
import { INVENTORY_TABLES } from '../model/columns.ts';
import type { Model, ModelKind } from '../model/document.ts';
import { MODEL_KINDS } from '../model/kinds.ts';
import type { JsonObject } from '../model/read-fields.ts';
import { identityKey, kindRows, type RowPlace } from './editor-table.ts';
import { DROP, rewriteReferences } from './references-to.ts';

/** What else changes when rows go. */
export interface RemovalEffect {
  /** Table of the rows concerned. */
  readonly table: string;
  /** `removed`: they cannot be without what goes · `cleared`: they stay and the reference is not given any more. */
  readonly fate: 'removed' | 'cleared';
  readonly column: string;
  /** Rows; microVMs are counted one by one. */
  readonly count: number;
  /** Names of the first of them. */
  readonly examples: readonly string[];
}

export interface Removal {
  readonly model: Model;
  readonly effects: readonly RemovalEffect[];
}

const EXAMPLES = 4;

/**
 * A model without some rows of a table. What refers to them goes too where it cannot be without (a cluster's hosts, a
 * flavor's microVMs, a host's overlay peers), else it loses the reference: microVMs of a removed host become pending in
 * its cluster. The result is a whole, checked-by-construction model.
 */
export function withoutRows(model: Model, spec: InventoryTableSpec, places: readonly RowPlace[]): Removal {
  if (spec.kind === 'overhead') return { model: { ...model, overhead: null }, effects: [] };
  const { kind, parent } = spec;
  const rows = kindRows(model, spec);
  if (parent !== undefined) {
    const gone = new Set(places.map(({ owner, index }) => `${owner ?? ''} ${index}`));
    const fresh = rows.map((owner, at) => {
      const list = (owner[parent.list] ?? []) as readonly JsonObject[];
      const kept = list.filter((_, index) => !gone.has(`${at} ${index}`));
      return kept.length === list.length ? owner : { ...owner, [parent.list]: kept };
    });
    return { model: { ...model, [kind]: fresh }, effects: [] };
  }
  const gone = new Set(places.map(({ index }) => index));
  const ids = rows.filter((_, index) => gone.has(index)).map((row) => String(row[identityKey(spec)]));
  const start: Model = { ...model, [kind]: rows.filter((_, index) => !gone.has(index)) };
  return cascade(start, kind, ids);
}

/** Follows references from what is gone until nothing more depends on it. */
function cascade(start: Model, kind: ModelKind, ids: readonly string[]): Removal {
  const effects = new Map<
    string,
    { count: number; examples: string[] } & Omit<RemovalEffect, 'count' | 'examples'>
  >();
  const queue: { readonly kind: ModelKind; readonly ids: ReadonlySet<string> }[] = [
    { kind, ids: new Set(ids) },
  ];
  let model = start;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { kind: of, ids: gone } = next;
    // Overlays and orders have no id that anything could refer to.
    if (of === 'overlays' || of === 'orders' || gone.size === 0) continue;
    const alsoGone = new Map<ModelKind, Set<string>>();
    const current = model;
    model = rewriteReferences(
      current,
      of,
      (id, field, name) => {
        if (!gone.has(id) || isElsewhere(current, id, field.to, of)) return id;
        // A microVM without its cluster would be nowhere, whether or not it has a host.
        return field.required === true || (of === 'clusters' && name === 'cluster') ? DROP : null;
      },
      ({ kind: in_, list, field, row, fate }) => {
        note(effects, in_, list, field, row, fate === 'dropped' ? 'removed' : 'cleared');
        if (fate !== 'dropped' || list !== null) return;
        const set = alsoGone.get(in_) ?? new Set<string>();
        set.add(String(row[identityKey({ kind: in_ })]));
        alsoGone.set(in_, set);
      },
    );
    for (const found of MODEL_KINDS) {
      const set = alsoGone.get(found);
      if (set !== undefined) queue.push({ kind: found, ids: set });
    }
  }
  return { model, effects: [...effects.values()] };
}

/** A peer's end may be a host or an edge node: it stays while the other kind still has the id. */
function isElsewhere(model: Model, id: string, kinds: readonly ModelKind[], gone: ModelKind): boolean {
  return kinds.some(
    (kind) =>
      kind !== gone && (model[kind] as readonly { readonly id?: string }[]).some((row) => row.id === id),
  );
}

function note(
  effects: Map<string, { count: number; examples: string[] } & Omit<RemovalEffect, 'count' | 'examples'>>,
  kind: ModelKind,
  list: string | null,
  column: string,
  row: JsonObject,
  fate: RemovalEffect['fate'],
): void {
  const table =
    INVENTORY_TABLES.find((spec) => spec.kind === kind && (spec.parent?.list ?? null) === list)?.file ?? kind;
  const key = `${table} ${fate}`;
  const effect = effects.get(key) ?? { table, fate, column, count: 0, examples: [] };
  effects.set(key, effect);
  effect.count += kind === 'microvms' ? Number(row['count'] ?? 1) : 1;
  const name = row['id'] ?? row['name'] ?? row['sku'] ?? row['region'] ?? row['from'];
  if (effect.examples.length < EXAMPLES && typeof name === 'string') effect.examples.push(name);
}
