import type { Model, ModelKind } from '../model/document.ts';
import { MODEL_FIELDS, MODEL_KINDS } from '../model/kinds.ts';
import type { JsonObject } from '../model/read-fields.ts';
import type { FieldTable, ReferenceField } from '../model/schema.ts';

/** Given for a reference whose row cannot be without it: the row goes. */
export const DROP = Symbol('drop');

/** What becomes of a reference: the id it shall have, `null` for none, or `DROP`. */
type Rewrite = (id: string, field: ReferenceField, name: string) => string | null | typeof DROP;

interface Touched {
  readonly kind: ModelKind;
  /** The list inside the kind; `null` for the kind's own rows. */
  readonly list: string | null;
  readonly field: string;
  readonly row: JsonObject;
  readonly fate: 'changed' | 'cleared' | 'dropped';
}

/**
 * The model with every reference to a kind put through `rewrite`; rows without such a reference are the same objects.
 * `touched` hears of each row that changed or went.
 */
export function rewriteReferences(
  model: Model,
  to: ModelKind,
  rewrite: Rewrite,
  touched: (what: Touched) => void = () => undefined,
): Model {
  const out: Record<string, unknown> = { ...model };
  for (const kind of MODEL_KINDS) {
    const fields = MODEL_FIELDS[kind];
    if (!refersTo(fields, to)) continue;
    const rows = model[kind] as readonly unknown[] as readonly JsonObject[];
    const fresh = rewriteList(rows, fields, to, rewrite, (what) => touched({ kind, ...what }));
    if (fresh !== rows) out[kind] = fresh;
  }
  return out as unknown as Model;
}

function refersTo(fields: FieldTable, to: ModelKind): boolean {
  return Object.values(fields).some(
    (field) =>
      (field.kind === 'reference' && field.to.includes(to)) ||
      (field.kind === 'rows' && refersTo(field.fields, to)),
  );
}

type Hear = (what: Omit<Touched, 'kind'>) => void;

function rewriteList(
  rows: readonly JsonObject[],
  fields: FieldTable,
  to: ModelKind,
  rewrite: Rewrite,
  hear: Hear,
  list: string | null = null,
): readonly JsonObject[] {
  let changed = false;
  const out: JsonObject[] = [];
  for (const row of rows) {
    const fresh = rewriteRow(row, fields, to, rewrite, hear, list);
    if (fresh !== row) changed = true;
    if (fresh !== null) out.push(fresh);
  }
  return changed ? out : rows;
}

function rewriteRow(
  row: JsonObject,
  fields: FieldTable,
  to: ModelKind,
  rewrite: Rewrite,
  hear: Hear,
  list: string | null,
): JsonObject | null {
  let fresh = row;
  for (const [name, field] of Object.entries(fields)) {
    const value = row[name];
    if (field.kind === 'reference' && field.to.includes(to) && typeof value === 'string') {
      const next = rewrite(value, field, name);
      if (next === value) continue;
      hear({
        list,
        field: name,
        row,
        fate: next === DROP ? 'dropped' : next === null ? 'cleared' : 'changed',
      });
      if (next === DROP) return null;
      fresh = { ...fresh, [name]: next };
    }
    if (field.kind === 'rows' && Array.isArray(value) && refersTo(field.fields, to)) {
      const inner = value as readonly JsonObject[];
      const next = rewriteList(inner, field.fields, to, rewrite, hear, name);
      if (next !== inner) fresh = { ...fresh, [name]: next };
    }
  }
  return fresh;
}
