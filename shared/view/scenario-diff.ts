import { definitionOf } from '../events/event-registry.ts';
import { isInterval, type Field } from '../events/field.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import { describeEvent } from '../events/describe-event.ts';
import { inputUnit, toShown } from './unit-input.ts';
import { formatPlain } from './number-format.ts';
import { POLICY_LABELS } from './policy-labels.ts';

/** What two scenario documents are compared by; both the saved and the edited kind have it. */
export interface ComparedScenario {
  readonly name: string;
  readonly notes?: string;
  readonly seed: number;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly events: readonly ScenarioEvent[];
}

/** One difference in words: `How many` of `Lose the largest host of a`, from `1` to `3`. */
export interface ScenarioDifference {
  /** What it is about: the event in one line, `Assumptions`, `Scenario`. */
  readonly of: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** The field; empty where the whole event came or went. */
  readonly field: string;
  /** Empty where there was nothing. */
  readonly before: string;
  readonly after: string;
}

/** Assumptions that are shares read as percent. */
function policyWords(key: string, value: unknown): string {
  const field: Field | undefined = key.endsWith('Ratio') ? { ...PERCENT_BASE, name: key } : undefined;
  return value === undefined ? 'the workspace’s' : valueWords(field, value);
}

const PERCENT_BASE: Field = { kind: 'ratio', name: 'probability', label: 'Likely', help: '' };
const BASE_FIELDS: readonly Field[] = [{ kind: 'day', name: 'on', label: 'On', help: '' }, PERCENT_BASE];

function numberWords(field: Field | undefined, value: number): string {
  if (field?.kind !== 'quantity' && field?.kind !== 'ratio') return formatPlain(value, 6);
  const unit = inputUnit(field.kind === 'ratio' ? 'ratio' : field.unit, value);
  const space = unit.label === '%' || unit.label === '' ? '' : ' ';
  return `${formatPlain(toShown(value, unit), 6)}${space}${unit.label}`;
}

function valueWords(field: Field | undefined, value: unknown): string {
  if (value === undefined || value === null) return field?.name === 'on' ? 'at once' : 'not given';
  if (typeof value === 'number') return numberWords(field, value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') {
    const choice =
      field?.kind === 'choice' ? field.choices.find((known) => known.value === value) : undefined;
    return choice?.label ?? value;
  }
  if (isInterval(value)) {
    const sure = value.confidence === undefined ? '' : ` (${formatPlain(value.confidence * 100)}%)`;
    const words = [value.low, value.mid, value.high].map((end) => numberWords(field, end));
    return `${words.join(' / ')}${sure}`;
  }
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.length === 0 ? 'none' : items.map((item) => valueWords(undefined, item)).join(', ');
  }
  return JSON.stringify(value);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isInterval(value);

interface Leaf {
  readonly label: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly field: Field | undefined;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Fields within an object or a row of a list; variants list those of every variant. */
function inner(field: Field | undefined): readonly Field[] {
  if (field?.kind === 'object') return field.fields;
  if (field?.kind === 'list') return field.item;
  return field?.kind === 'variant' ? field.variants.flatMap((variant) => variant.fields) : [];
}

/** The smallest parts two values differ in: objects by their keys, lists of objects row by row. */
function leaves(label: string, field: Field | undefined, before: unknown, after: unknown): readonly Leaf[] {
  if (same(before, after)) return [];
  if (isObject(before) || isObject(after)) {
    const [was, is] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
    return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) => {
      const child = inner(field).find(({ name }) => name === key);
      return leaves(`${label}, ${child?.label.toLowerCase() ?? key}`, child, was[key], is[key]);
    });
  }
  if (field?.kind === 'list') {
    const was: readonly unknown[] = Array.isArray(before) ? before : [];
    const is: readonly unknown[] = Array.isArray(after) ? after : [];
    const row: Field = { kind: 'object', name: field.name, label: field.label, help: '', fields: field.item };
    return Array.from({ length: Math.max(was.length, is.length) }, (_, at) =>
      leaves(`${label} ${at + 1}`, row, was[at], is[at]),
    ).flat();
  }
  return [{ label, field, before, after }];
}

