import { LEAST_AMOUNT } from '../units.ts';
import { dayNumber, instantMs } from './instant.ts';
import type { ProblemCollector } from './problem-collector.ts';
import {
  absentValue,
  isRequired,
  largestOf,
  type Field,
  type FieldTable,
  type NumberField,
} from './schema.ts';

/** A field table made ready for reading many objects. */
interface Compiled {
  readonly entries: readonly (readonly [string, Field])[];
  readonly known: ReadonlySet<string>;
  /**
   * Every field, `null`. Copies of it already have all keys, in one memory block; an object that grows key by key is laid
   * out worse, and every later pass over 100,000 of them pays for that.
   */
  readonly blank: Readonly<Record<string, unknown>>;
}

const compiledTables = new WeakMap<FieldTable, Compiled>();

function compiled(table: FieldTable): Compiled {
  let ready = compiledTables.get(table);
  if (ready === undefined) {
    const names = Object.keys(table);
    const blank = JSON.parse(
      JSON.stringify(Object.fromEntries(names.map((name) => [name, null]))),
    ) as JsonObject;
    ready = { entries: Object.entries(table), known: new Set(names), blank };
    compiledTables.set(table, ready);
  }
  return ready;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads one JSON object by its field table: every field of the table is present in the result, in the table's order,
 * with its default or `null` where the object does not give it. Everything wrong is added to `found` with its path;
 * the result then holds a stand-in and must not be used.
 */
export function readFields(
  value: unknown,
  table: FieldTable,
  found: ProblemCollector,
): Record<string, unknown> {
  if (!isJsonObject(value)) {
    found.add('is not an object', value, 'an object');
    return standIn(table);
  }
  const { entries, known, blank } = compiled(table);
  const out: Record<string, unknown> = { ...blank };
  for (const key in value) {
    if (!known.has(key)) reportUnknownKey(key, value[key], known, found);
  }
  const edges: Record<string, unknown> = {};
  for (const [name, field] of entries) {
    // No field is called like anything every object inherits, so what is read here is the document's own.
    const given = value[name];
    if (field.kind === 'number' && field.interval !== undefined && isJsonObject(given)) {
      out[name] = readInterval(name, given, field, found, edges);
      continue;
    }
    out[name] =
      given === undefined || given === null
        ? absent(name, field, found)
        : readGiven(name, given, field, found);
  }
  return Object.assign(out, edges);
}

const EDGES = ['low', 'mid', 'high'] as const;

/** A number given as `{low, mid, high}`: the middle is returned, the edges are put beside it. */
function readInterval(
  name: string,
  given: JsonObject,
  field: NumberField,
  found: ProblemCollector,
  edges: Record<string, unknown>,
): number | null {
  found.place.push(name);
  for (const key in given)
    if (!EDGES.some((edge) => edge === key)) reportUnknownKey(key, given[key], EDGES, found);
  const [low, mid, high] = EDGES.map((edge) => {
    if (given[edge] !== undefined) return readNumber(edge, given[edge], field, found);
    found.add('is missing', undefined, numberExpectation(field, undefined), edge);
    return null;
  });
  if (typeof low === 'number' && typeof mid === 'number' && typeof high === 'number') {
    if (low > mid || mid > high) found.add('is not in order', `${low}, ${mid}, ${high}`, 'low ≤ mid ≤ high');
    if (field.interval !== undefined) {
      edges[field.interval.low] = low;
      edges[field.interval.high] = high;
    }
  }
  found.place.pop();
  return mid ?? null;
}

/** Stands for an object that could not be read, so that later checks find lists where lists belong. */
function standIn(table: FieldTable): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([name, field]) => [
      name,
      field.kind === 'rows' ? [] : field.kind === 'group' ? standIn(field.fields) : absentValue(field),
    ]),
  );
}

/** An unknown key, with the known one it was probably meant to be. */
export function reportUnknownKey(
  key: string,
  value: unknown,
  known: Iterable<string>,
  found: ProblemCollector,
): void {
  const plain = (name: string) => name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  for (const name of known) {
    if (plain(name) === plain(key)) return found.add('unknown key', value, `the key ${name}`, key);
  }
  found.add('unknown key', value, undefined, key);
}

function absent(name: string, field: Field, found: ProblemCollector): unknown {
  if (field.kind === 'rows') return [];
  if (field.kind === 'group' && field.absent === 'empty') return readFields({}, field.fields, found);
  if (isRequired(field)) found.add('is missing', undefined, expectation(field), name);
  return absentValue(field);
}

function readGiven(name: string, value: unknown, field: Field, found: ProblemCollector): unknown {
  switch (field.kind) {
    case 'number':
      return readNumber(name, value, field, found);
    case 'group':
      found.place.push(name);
      value = readFields(value, field.fields, found);
      found.place.pop();
      return value;
    case 'rows':
      found.place.push(name);
      value = readRows(value, field.fields, found);
      found.place.pop();
      return value;
    case 'numbers':
      found.place.push(name);
      value = readNumbers(value, number(field.unit), found);
      found.place.pop();
      return value;
    default:
      if (accepts(field, value)) return value;
      found.add(complaint(field, value), value, expectation(field), name);
      return null;
  }
}

