import type { Microvm, Model, ModelKind } from './document.ts';
import { instantMs, inUtc } from './instant.ts';
import { MODEL_FIELDS, MODEL_KINDS, OVERHEAD_FIELDS } from './kinds.ts';
import { parseJsonText } from './json-text.ts';
import type { Parsed, Problem } from './problem.ts';
import { ProblemCollector, shownJson } from './problem-collector.ts';
import { isJsonObject, readFields, readList, reportUnknownKey, type JsonObject } from './read-fields.ts';
import { checkReferences } from './references.ts';

export const MODEL_SCHEMA = 'headroom.model/v1';

const TOP_LEVEL = new Set<string>(['schema', 'name', 'asOf', ...MODEL_KINDS, 'overhead']);

/**
 * Reads a model document (MODEL.md section 2) from parsed JSON: every optional value present (`null` where it was not
 * measured), every default filled in, a placed microVM's cluster taken from its host, `asOf` told in UTC. All problems are collected, each
 * with its JSON path and the offending value (the first 200 are listed); with any of them nothing is loaded.
 *
 * Beyond the section's list these are errors, too: a region missing from an edge node or an overlay (it would stand in no
 * constraint), a retry policy without `maxRetries`, a Postgres with two primaries, an order without SKU or date, and a
 * microVM's cluster that contradicts its host's.
 */
export function parseModel(json: unknown): Parsed<Model> {
  const found = new ProblemCollector();
  if (!isJsonObject(json)) {
    found.add('a model document must be a JSON object', json, 'an object');
    return found.refusal();
  }
  const foreign = foreignSchema(json, MODEL_SCHEMA);
  if (foreign !== null) return { ok: false, problems: [foreign] };
  for (const key of Object.keys(json)) {
    if (!TOP_LEVEL.has(key)) reportUnknownKey(key, json[key], TOP_LEVEL, found);
  }
  const model = readDocument(json, found);
  checkReferences(model, found);
  if (found.any) return found.refusal();
  settleMicrovms(model);
  return { ok: true, value: model };
}

/** The same from a file's text; JSON syntax errors are located by line and column. */
export function parseModelText(text: string, fileName?: string): Parsed<Model> {
  const json = parseJsonText(text, fileName);
  if (!json.ok) return json;
  const model = parseModel(json.value);
  if (model.ok || fileName === undefined) return model;
  return { ok: false, problems: model.problems.map((problem) => ({ file: fileName, ...problem })) };
}

/** What is wrong with a document of another kind or version, `null` if nothing is: its other keys would only be noise. */
export function foreignSchema(json: JsonObject, schema: string, required = true): Problem | null {
  const given = Object.hasOwn(json, 'schema') ? json['schema'] : undefined;
  if (given === schema || (given === undefined && !required)) return null;
  if (given === undefined) return { message: 'is missing', path: 'schema', expected: schema };
  return { message: 'unknown schema or version', path: 'schema', value: shownJson(given), expected: schema };
}

function readDocument(json: JsonObject, found: ProblemCollector): Model {
  const name = json['name'] ?? null;
  if (name !== null && typeof name !== 'string') found.add('is not text', name, 'text', 'name');
  const asOf = json['asOf'];
  if (asOf === undefined || asOf === null)
    found.add('is missing', undefined, 'an ISO 8601 time in UTC', 'asOf');
  else if (typeof asOf !== 'string' || instantMs(asOf) === null) {
    found.add('is not a valid time', asOf, 'an ISO 8601 time such as 2026-03-31T00:00:00Z', 'asOf');
  }
  const lists = {} as Record<ModelKind, readonly unknown[]>;
  for (const kind of MODEL_KINDS) lists[kind] = readKind(kind, json[kind], found);
  found.place.push('overhead');
  const overhead =
    json['overhead'] === undefined || json['overhead'] === null
      ? null
      : readFields(json['overhead'], OVERHEAD_FIELDS, found);
  found.place.pop();
  // The field tables are checked against the interfaces by the compiler (`FieldsOf` in kinds.ts), so what they read has
  // these shapes wherever nothing was reported; where something was, the result is thrown away.
  const at = typeof asOf === 'string' ? inUtc(asOf) : asOf;
  return { schema: MODEL_SCHEMA, name, asOf: at, ...lists, overhead } as unknown as Model;
}

function readKind(kind: ModelKind, value: unknown, found: ProblemCollector): readonly unknown[] {
  if (value === undefined || value === null) return [];
  found.place.push(kind);
  const list = Array.isArray(value) ? readList(value, MODEL_FIELDS[kind], found) : [];
  if (!Array.isArray(value)) found.add('is not a list', value, 'a list');
  found.place.pop();
  return list;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Finishes the microVM rows just read: a microVM on a host is in the host's cluster, whether the document says so or not.
 * References become the very strings they refer to: 100,000 rows then share a few hundred ids, which saves memory and lets
 * every later look-up compare pointers, not text.
 */
function settleMicrovms(model: Model): void {
  const hosts = new Map(model.hosts.map((host) => [host.id, host]));
  const names = new Map<string, string>();
  for (const list of [model.clusters, model.flavors]) for (const { id } of list) names.set(id, id);
  const shared = (name: string): string => {
    const known = names.get(name);
    if (known === undefined) names.set(name, name);
    return known ?? name;
  };
  for (const row of model.microvms as readonly Writable<Microvm>[]) {
    const host = row.host === null ? undefined : hosts.get(row.host);
    if (host !== undefined) {
      row.host = host.id;
      row.cluster = host.cluster;
    } else row.cluster = shared(row.cluster);
    row.flavor = shared(row.flavor);
    if (row.customer !== null) row.customer = shared(row.customer);
    if (row.spreadGroup !== null) row.spreadGroup = shared(row.spreadGroup);
  }
}