function eventChanges(before: ScenarioEvent, after: ScenarioEvent): readonly ScenarioDifference[] {
  const of = describeEvent(after);
  const known = [...BASE_FIELDS, ...(definitionOf(after.type)?.fields ?? [])];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changes: ScenarioDifference[] = [];
  for (const key of keys) {
    if (key === 'id' || key === 'type') continue;
    const field = known.find(({ name }) => name === key);
    const label = key === 'disabled' ? 'Disabled' : (field?.label ?? key);
    const [was, is] =
      key === 'disabled' ? [before[key] === true, after[key] === true] : [before[key], after[key]];
    for (const leaf of leaves(label, field, was, is)) {
      changes.push({
        of,
        kind: 'changed',
        field: leaf.label,
        before: valueWords(leaf.field, leaf.before),
        after: valueWords(leaf.field, leaf.after),
      });
    }
  }
  return changes;
}

/** Events that stand in another order although both sides have them: the fewest that must move to make one of the other. */
function moves(before: ComparedScenario, after: ComparedScenario): readonly ScenarioDifference[] {
  const both = new Set(after.events.map(({ id }) => id));
  const was = before.events.filter(({ id }) => both.has(id)).map(({ id }) => id);
  const kept = new Set(was);
  const is = after.events.filter(({ id }) => kept.has(id));
  const still = longestRising(is.map(({ id }) => was.indexOf(id)));
  return is.flatMap((event, at) => {
    const from = was.indexOf(event.id);
    if (still.has(from)) return [];
    const places = { before: String(from + 1), after: String(at + 1) };
    return [{ of: describeEvent(event), kind: 'moved', field: 'Place', ...places } as const];
  });
}

/** The members of a longest rising run of a list, gaps allowed. */
function longestRising(list: readonly number[]): ReadonlySet<number> {
  const ending: (readonly number[])[] = [];
  for (const value of list) {
    const before = ending.filter((run) => (run[run.length - 1] ?? -1) < value);
    const longest = before.reduce<readonly number[]>(
      (best, run) => (run.length > best.length ? run : best),
      [],
    );
    ending.push([...longest, value]);
  }
  return new Set(
    ending.reduce<readonly number[]>((best, run) => (run.length > best.length ? run : best), []),
  );
}

/** Everything in which two scenarios differ, in the words of the forms: the scenario's own, its assumptions, its events. */
export function scenarioDifferences(
  before: ComparedScenario,
  after: ComparedScenario,
): readonly ScenarioDifference[] {
  const own: ScenarioDifference[] = [];
  const change = (of: string, field: string, was: string, is: string): void => {
    if (was !== is) own.push({ of, kind: 'changed', field, before: was, after: is });
  };
  change('Scenario', 'Name', before.name, after.name);
  change('Scenario', 'Notes', before.notes ?? 'none', after.notes ?? 'none');
  change('Scenario', 'Seed', String(before.seed), String(after.seed));
  for (const key of new Set([...Object.keys(before.policy), ...Object.keys(after.policy)])) {
    const label = POLICY_LABELS.find((known) => known.key === key)?.label ?? key;
    change('Assumptions', label, policyWords(key, before.policy[key]), policyWords(key, after.policy[key]));
  }
  const was = new Map(before.events.map((event) => [event.id, event]));
  const is = new Set(after.events.map(({ id }) => id));
  const whole = { field: '', before: '', after: '' };
  return [
    ...own,
    ...before.events
      .filter(({ id }) => !is.has(id))
      .map((event) => ({ of: describeEvent(event), kind: 'removed', ...whole }) as const),
    ...after.events.flatMap((event): readonly ScenarioDifference[] => {
      const old = was.get(event.id);
      if (old === undefined || old.type !== event.type)
        return [{ of: describeEvent(event), kind: 'added', ...whole }];
      return eventChanges(old, event);
    }),
    ...moves(before, after),
  ];
}
