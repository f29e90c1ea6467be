import { largestAmount, type Unit } from '../units.ts';
import type { ModelKind } from './document.ts';

/**
 * The fields of a kind of thing as data. One table per kind (see `kinds.ts`, `policy-fields.ts`) serves the document
 * parser, the serializer, the CSV inventory import and the inventory editor, so that none of them can disagree.
 *
 * An absent field and one that is `null` mean the same: the default where there is one, else `null` (not measured).
 */
interface Optional {
  readonly required?: true;
}

/** The entity's own id, unique among its kind. Never empty. */
export interface IdField {
  readonly kind: 'id';
}

export interface TextField extends Optional {
  readonly kind: 'text';
}

/**
 * A finite number, at least `min` (0 unless said otherwise), at most `max` (the largest amount of its unit unless said
 * otherwise). `whole`: an integer. `above`, `below`: greater, smaller than this.
 */
export interface NumberField extends Optional {
  readonly kind: 'number';
  readonly unit: Unit;
  readonly min?: number;
  readonly above?: number;
  readonly max?: number;
  readonly below?: number;
  readonly whole?: true;
  readonly default?: number;
  /**
   * May also be given as `{low, mid, high}` (MODEL.md section 12, lead times): the middle is this field, the edges go to the
   * fields named here.
   */
  readonly interval?: { readonly low: string; readonly high: string };
}

export interface FlagField extends Optional {
  readonly kind: 'flag';
  readonly default?: boolean;
}

export interface ChoiceField extends Optional {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly default?: string;
}

/** `day`: `2026-04-20`. `instant`: a day, or an ISO 8601 date and time with its zone. */
export interface TimeField extends Optional {
  readonly kind: 'day' | 'instant';
}

/** The id of something else in the document; with several kinds, it may be in any of them. */
export interface ReferenceField extends Optional {
  readonly kind: 'reference';
  readonly to: readonly ModelKind[];
}

/** Fields that stand together in one JSON object. Absent: every field is absent, or the whole object is `null`. */
export interface GroupField {
  readonly kind: 'group';
  readonly fields: FieldTable;
  readonly absent: 'empty' | 'null';
}

/** A JSON array of objects; absent means empty. `entity` names one of them in messages: `volume`. */
export interface RowsField {
  readonly kind: 'rows';
  readonly fields: FieldTable;
  readonly entity: string;
}

/** A JSON object of named numbers; the names are the user's own. */
export interface NumbersField {
  readonly kind: 'numbers';
  readonly unit: Unit;
}

export type Field =
  | IdField
  | TextField
  | NumberField
  | FlagField
  | ChoiceField
  | TimeField
  | ReferenceField
  | GroupField
  | RowsField
  | NumbersField;

export type FieldTable = Readonly<Record<string, Field>>;

/** A table that names every field of `T` and no other; the compiler refuses a table that drifts from its interface. */
export type FieldsOf<T> = { readonly [Name in keyof T]-?: Field };

export const id: IdField = { kind: 'id' };
export const text: TextField = { kind: 'text' };
export const requiredText: TextField = { kind: 'text', required: true };
export const flag = (standard: boolean): FlagField => ({ kind: 'flag', default: standard });
export const numbers = (unit: Unit): NumbersField => ({ kind: 'numbers', unit });
export const rows = (entity: string, fields: FieldTable): RowsField => ({ kind: 'rows', entity, fields });
export const group = (fields: FieldTable, absent: GroupField['absent'] = 'empty'): GroupField => ({
  kind: 'group',
  fields,
  absent,
});

export function number(unit: Unit, more: Omit<NumberField, 'kind' | 'unit'> = {}): NumberField {
  return { kind: 'number', unit, ...more };
}

/** A share between 0 and 1. */
export const ratio: NumberField = number('ratio', { max: 1 });

export function choice(
  choices: readonly string[],
  more: Omit<ChoiceField, 'kind' | 'choices'> = {},
): ChoiceField {
  return { kind: 'choice', choices, ...more };
}

export function reference(to: ModelKind | readonly ModelKind[], more: Optional = {}): ReferenceField {
  return { kind: 'reference', to: typeof to === 'string' ? [to] : to, ...more };
}

/** The largest value a number field takes; with `below` it is excluded. */
export function largestOf(field: NumberField): number {
  const largest = field.max ?? field.below ?? largestAmount(field.unit);
  return field.whole === true ? Math.min(largest, Number.MAX_SAFE_INTEGER) : largest;
}

/** The value a field has when the document does not give it: its default, else `null`. Groups and rows are not asked. */
export function absentValue(field: Field): number | boolean | string | null {
  return 'default' in field && field.default !== undefined ? field.default : null;
}

export function isRequired(field: Field): boolean {
  return field.kind === 'id' || ('required' in field && field.required);
}
