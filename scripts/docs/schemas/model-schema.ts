import { MODEL_FIELDS, MODEL_KINDS, OVERHEAD_FIELDS } from '../../../shared/model/kinds.ts';
import { isRequired, largestOf, type Field, type FieldTable } from '../../../shared/model/schema.ts';
import { largestAmount } from '../../../shared/units.ts';
import { DAY, DIALECT, objectOf, orNull, type JsonSchema } from './json-schema.ts';

/** A field of a document, by the table it is read by. */
export function modelField(field: Field): JsonSchema {
  switch (field.kind) {
    case 'id':
      return { type: 'string', minLength: 1 };
    case 'text':
      return { type: 'string' };
    case 'number': {
      const plain: JsonSchema = {
        description: `Unit: ${field.unit}.`,
        type: field.whole === true ? 'integer' : 'number',
        ...(field.above === undefined ? { minimum: field.min ?? 0 } : { exclusiveMinimum: field.above }),
        ...(field.below === undefined ? { maximum: largestOf(field) } : { exclusiveMaximum: field.below }),
        ...(field.default === undefined ? {} : { default: field.default }),
      };
      if (field.interval === undefined) return plain;
      const { description, ...amount } = plain;
      const edge = { low: amount, mid: amount, high: amount };
      return { description, anyOf: [amount, objectOf(edge, ['low', 'mid', 'high'])] };
    }
    case 'flag':
      return { type: 'boolean', ...(field.default === undefined ? {} : { default: field.default }) };
    case 'choice':
      return { enum: field.choices, ...(field.default === undefined ? {} : { default: field.default }) };
    case 'day':
      return { type: 'string', pattern: DAY };
    case 'instant':
      return { description: 'A day, or an ISO 8601 date and time with its zone.', type: 'string' };
    case 'reference':
      return { description: `Id of one of ${field.to.join(', ')}.`, type: 'string', minLength: 1 };
    case 'group':
      return modelObject(field.fields);
    case 'rows':
      return { type: 'array', items: modelObject(field.fields) };
    case 'numbers':
      return {
        description: `Unit: ${field.unit}.`,
        type: 'object',
        additionalProperties: { type: 'number', minimum: 0, maximum: largestAmount(field.unit) },
      };
  }
}

function modelObject(table: FieldTable): JsonSchema {
  const entries = Object.entries(table);
  return objectOf(
    Object.fromEntries(
      entries.map(([name, field]) => [
        name,
        isRequired(field) ? modelField(field) : orNull(modelField(field)),
      ]),
    ),
    entries.filter(([, field]) => isRequired(field)).map(([name]) => name),
  );
}

/** The shape of a model document; that references lead somewhere, only the import checks. */
export function modelSchema(): JsonSchema {
  const kinds = MODEL_KINDS.map((kind) => {
    const rows: JsonSchema = { type: 'array', items: { $ref: `#/$defs/${kind}` } };
    return [kind, orNull(rows)] as const;
  });
  return {
    $schema: DIALECT,
    title: 'headroom.model/v1',
    description:
      'What there is: hosts, microVMs, edge nodes, Postgres, storage, overlay. An absent value is not measured.',
    ...objectOf(
      {
        schema: { const: 'headroom.model/v1' },
        name: { type: ['string', 'null'] },
        asOf: { description: 'An ISO 8601 time in UTC.', type: 'string' },
        ...Object.fromEntries(kinds),
        overhead: orNull(modelObject(OVERHEAD_FIELDS)),
      },
      ['schema', 'asOf'],
    ),
    $defs: Object.fromEntries(MODEL_KINDS.map((kind) => [kind, modelObject(MODEL_FIELDS[kind])])),
  };
}
