import { inApplicationOrder, LIKELY, likelihood } from '../events/application-order.ts';
import { definitionOf } from '../events/event-registry.ts';
import { uncertainFields } from '../events/resolve-fields.ts';
import type { Scenario } from '../events/scenario.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import { applyOne, dayOf, PLAIN, type AppliedEvent, type Circumstance } from './apply-event.ts';
import { settledCustomers } from './settled-customers.ts';

/** The model and policy a scenario leads to, and what each event did. */
export interface AppliedScenario {
  readonly model: Model;
  readonly policy: Policy;
  readonly events: readonly AppliedEvent[];
  readonly notes: readonly string[];
}

/** What uncertain parts of a scenario the plain result decided, in words. */
function notesOf(scenario: Scenario): readonly string[] {
  const notes: string[] = [];
  for (const { event } of inApplicationOrder(scenario.events)) {
    const chance = likelihood(event);
    if (event.disabled === true) {
      notes.push(`${event.id} is disabled and left out`);
      continue;
    }
    if (event.probability !== undefined && chance < 1) {
      notes.push(
        `${event.id} has a probability of ${chance} and is ${chance >= LIKELY ? 'counted as happening' : 'left out'}`,
      );
    }
    const fields = uncertainFields(definitionOf(event.type)?.fields ?? [], event);
    if (chance >= LIKELY && fields.length > 0)
      notes.push(`${event.id}: ${fields.join(', ')} by the middle of its interval`);
  }
  return notes;
}

/**
 * Applies a scenario's events to a model one after the other (MODEL.md section 10): undated ones at once in list order,
 * then dated ones by (date, list order), each at full ramp; customers who leave their cluster open go where
 * settled-customers.ts says. The scenario's policy is laid over the one given. Disabled
 * events and those with a probability below 0.5 are left out, intervals count by their middle; the notes say so. An event
 * the model it meets refuses — a host an earlier event took down — is a located problem and nothing is applied.
 */
export function runEvents(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  circumstance: Circumstance = PLAIN,
): Parsed<AppliedScenario> {
  const overlaid: Policy = { ...policy, ...scenario.policy };
  const settled = circumstance.settled ?? settledCustomers(model, policy, scenario, circumstance.solver);
  const events: AppliedEvent[] = [];
  let now = model;
  for (const placed of inApplicationOrder(scenario.events)) {
    const { event } = placed;
    if (event.disabled === true || !circumstance.happens(event)) continue;
    const applied = applyOne(now, overlaid, placed, dayOf(event, model), { ...circumstance, settled });
    if (!applied.ok) return applied;
    events.push(applied.value);
    now = applied.value.after;
  }
  return { ok: true, value: { model: now, policy: overlaid, events, notes: notesOf(scenario) } };
}
