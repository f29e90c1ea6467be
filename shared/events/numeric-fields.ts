import { isJsonObject } from '../model/read-fields.ts';
import { isInterval, type CountField, type Field, type QuantityField, type RatioField } from './field.ts';
import type { Interval } from './scenario.ts';

/** A number an event gives, where it stands, and what it may be. */
export interface NumericPlace {
  /** `count`, `fleet[0].count`. */
  readonly path: string;
  readonly field: CountField | QuantityField | RatioField;
  readonly value: number | Interval;
}

/** Every number an event gives itself, in the order of the field data; defaults are nobody's and not listed. */
export function numbersOf(
  fields: readonly Field[],
  json: Readonly<Record<string, unknown>>,
  path = '',
): readonly NumericPlace[] {
  return fields.flatMap((field): readonly NumericPlace[] => {
    const value = json[field.name];
    const here = path + field.name;
    switch (field.kind) {
      case 'count':
      case 'quantity':
      case 'ratio':
        return typeof value === 'number' || isInterval(value) ? [{ path: here, field, value }] : [];
      case 'object':
        return isJsonObject(value) ? numbersOf(field.fields, value, `${here}.`) : [];
      case 'list':
        return Array.isArray(value)
          ? value.flatMap((row: unknown, at) =>
              isJsonObject(row) ? numbersOf(field.item, row, `${here}[${at}].`) : [],
            )
          : [];
      case 'variant': {
        if (!isJsonObject(value)) return [];
        const variant = field.variants.find((candidate) => candidate.value === value[field.tag]);
        return variant === undefined ? [] : numbersOf(variant.fields, value, `${here}.`);
      }
      default:
        return [];
    }
  });
}
