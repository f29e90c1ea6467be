import { isInterval } from '../../../shared/events/field.ts';

export type FieldValueMap = Readonly<Record<string, unknown>>;

/** `true` where a document gives the field a value; an empty list counts as none. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** The one number a form shows: the value, or the middle of an interval. */
export function plainNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return isInterval(value) ? value.mid : null;
}

/** A typed number put where it belongs: an interval keeps its ends around the new middle. */
export function withNumber(old: unknown, typed: number | null): unknown {
  if (typed === null) return undefined;
  if (!isInterval(old)) return typed;
  return { ...old, mid: typed, low: Math.min(old.low, typed), high: Math.max(old.high, typed) };
}

export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
export const asIds = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
export const asObject = (value: unknown): FieldValueMap | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FieldValueMap) : null;
export function asList(value: unknown): readonly FieldValueMap[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map(asObject).filter((entry) => entry !== null);
}
