import { DIALECT, objectOf, orNull, type JsonSchema } from './json-schema.ts';

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
