import { largestAmount, type Unit } from '../units.ts';
import type { Interval } from './scenario.ts';

/**
 * The fields of an event as data. The parser, the typed form of the window and the drawing of uncertain numbers are all
 * made from these, so that they cannot disagree. Every numeric field (`count`, `quantity`, `ratio`), nested ones too,
 * may stand as an {@link Interval} low / mid / high; the plain result uses `mid`, a Monte Carlo run draws.
 */
export type EntityKind =
  | 'region'
  | 'cluster'
  | 'host'
  | 'failureDomain'
  | 'flavor'
  | 'sku'
  | 'edgeNode'
  | 'postgres'
  | 'controlPlane'
  | 'storagePool'
  | 'constraint';

interface FieldBase {
  /** Key in the event's JSON. */
  readonly name: string;
  /** What a form shows beside the input, in a few words. */
  readonly label: string;
  /** One sentence: meaning, and what an absent value means. */
  readonly help: string;
  /** The parser refuses an event without it. */
  readonly required?: true;
}

/** One id, or a list of them. `host` and `edgeNode` must exist and not be down when the event happens. */
export interface EntityField extends FieldBase {
  readonly kind: 'entity';
  readonly of: EntityKind;
  readonly many: boolean;
  /** Sibling field that narrows the choice, e.g. the cluster a host must be in. A form may use it; the parser does not. */
  readonly within?: string;
  /** A host or edge node that is down may be named, too. */
  readonly mayBeDown?: true;
}

/** A whole number. */
export interface CountField extends FieldBase {
  readonly kind: 'count';
  readonly min: number;
  readonly max?: number;
  readonly default?: number;
}

/** A number with a unit. `above`: the value must be greater than this, not equal. */
export interface QuantityField extends FieldBase {
  readonly kind: 'quantity';
  readonly unit: Unit;
  readonly min?: number;
  readonly above?: number;
  readonly max?: number;
  readonly default?: number;
}

/** A share between 0 and 1. */
export interface RatioField extends FieldBase {
  readonly kind: 'ratio';
  readonly default?: number;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly default?: string;
}

/** A calendar day `2026-05-01`. */
export interface DayField extends FieldBase {
  readonly kind: 'day';
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
}

/** Fields that stand together in one JSON object. */
export interface ObjectField extends FieldBase {
  readonly kind: 'object';
  readonly fields: readonly Field[];
}

/** A JSON array of objects with the same fields. */
export interface ListField extends FieldBase {
  readonly kind: 'list';
  readonly item: readonly Field[];
  readonly minItems: number;
}

/** A JSON object whose `tag` key says which further fields it has: `{ "kind": "linear", "days": 60 }`. */
export interface VariantField extends FieldBase {
  readonly kind: 'variant';
  readonly tag: string;
  readonly variants: readonly {
    readonly value: string;
    readonly label: string;
    readonly fields: readonly Field[];
  }[];
}

export type Field =
  | EntityField
  | CountField
  | QuantityField
  | RatioField
  | ChoiceField
  | DayField
  | TextField
  | ObjectField
  | ListField
  | VariantField;

/**
 * Exactly one of these ways to say the same thing: an event has the first field of exactly one of them, and of the
 * others only what that one lists. A form shows them as a choice between sets of inputs.
 */
export interface Alternative {
  readonly label: string;
  readonly fields: readonly string[];
}

/** The value of a field once defaults are in, intervals are numbers, and an absent optional value is `null`. */
type ValueOf<F extends Field> = F extends { kind: 'entity'; many: true }
  ? readonly string[]
  : F extends { kind: 'entity' | 'day' | 'text' }
    ? string
    : F extends { kind: 'choice'; choices: readonly { value: infer V }[] }
      ? V
      : F extends { kind: 'count' | 'quantity' | 'ratio' }
        ? number
        : F extends { kind: 'object'; fields: infer Inner extends readonly Field[] }
          ? FieldsOf<Inner>
          : F extends { kind: 'list'; item: infer Inner extends readonly Field[] }
            ? readonly FieldsOf<Inner>[]
            : F extends {
                  kind: 'variant';
                  tag: infer Tag extends string;
                  variants: readonly (infer Variant)[];
                }
              ? Variant extends { value: infer V; fields: infer Inner extends readonly Field[] }
                ? Readonly<Record<Tag, V>> & FieldsOf<Inner>
                : never
              : never;

/** An absent list or list of ids is empty, not `null`. */
type Present<F extends Field> = F extends
  { required: true } | { default: unknown } | { kind: 'list' } | { kind: 'entity'; many: true }
  ? ValueOf<F>
  : ValueOf<F> | null;

export type FieldsOf<T extends readonly Field[]> = {
  readonly [F in T[number] as F['name']]: Present<F>;
};

/** Whether a value stands as low / mid / high. */
export function isInterval(value: unknown): value is Interval {
  return typeof value === 'object' && value !== null && 'low' in value && 'mid' in value && 'high' in value;
}

/** The largest value of a numeric field: its own, else the largest amount of its unit. */
export function largestOf(field: CountField | QuantityField | RatioField): number {
  if (field.kind === 'ratio') return 1;
  return field.max ?? (field.kind === 'count' ? Number.MAX_SAFE_INTEGER : largestAmount(field.unit));
}
