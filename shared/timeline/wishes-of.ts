import { definitionOf } from '../events/event-registry.ts';
import type { Ramp } from '../events/ramp.ts';
import { drawMid, resolveFields, type Draw } from '../events/resolve-fields.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import type { Wishes } from '../events/settle-customer.ts';

/** What a checked onboarding asks for; intervals count by their middle, or as `draw` has them. */
export function wishesOf(
  event: ScenarioEvent,
  draw: Draw = drawMid,
): Wishes & { readonly ramp: Ramp | null } {
  const values = resolveFields(definitionOf('onboardCustomer')?.fields ?? [], event, draw);
  // The values are those of the definition's own fields (see `resolveFields`), whose shape this is.
  return values as unknown as Wishes & { readonly ramp: Ramp | null };
}
