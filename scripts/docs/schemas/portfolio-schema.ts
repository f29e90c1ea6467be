import { EVENT_DEFINITIONS } from '../../../shared/events/event-registry.ts';
import { DIALECT, objectOf, orNull, type JsonSchema } from './json-schema.ts';
import { policyObject } from './policy-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';

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
