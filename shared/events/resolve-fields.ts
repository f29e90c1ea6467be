import type { FieldValues } from './definition.ts';
import {
  isInterval,
  largestOf,
  type CountField,
  type Field,
  type QuantityField,
  type RatioField,
} from './field.ts';
import { isJsonObject as isObject } from '../model/read-fields.ts';
import { given } from './parse-fields.ts';
import type { Interval } from './scenario.ts';

/** Turns an interval into one number; `path` names the field within its event (`fleet[0].count`). */
export type Draw = (
  path: string,
  interval: Interval,
  bounds: { readonly min: number; readonly max: number },
) => number;

/** The plain result: every interval by its middle. */
export const drawMid: Draw = (_path, interval) => interval.mid;

/**
 * An event's fields as its definition wants them: defaults filled in, intervals turned into numbers by `draw` (whole
 * ones where a count is meant), absent optional values `null`, absent lists empty. The input has passed `checkFields`.
 */
export function resolveFields(
  fields: readonly Field[],
  json: FieldValues,
  draw: Draw,
  path = '',
): FieldValues {
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      resolveField(field, given(json, field.name), draw, path + field.name),
    ]),
  );
}

function resolveField(field: Field, value: unknown, draw: Draw, path: string): unknown {
  switch (field.kind) {
    case 'count':
    case 'quantity':
    case 'ratio':
      return resolveNumber(field, value, draw, path);
    case 'entity':
      return value ?? (field.many ? [] : null);
    case 'choice':
      return value ?? field.default ?? null;
    case 'day':
    case 'text':
      return value ?? null;
    case 'object':
      return isObject(value) ? resolveFields(field.fields, value, draw, `${path}.`) : null;
    case 'list':
      return Array.isArray(value)
        ? value.map((item: unknown, index) =>
            isObject(item) ? resolveFields(field.item, item, draw, `${path}[${index}].`) : null,
          )
        : [];
    case 'variant': {
      const variant = isObject(value)
        ? field.variants.find((candidate) => candidate.value === value[field.tag])
        : undefined;
      if (variant === undefined || !isObject(value)) return null;
      return { [field.tag]: variant.value, ...resolveFields(variant.fields, value, draw, `${path}.`) };
    }
  }
}

function resolveNumber(
  field: CountField | QuantityField | RatioField,
  value: unknown,
  draw: Draw,
  path: string,
): number | null {
  if (typeof value === 'number') return value;
  if (isInterval(value)) {
    const bounds =
      field.kind === 'ratio'
        ? { min: 0, max: 1 }
        : { min: Math.max(0, field.min ?? 0), max: largestOf(field) };
    const drawn = draw(path, value, bounds);
    return field.kind === 'count' ? Math.round(drawn) : drawn;
  }
  return field.default ?? null;
}

/** Paths of the fields that stand as intervals, in the order of the field data; empty for a certain event. */
export function uncertainFields(fields: readonly Field[], json: FieldValues): readonly string[] {
  const paths: string[] = [];
  resolveFields(fields, json, (path, interval) => {
    paths.push(path);
    return interval.mid;
  });
  return paths;
}
