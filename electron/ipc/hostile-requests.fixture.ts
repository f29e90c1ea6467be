import { actionsOf, branchesOf, type SchemaNode } from './request-samples.fixture.ts';

/** A request with one thing wrong, and what that is. */
export interface HostileRequest {
  readonly what: string;
  readonly request: unknown;
}

const DEPTH = 2000;
const nested = (wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < DEPTH; level += 1) value = wrap(value);
  return value;
};
const DEEP_LIST = nested((inner) => [inner]);
const DEEP_OBJECT = nested((inner) => ({ inner }));

/** An object with an own key `__proto__`, as JSON makes it and as the bridge hands it over. */
const POLLUTION: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1}}');

/** One value of each kind a page can send, and odd ones of kinds that have them. */
const VALUES: readonly (readonly [kind: string, what: string, value: unknown])[] = [
  ['undefined', 'nothing', undefined],
  ['null', 'null', null],
  ['boolean', 'a flag', false],
  ['string', 'a text', 'not agreed'],
  ['number', 'a number', 7.25],
  ['never', 'not a number', Number.NaN],
  ['never', 'without end', Number.POSITIVE_INFINITY],
  ['never', 'a bigint', 7n],
  ['never', 'a date', new Date(0)],
  ['array', 'a list', [['not agreed']]],
  ['never', 'a list in a list, 2000 deep', DEEP_LIST],
  ['object', 'an object', { notAgreed: true }],
  ['never', 'an object in an object, 2000 deep', DEEP_OBJECT],
  ['never', 'a prototype', POLLUTION],
];

const KINDS: Readonly<Record<string, readonly string[]>> = {
  undefined: ['undefined'],
  null: ['null'],
  boolean: ['boolean'],
  number: ['number'],
  // Texts with few values (words, days, ids) are checked for those at their bounds.
  string: ['string'],
  array: ['array'],
  record: ['object', 'array'], // a list is a record of its places to valibot; the engine knows better
  // Of a document of its own the engine says what is wrong with it; the edge, whether it is data at all.
  unknown: ['undefined', 'null', 'boolean', 'string', 'number', 'array', 'object'],
};

/** Kinds of values a schema may accept; what is not among them it must refuse. */
function acceptedKinds(node: SchemaNode): ReadonlySet<string> {
  const inner = node.wrapped === undefined ? [] : [...acceptedKinds(node.wrapped)];
  switch (node.type) {
    case 'nullable':
      return new Set([...inner, 'null']);
    case 'optional':
      return new Set([...inner, 'undefined']);
    case 'exact_optional':
      return new Set(inner);
    case 'union':
    case 'variant':
      return new Set(branchesOf(node).flatMap((branch) => [...acceptedKinds(branch)]));
    default:
      return new Set(KINDS[node.type] ?? []);
  }
}

const repeated = (text: string, length: number): string =>
  text.padEnd(length, text === '' ? 'a' : text).slice(0, length);

/** Just beyond each bound the schema names. */
function beyondBounds(node: SchemaNode, value: unknown): readonly unknown[] {
  return actionsOf(node).flatMap(({ type, requirement }): readonly unknown[] => {
    if (typeof requirement !== 'number') return type === 'integer' || type === 'safe_integer' ? [1.5] : [];
    if (type === 'min_length' && requirement > 0) return [typeof value === 'string' ? '' : []];
    if (type === 'max_length' && typeof value === 'string') return [repeated(value, requirement + 1)];
    if (type === 'max_length' && Array.isArray(value))
      return [Array.from({ length: requirement + 1 }, () => value[0] as unknown)];
    if (type === 'min_value') return [requirement - 1, Number.NEGATIVE_INFINITY];
    if (type === 'max_value') return [requirement + 1, Number.POSITIVE_INFINITY];
    return [];
  });
}

type Rebuild = (part: unknown) => unknown;

function* insideOf(
  node: SchemaNode,
  sample: unknown,
  path: string,
  rebuild: Rebuild,
): Generator<HostileRequest> {
  if (Array.isArray(sample) && node.item !== undefined && sample.length > 0) {
    const [first, ...rest] = sample as readonly unknown[];
    yield* changes(node.item, first, `${path}[0]`, (part) => rebuild([part, ...rest]));
    return;
  }
  if (typeof sample !== 'object' || sample === null || node.entries === undefined) return;
  const own = sample as Readonly<Record<string, unknown>>;
  for (const [name, entry] of Object.entries(node.entries)) {
    if (!Object.hasOwn(own, name)) continue;
    const place = `${path}.${name}`;
    const { [name]: value, ...others } = own;
    if (!/optional|undefined/.test(entry.type))
      yield { what: `${place} is missing`, request: rebuild(others) };
    yield* changes(entry, value, place, (part) => rebuild({ ...own, [name]: part }));
  }
  if (node.type !== 'strict_object') return;
  yield { what: `${path} has a key more`, request: rebuild({ ...own, notAgreed: 1 }) };
  yield { what: `${path} has a constructor`, request: rebuild({ ...own, constructor: { prototype: {} } }) };
}

/** Every change at this place and inside it that the schema must refuse. */
function* changes(
  node: SchemaNode,
  sample: unknown,
  path: string,
  rebuild: Rebuild,
): Generator<HostileRequest> {
  const kinds = acceptedKinds(node);
  for (const [kind, what, value] of VALUES)
    if (!kinds.has(kind)) yield { what: `${path} is ${what}`, request: rebuild(value) };
  for (const value of beyondBounds(node, sample))
    yield { what: `${path} is beyond a bound`, request: rebuild(value) };
  if (node.type === 'nullable' || node.type === 'optional' || node.type === 'exact_optional') {
    if (node.wrapped === undefined || sample === null) return;
    for (const value of beyondBounds(node.wrapped, sample))
      yield { what: `${path} is beyond a bound`, request: rebuild(value) };
    yield* insideOf(node.wrapped, sample, path, rebuild);
    return;
  }
  yield* insideOf(node, sample, path, rebuild);
}

/** Everything that is wrong with one thing changed in a request that is right. */
export const hostileTo = (node: SchemaNode, sample: unknown): readonly HostileRequest[] => [
  ...changes(node, sample, 'request', (part) => part),
];
