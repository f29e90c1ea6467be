import type { Scenario } from './scenario.ts';

/** A scenario as the document it is saved, compared and exported as: two spaces, a closing line break, keys in fixed order. */
export function serializeScenario(scenario: Scenario): string {
  const { schema, name, notes, seed, policy, events } = scenario;
  const document = { schema, name, ...(notes === undefined ? {} : { notes }), seed, policy, events };
  return `${JSON.stringify(document, null, 2)}\n`;
}
