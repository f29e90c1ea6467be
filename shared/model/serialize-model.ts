import type { Microvm, Model } from './document.ts';
import { MODEL_FIELDS, MODEL_KINDS, OVERHEAD_FIELDS } from './kinds.ts';
import { MODEL_SCHEMA } from './parse-model.ts';
import { absentValue, type Field, type FieldTable } from './schema.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * The canonical JSON document of a model: keys in the order of MODEL.md section 2; what is not measured, defaults, empty
 * lists and a placed microVM's cluster (its host says it) are left out. `parseModel` of the result is the model again,
 * except for `carried` workload, which documents do not carry.
 */
export function serializeModel(model: Model): Readonly<Record<string, unknown>> {
  const out: Record<string, unknown> = { schema: MODEL_SCHEMA };
  if (model.name !== null) out['name'] = model.name;
  out['asOf'] = model.asOf;
  for (const kind of MODEL_KINDS) {
    const list: readonly unknown[] =
      kind === 'microvms' ? model.microvms.map(withoutOwnCluster) : model[kind];
    if (list.length > 0) out[kind] = list.map((row) => serializeRow(row as Row, MODEL_FIELDS[kind]));
  }
  if (model.overhead !== null)
    out['overhead'] = serializeRow(model.overhead as unknown as Row, OVERHEAD_FIELDS);
  return out;
}

function withoutOwnCluster(row: Microvm): Row {
  return row.host === null ? { ...row } : { ...row, cluster: null };
}

/** One object by its field table, without what is absent or default. */
function serializeRow(row: Row, table: FieldTable): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(table)) {
    const value = serializeValue(row[name], field);
    if (value !== undefined) out[name] = value;
  }
  return out;
}

function serializeValue(value: unknown, field: Field): unknown {
  if (value === undefined || value === null || value === absentValue(field)) return undefined;
  switch (field.kind) {
    case 'group': {
      const inner = serializeRow(value as Row, field.fields);
      return Object.keys(inner).length === 0 && field.absent === 'empty' ? undefined : inner;
    }
    case 'rows': {
      const list = value as readonly Row[];
      return list.length === 0 ? undefined : list.map((row) => serializeRow(row, field.fields));
    }
    case 'numbers':
      return { ...(value as Readonly<Record<string, number>>) };
    default:
      return value;
  }
}
