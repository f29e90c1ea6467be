import { EVENT_DEFINITIONS } from '../../shared/events/event-registry.ts';
import type { EventDefinition } from '../../shared/events/definition.ts';
import { largestOf, type Field as EventField } from '../../shared/events/field.ts';
import { MODEL_FIELDS, MODEL_KINDS, OVERHEAD_FIELDS } from '../../shared/model/kinds.ts';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { POLICY_FIELDS } from '../../shared/model/policy-fields.ts';
import {
  isRequired,
  largestOf as largestAmountOf,
  type Field as ModelField,
  type FieldTable,
} from '../../shared/model/schema.ts';
import { largestAmount } from '../../shared/units.ts';
import { POLICY_LABELS } from '../../shared/view/policy-labels.ts';

/** A piece of JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const DAY = String.raw`^\d{4}-\d{2}-\d{2}$`;

/** An absent value and `null` mean the same in every document. */
function orNull(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema['enum'])) return { ...schema, enum: [...(schema['enum'] as unknown[]), null] };
  const { description, default: standard, ...rest } = schema;
  return {
    ...(description === undefined ? {} : { description }),
    ...(standard === undefined ? {} : { default: standard }),
    anyOf: [rest, { type: 'null' }],
  };
}

function objectOf(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema {
  return {
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

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

function numberBounds(field: EventField): JsonSchema {
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

function eventField(field: EventField): JsonSchema {
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

function eventFields(
  fields: readonly EventField[],
  more: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
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

function modelField(field: ModelField): JsonSchema {
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
        ...(field.below === undefined
          ? { maximum: largestAmountOf(field) }
          : { exclusiveMaximum: field.below }),
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

function policyObject(): JsonSchema {
  const labels = new Map<string, string>(POLICY_LABELS.map(({ key, label }) => [key, label]));
  const defaults: Readonly<Record<string, unknown>> = { ...POLICY_DEFAULTS };
  const properties = Object.entries(POLICY_FIELDS).map(([key, field]) => {
    const { description: unit, ...schema } = modelField(field);
    const label = labels.get(key) ?? key;
    const words = typeof unit === 'string' ? `${label}. ${unit}` : label;
    const described = { description: words, ...schema, default: defaults[key] };
    return [key, defaults[key] === null ? orNull(described) : described] as const;
  });
  return objectOf({ schema: { const: 'headroom.policy/v1' }, ...Object.fromEntries(properties) }, []);
}

/** The shape of a portfolio document. Events are those of a scenario, whose schema is embedded. */
export function portfolioSchema(): JsonSchema {
  const scenario = scenarioSchema();
  const note = { description: 'Where it comes from.', type: ['string', 'null'] };
  const name = { type: 'string', minLength: 1 };
  const policy = { description: 'Assumptions it brings along.', anyOf: [policyObject(), { type: 'null' }] };
  const events = { type: ['array', 'null'], items: { $ref: '#/$defs/event' } };
  const axis = (description: string, variant: string): JsonSchema => ({
    description,
    type: ['array', 'null'],
    items: { $ref: `#/$defs/${variant}` },
  });
  return {
    $schema: DIALECT,
    title: 'headroom.portfolio/v1',
    description:
      'Lists whose product is evaluated to one table. An empty list counts as one entry that adds nothing; names are unique in a list.',
    ...objectOf(
      {
        schema: { const: 'headroom.portfolio/v1' },
        name,
        notes: { type: ['string', 'null'] },
        fleets: axis('What is made of the model: hosts added, growth scaled.', 'variant'),
        onboardings: axis('Who comes.', 'variant'),
        failures: axis('What fails.', 'variant'),
        policies: axis('Assumptions by name.', 'policyVariant'),
        seeds: orNull({
          type: 'array',
          items: { type: 'integer', minimum: 0 },
          uniqueItems: true,
          default: [1],
        }),
        runs: orNull({
          description: 'Monte Carlo runs per cell; 0: none.',
          type: 'integer',
          minimum: 0,
          maximum: 100_000,
          default: 0,
        }),
      },
      ['schema', 'name'],
    ),
    $defs: {
      variant: objectOf({ name, note, events, policy }, ['name']),
      policyVariant: objectOf({ name, note, events: { type: ['array', 'null'], maxItems: 0 }, policy }, [
        'name',
      ]),
      event: { oneOf: EVENT_DEFINITIONS.map(({ type }) => ({ $ref: `#/$defs/${type}` })) },
      ...(scenario['$defs'] as Readonly<Record<string, JsonSchema>>),
    },
  };
}

/** The shape of a policy document, which may be partial. */
export function policySchema(): JsonSchema {
  return {
    $schema: DIALECT,
    title: 'headroom.policy/v1',
    description: 'Targets, reserves and assumptions; what is not given keeps its default.',
    ...policyObject(),
  };
}

/** The shape of plan settings; that clusters and machine types exist, only the import checks. */
export function planSettingsSchema(): JsonSchema {
  const amount = (description: string): JsonSchema => orNull({ description, type: 'number', minimum: 0 });
  const whole = (description: string, minimum: number): JsonSchema =>
    orNull({ description, type: 'integer', minimum });
  const room = {
    hostsMax: whole('Most hosts that may be bought.', 0),
    rackUnitsMax: amount('Rack units that bought hosts may take.'),
    powerWattsMax: amount('Power that bought hosts may take. Unit: W.'),
  };
  const days = { type: 'number', minimum: 0 };
  return {
    $schema: DIALECT,
    title: 'headroom.plan-settings/v1',
    description: 'What limits a purchase plan beside the targets; what is not given does not limit it.',
    ...objectOf(
      {
        schema: { const: 'headroom.plan-settings/v1' },
        budget: amount('Most that may be spent, in the currency of the machine types.'),
        ...room,
        clusters: {
          description: 'Limits of single clusters, by id.',
          type: 'object',
          additionalProperties: objectOf(room, []),
        },
        skus: {
          description: 'What holds for a machine type instead of the catalogue, by id.',
          type: 'object',
          additionalProperties: objectOf(
            {
              unitCost: amount('Price of one.'),
              leadTimeDays: {
                description: 'Days from order to delivery, or an interval: mid plans, high warns.',
                anyOf: [
                  days,
                  objectOf({ low: days, mid: days, high: days }, ['low', 'mid', 'high']),
                  { type: 'null' },
                ],
              },
              minimumOrderCount: whole('Fewest in one order, all clusters together.', 1),
              excluded: { description: 'Not to be bought.', type: 'boolean', default: false },
            },
            [],
          ),
        },
        balanceFailureDomains: {
          description: 'Bought hosts go to the failure domains of their cluster, the emptiest first.',
          type: 'boolean',
          default: false,
        },
      },
      [],
    ),
  };
}
