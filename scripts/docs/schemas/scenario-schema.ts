import type { EventDefinition } from '../../../shared/events/definition.ts';
import { EVENT_DEFINITIONS } from '../../../shared/events/event-registry.ts';
import { largestOf, type Field } from '../../../shared/events/field.ts';
import { DAY, DIALECT, objectOf, orNull, type JsonSchema } from './json-schema.ts';
import { policyObject } from './policy-schema.ts';

const INTERVAL: JsonSchema = {
  description:
    'A number that is not known for sure: low ≤ mid ≤ high, and how sure it lies between (0.9 unless given).',
  type: 'object',
  properties: {
    low: { type: 'number' },
    mid: { type: 'number' },
    high: { type: 'number' },
    confidence: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
  },
  required: ['low', 'mid', 'high'],
  additionalProperties: false,
};

const interval: JsonSchema = { $ref: '#/$defs/interval' };

function numberBounds(field: Field): JsonSchema {
  switch (field.kind) {
    case 'count':
      return {
        type: 'integer',
        minimum: field.min,
        maximum: largestOf(field),
      };
    case 'ratio':
      return { type: 'number', minimum: 0, maximum: 1 };
    case 'quantity':
      return {
        type: 'number',
        ...(field.above === undefined ? { minimum: field.min ?? 0 } : { exclusiveMinimum: field.above }),
        maximum: largestOf(field),
      };
    default:
      return {};
  }
}

function eventField(field: Field): JsonSchema {
  const description = field.kind === 'quantity' ? `${field.help} Unit: ${field.unit}.` : field.help;
  const said = {
    description,
    ...('default' in field && field.default !== undefined ? { default: field.default } : {}),
  };
  switch (field.kind) {
    case 'count':
    case 'quantity':
    case 'ratio':
      return { ...said, anyOf: [numberBounds(field), interval] };
    case 'entity':
      return field.many
        ? { ...said, type: 'array', items: { type: 'string', minLength: 1 } }
        : { ...said, type: 'string', minLength: 1 };
    case 'choice':
      return { ...said, enum: field.choices.map(({ value }) => value) };
    case 'day':
      return { ...said, type: 'string', pattern: DAY };
    case 'text':
      return { ...said, type: 'string' };
    case 'object':
      return { ...said, ...eventFields(field.fields) };
    case 'list':
      return { ...said, type: 'array', minItems: field.minItems, items: eventFields(field.item) };
    case 'variant':
      return {
        ...said,
        oneOf: field.variants.map(({ value, fields }) => {
          const inner = eventFields(fields, { [field.tag]: { const: value } });
          return { ...inner, required: [field.tag, ...((inner['required'] as string[] | undefined) ?? [])] };
        }),
      };
  }
}

function eventFields(fields: readonly Field[], more: Readonly<Record<string, JsonSchema>> = {}): JsonSchema {
  const required = fields.filter((field) => field.required === true);
  const properties = Object.fromEntries(
    fields.map((field) => [
      field.name,
      field.required === true ? eventField(field) : orNull(eventField(field)),
    ]),
  );
  return objectOf(
    { ...more, ...properties },
    required.map(({ name }) => name),
  );
}

const BASE: Readonly<Record<string, JsonSchema>> = {
  id: {
    description: 'Unique in the scenario; absent: the type and its ordinal.',
    type: 'string',
    minLength: 1,
  },
  on: orNull({ description: 'The day it happens; absent: at once.', type: 'string', pattern: DAY }),
  probability: {
    description:
      'Chance that it happens at all; absent: certain. The plain result counts events from 0.5 up.',
    anyOf: [{ type: 'number', minimum: 0, maximum: 1 }, interval, { type: 'null' }],
  },
  disabled: { description: 'Left out of the result.', type: ['boolean', 'null'] },
};

function eventSchema({ type, title, summary, fields }: EventDefinition): JsonSchema {
  const schema = eventFields(fields, { type: { const: type }, ...BASE });
  const required = (schema['required'] as string[] | undefined) ?? [];
  return { title, description: summary, ...schema, required: ['type', ...required] };
}

/** The shape of a scenario document. What needs a model to be told — whether a host exists — only the import checks. */
export function scenarioSchema(): JsonSchema {
  return {
    $schema: DIALECT,
    title: 'headroom.scenario/v1',
    description: 'What might happen: a list of events, each optionally dated, uncertain or disabled.',
    ...objectOf(
      {
        schema: { const: 'headroom.scenario/v1' },
        name: { type: 'string', minLength: 1 },
        notes: { type: ['string', 'null'] },
        seed: orNull({ description: 'Seed of the drawn runs.', type: 'integer', minimum: 0, default: 1 }),
        policy: {
          description: 'Assumptions of this scenario alone.',
          anyOf: [policyObject(), { type: 'null' }],
        },
        events: {
          type: ['array', 'null'],
          items: { oneOf: EVENT_DEFINITIONS.map(({ type }) => ({ $ref: `#/$defs/${type}` })) },
        },
      },
      ['schema', 'name'],
    ),
    $defs: {
      interval: INTERVAL,
      ...Object.fromEntries(
        EVENT_DEFINITIONS.map((definition) => [definition.type, eventSchema(definition)]),
      ),
    },
  };
}
