import { definitionOf } from '../events/event-registry.ts';
import { drawMid, resolveFields } from '../events/resolve-fields.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import type { Wishes } from '../events/settle-customer.ts';

/** What a checked onboarding asks for; intervals count by their middle. */
export function wishesOf(event: ScenarioEvent): Wishes {
  const values = resolveFields(definitionOf('onboardCustomer')?.fields ?? [], event, drawMid);
  // The values are those of the definition's own fields (see `resolveFields`), whose shape this is.
  return values as unknown as Wishes;
}
