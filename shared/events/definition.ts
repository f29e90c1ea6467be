import type { History } from '../history/history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Problem } from '../model/problem.ts';
import type { Watch } from '../placement/worst-loss.ts';
import type { Transient } from '../transients/curve.ts';
import type { OutcomeFigure } from './outcome-figure.ts';
import type { Alternative, Field, FieldsOf } from './field.ts';
import type { SettledCustomers } from './whereabouts.ts';

/** Measured history as it would read in a model that events made of the measured one; `null` where nothing is measured. */
export type HistoryOf = (model: Model) => History | null;

/** The state of the world when an event happens. */
export interface EventContext {
  readonly model: Model;
  readonly policy: Policy;
  /** The event's id, for ids of things it creates. */
  readonly id: string;
  /** Where the event stands in the scenario document, for located problems: `events[2]`. */
  readonly path: string;
  /** Day the event happens, `2026-05-01`: its own `on`, else the day of the model's `asOf`. */
  readonly day: string;
  /** `false`: only the model afterwards is wanted; what an outcome would preview at length may be left out. */
  readonly preview?: boolean;
  /** `false`: what would make room for a customer is searched apart (onboarding-remedy.ts); left out: the outcome has it. */
  readonly remedies?: boolean;
  /** The last resort of placements (placement/last-resort.ts); `null`: none at hand. */
  readonly solver: LinearSolver | null;
  /** Where customers go, settled once for the whole scenario; left out: the event settles it by the model it meets. */
  readonly settled?: SettledCustomers;
  /** What the assessments of a preview read measured peaks from, so that they judge as the result beside them does. */
  readonly historyOf: HistoryOf;
  /** Hears how far the search of a worst loss is. */
  readonly watch?: Watch;
}

/** What an event did. `model` is a new document that shares what did not change; the old one is untouched. */
export interface Effect<Outcome> {
  readonly ok: true;
  readonly model: Model;
  readonly outcome: Outcome;
  readonly transients?: readonly Transient[];
  readonly notes?: readonly string[];
  /** How the outcome's figures came about (MODEL.md section 4, explain); made when asked for. */
  readonly figures?: () => readonly OutcomeFigure[];
}

export type Applied<Outcome> =
  Effect<Outcome> | { readonly ok: false; readonly problems: readonly Problem[] };

/** Values of an event's fields as the parser hands them on; each definition knows their precise type. */
export type FieldValues = Readonly<Record<string, unknown>>;

export interface EventDefinition<Type extends string = string, Outcome extends object = object> {
  readonly type: Type;
  readonly title: string;
  /** One sentence: what happens in the model and what the outcome tells. */
  readonly summary: string;
  readonly group: 'failure' | 'change' | 'growth';
  readonly fields: readonly Field[];
  readonly oneOf?: readonly Alternative[];
  /**
   * Fields of a sensible event on this model, without id and type, so that a card can be added with one click;
   * a string says why the model has nothing this event could happen to.
   */
  defaults(model: Model): FieldValues | string;
  /** What the field types alone cannot say: relations between fields. Paths start at the event, e.g. `fleet[0].count`. */
  check(values: FieldValues): readonly Problem[];
  /** What this event will create, as `host:std-64-1`, so that later events may name it; `taken` holds what there is, alike. */
  creates(values: FieldValues, taken: ReadonlySet<string>): readonly string[];
  apply(context: EventContext, values: FieldValues): Applied<Outcome>;
}

interface EventSpec<Type extends string, F extends readonly Field[], Outcome extends object> {
  readonly type: Type;
  readonly title: string;
  readonly summary: string;
  readonly group: EventDefinition['group'];
  readonly fields: F;
  readonly oneOf?: readonly Alternative[];
  defaults(model: Model): FieldValues | string;
  check?(values: FieldsOf<F>): readonly Problem[];
  creates?(values: FieldsOf<F>, taken: ReadonlySet<string>): readonly string[];
  apply(context: EventContext, values: FieldsOf<F>): Applied<Outcome>;
}

/**
 * Makes a definition whose `apply` is typed by its own field data. The one cast of the events folder: values reach a
 * definition only through `resolveFields` with that definition's fields, which gives exactly this shape.
 */
export function defineEvent<
  const Type extends string,
  const F extends readonly Field[],
  Outcome extends object,
>(spec: EventSpec<Type, F, Outcome>): EventDefinition<Type, Outcome> {
  const typed = (values: FieldValues) => values as FieldsOf<F>;
  return {
    type: spec.type,
    title: spec.title,
    summary: spec.summary,
    group: spec.group,
    fields: spec.fields,
    ...(spec.oneOf === undefined ? {} : { oneOf: spec.oneOf }),
    defaults: (model) => spec.defaults(model),
    check: (values) => spec.check?.(typed(values)) ?? [],
    creates: (values, taken) => spec.creates?.(typed(values), taken) ?? [],
    apply: (context, values) => spec.apply(context, typed(values)),
  };
}

/** An input error at a field of the event: `events[2].hosts[0]`. */
export function refused(
  context: EventContext,
  field: string,
  message: string,
  value?: string,
): { readonly ok: false; readonly problems: readonly Problem[] } {
  return {
    ok: false,
    problems: [{ message, path: `${context.path}.${field}`, ...(value === undefined ? {} : { value }) }],
  };
}
