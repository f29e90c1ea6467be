import * as v from 'valibot';

// Requests made from a channel's own schema: what it takes, by one sample at least for each branch it has, and what it must
// refuse, by one change at each place. Nothing is written down per channel, so a new channel is attacked from its first day.

/** A valibot schema as it is at run time; one interface for all kinds, since a walk meets every kind. */
export interface SchemaNode {
  readonly type: string;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly wrapped?: SchemaNode;
  readonly item?: SchemaNode;
  readonly key?: SchemaNode;
  readonly value?: SchemaNode;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly pipe?: readonly (SchemaNode | SchemaAction)[];
}

/** A step of a pipe that checks or changes: `max_length` with its number, `trim`. */
interface SchemaAction {
  readonly type: string;
  readonly requirement?: unknown;
  readonly pipe?: never;
}

/** The steps behind a schema's type, also those of pipes inside its pipe. */
export const actionsOf = (node: SchemaNode): readonly SchemaAction[] =>
  (node.pipe ?? []).flatMap((step) =>
    step === node ? [] : step.pipe === undefined ? [step as SchemaAction] : actionsOf(step),
  );

export const nodeOf = (schema: v.GenericSchema): SchemaNode => schema;
const accepts = (node: SchemaNode, value: unknown): boolean =>
  v.safeParse(node as unknown as v.GenericSchema, value).success;
export const branchesOf = (node: SchemaNode): readonly SchemaNode[] =>
  node.type === 'variant' || node.type === 'union' ? ((node.options ?? []) as readonly SchemaNode[]) : [];

const DAYS_AND_NAMES = ['2026-04-02', 'plan.csv', 'https://example.org/', 'X-Scope', 'a', 'cpuOvercommit'];
const NUMBERS = [1, 0, 5, 60, 0.5, 2, 10, 1_775_000_000_000];

/** What samples are filled with. Texts are tried in this order; a schema of few texts takes the first it accepts. */
export interface Filling {
  readonly texts: readonly string[];
  /** Content of `unknown` places: whole documents that the engine parses. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Values of `custom` schemas, whose content cannot be read off the schema. */
  readonly words: readonly string[];
}

/** One number, and a small one where it may be: samples are carried out for real, and a bound may stand for an hour. */
function numbersFor(node: SchemaNode): readonly number[] {
  const bounds = actionsOf(node).map(({ requirement }) => requirement);
  const tried = [...NUMBERS, ...bounds.filter((bound) => typeof bound === 'number')];
  return tried.filter((value) => accepts(node, value)).slice(0, 1);
}

/** Every value that `node` is tried with; those it does not accept fall out. */
function candidates(node: SchemaNode, filling: Filling): readonly unknown[] {
  const inner = (part: SchemaNode | undefined): readonly unknown[] =>
    part === undefined ? [] : samplesOf(part, filling);
  switch (node.type) {
    case 'undefined':
      return [undefined];
    case 'null':
      return [null];
    case 'boolean':
      return [true];
    case 'literal':
      return [node.literal];
    case 'picklist':
      return node.options ?? [];
    case 'number':
      return numbersFor(node);
    case 'string':
    case 'custom':
      return [...filling.texts, ...DAYS_AND_NAMES, ...filling.words];
    case 'unknown':
      return [filling.document];
    case 'nullable':
      return [...inner(node.wrapped), null];
    case 'optional':
    case 'exact_optional':
      return inner(node.wrapped);
    case 'array':
      return [inner(node.item).slice(0, 3), inner(node.item).slice(0, 1)];
    case 'record':
      return node.value?.type === 'unknown' ? [filling.document] : recordSamples(node, filling);
    case 'strict_object':
    case 'loose_object':
      return objectSamples(node, filling);
    default:
      return branchesOf(node).flatMap(inner);
  }
}

function recordSamples(node: SchemaNode, filling: Filling): readonly unknown[] {
  const keys = node.key === undefined ? [] : samplesOf(node.key, filling);
  const values = node.value === undefined ? [] : samplesOf(node.value, filling);
  return values.slice(0, 1).map((value) => Object.fromEntries(keys.slice(0, 2).map((key) => [key, value])));
}

/** As many objects as the richest entry has samples; entries with fewer begin again. */
function objectSamples(node: SchemaNode, filling: Filling): readonly unknown[] {
  const columns = Object.entries(node.entries ?? {}).map(
    ([name, entry]) => [name, samplesOf(entry, filling)] as const,
  );
  const most = Math.max(1, ...columns.map(([, samples]) => samples.length));
  return Array.from({ length: most }, (_, at) =>
    Object.fromEntries(columns.map(([name, samples]) => [name, samples[at % Math.max(1, samples.length)]])),
  );
}

/** At most this many per place: enough for every branch, few enough for 150 channels. */
const MOST = 8;

/** Values the schema accepts. Empty: this generator cannot make one, which is the generator's fault. */
export const samplesOf = (node: SchemaNode, filling: Filling): readonly unknown[] =>
  candidates(node, filling)
    .filter((value) => accepts(node, value))
    .slice(0, MOST);