const number = (unit: NumberField['unit']): NumberField => ({ kind: 'number', unit });

type PlainField = Exclude<Field, { kind: 'number' | 'group' | 'rows' | 'numbers' }>;

function accepts(field: PlainField, value: unknown): boolean {
  switch (field.kind) {
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value);
    case 'day':
      return typeof value === 'string' && dayNumber(value) !== null;
    case 'instant':
      return typeof value === 'string' && instantMs(value) !== null;
    case 'text':
      return typeof value === 'string';
    case 'id':
    case 'reference':
      return typeof value === 'string' && value !== '';
  }
}

function complaint(field: PlainField, value: unknown): string {
  if (field.kind === 'flag') return 'is not true or false';
  if (typeof value !== 'string') return 'is not text';
  if (field.kind === 'choice') return 'is not one of the possible values';
  return value === '' ? 'is empty' : 'is not a valid date';
}

/** What a field wants, in words for a message. */
function expectation(field: Field): string {
  switch (field.kind) {
    case 'number':
      return numberExpectation(field);
    case 'flag':
      return 'true or false';
    case 'choice':
      return field.choices.join(', ');
    case 'day':
      return 'a day such as 2026-04-20';
    case 'instant':
      return 'a day or an ISO 8601 time with zone such as 2026-03-31T00:00:00Z';
    case 'id':
      return 'a unique id';
    case 'reference':
      return 'the id of something in this document';
    case 'text':
      return 'text';
    case 'group':
    case 'numbers':
      return 'an object';
    case 'rows':
      return 'a list';
  }
}

/**
 * What a number field takes, in words: `a whole number, at least 1`. The largest amount of its unit, and the least above
 * 0, are named only where `value` is beyond them: nobody else wants to hear of zettabytes.
 */
export function numberExpectation(field: NumberField, value?: unknown): string {
  const words = plainExpectation(field);
  const beyond = field.max === undefined && field.below === undefined && Number(value) > largestOf(field);
  if (beyond) return `${words}, at most ${largestOf(field)}`;
  return isNoise(value) ? `0, or at least ${LEAST_AMOUNT}` : words;
}

/** So close to 0 that it is no amount, see `LEAST_AMOUNT`. */
export function isNoise(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < LEAST_AMOUNT;
}

function plainExpectation(field: NumberField): string {
  const noun = field.whole === true ? 'a whole number' : 'a number';
  const low = field.above === undefined ? `at least ${field.min ?? 0}` : `above ${field.above}`;
  if (field.max !== undefined) {
    return field.above === undefined
      ? `${noun} from ${field.min ?? 0} to ${field.max}`
      : `${noun} ${low}, at most ${field.max}`;
  }
  return field.below === undefined ? `${noun}, ${low}` : `${noun} ${low} and below ${field.below}`;
}

/** What is wrong with a number for a field, or `null` if nothing is. */
export function numberComplaint(value: unknown, field: NumberField): string | null {
  if (typeof value !== 'number') return 'is not a number';
  if (!Number.isFinite(value)) return 'is not a finite number';
  if (field.above !== undefined ? value <= field.above : value < (field.min ?? 0)) {
    return value < 0 ? 'is negative' : 'is too small';
  }
  if (field.unit === 'ratio' && field.max !== undefined && value > field.max) return 'is above 1';
  if (field.below !== undefined && value >= field.below) return 'is too large';
  if (value > largestOf(field)) return 'is too large';
  if (isNoise(value)) return 'is too close to 0';
  return field.whole === true && !Number.isSafeInteger(value) ? 'is not a whole number' : null;
}

function readNumber(
  name: string,
  value: unknown,
  field: NumberField,
  found: ProblemCollector,
): number | null {
  const wrong = numberComplaint(value, field);
  if (wrong === null) return value === 0 ? 0 : (value as number);
  found.add(wrong, shownNumber(value), numberExpectation(field, value), name);
  return null;
}

/** JSON has no word for infinity; `1e999` arrives as one and must not be shown as `null`. */
const shownNumber = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

function readRows(value: unknown, table: FieldTable, found: ProblemCollector): readonly unknown[] {
  if (!Array.isArray(value)) {
    found.add('is not a list', value, 'a list');
    return [];
  }
  return readList(value, table, found);
}

/** Reads a list of objects of one table; the caller stands at the list. */
export function readList(
  list: readonly unknown[],
  table: FieldTable,
  found: ProblemCollector,
): Record<string, unknown>[] {
  const out: Record<string, unknown>[] = [];
  for (let index = 0; index < list.length; index += 1) {
    found.place.push(index);
    out.push(readFields(list[index], table, found));
    found.place.pop();
  }
  return out;
}

/** Named numbers, in an object without prototype, so that no name of the user's can reach anything. */
function readNumbers(
  value: unknown,
  field: NumberField,
  found: ProblemCollector,
): Readonly<Record<string, number>> {
  const out = Object.create(null) as Record<string, number>;
  if (!isJsonObject(value)) {
    found.add('is not an object', value, 'an object of numbers');
    return out;
  }
  for (const name of Object.keys(value)) {
    const read = readNumber(name, value[name], field, found);
    if (read !== null) out[name] = read;
  }
  return out;
}
