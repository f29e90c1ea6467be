import { inApplicationOrder } from '../events/application-order.ts';
import { describeEvent } from '../events/describe-event.ts';
import { definitionOf } from '../events/event-registry.ts';
import type { Scenario, ScenarioEvent } from '../events/scenario.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model, Order } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import { PLAIN } from './apply-event.ts';
import { runEvents } from './run-events.ts';
import { settledCustomers } from './settled-customers.ts';

/** What becomes of one event when its scenario is adopted. */
export interface AdoptedEvent {
  readonly id: string;
  readonly text: string;
  /** `applied`: the inventory changes now · `ordered`: becomes an order in the inventory · `left-out`: see `why`. */
  readonly fate: 'applied' | 'ordered' | 'left-out';
  readonly why: string | null;
}

/** The model and policy once a scenario is adopted. */
export interface Adopted {
  readonly model: Model;
  readonly policy: Policy;
  readonly events: readonly AdoptedEvent[];
}

type Fate = Pick<AdoptedEvent, 'fate' | 'why'>;

/**
 * A purchase on a day to come is an order; whatever else has a day to come is not there yet. Failures are never adopted:
 * nobody decides them. Growth is what is expected, not what is: no part of the inventory.
 */
function fateOf(event: ScenarioEvent, today: string): Fate {
  if (event.disabled === true) return { fate: 'left-out', why: 'disabled' };
  const group = definitionOf(event.type)?.group;
  if (group === 'failure') return { fate: 'left-out', why: 'a failure, nothing to decide' };
  if (group === 'growth') return { fate: 'left-out', why: 'an expectation, no part of the inventory' };
  if (event.on === undefined || event.on <= today) return { fate: 'applied', why: null };
  if (event.type === 'addHosts') return { fate: 'ordered', why: null };
  return { fate: 'left-out', why: `not before ${event.on}: adopt it then` };
}

function orderOf(event: ScenarioEvent): Order {
  const text = (key: string): string => String(event[key]);
  const count = event['count'];
  const mid = typeof count === 'number' ? count : (count as { readonly mid: number }).mid;
  return { sku: text('sku'), cluster: text('cluster'), count: Math.ceil(mid), arrivesOn: event.on ?? '' };
}

/**
 * Makes a scenario real: what its events decide goes into the model, its assumptions into the policy. Undated events and
 * those of today or before are applied as the engine applies them, at full ramp and by the middle of every interval; hosts
 * that arrive later become orders, which every timeline and plan counts on their day. What is left out is listed with the
 * reason. Probabilities are not looked at: who adopts an event says that it happens.
 *
 * @returns located problems where an event cannot be applied.
 */
export function adoptScenario(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  solver: LinearSolver | null = null,
): Parsed<Adopted> {
  const today = model.asOf.slice(0, 10);
  const placed = inApplicationOrder(scenario.events).map(({ event }) => ({
    event,
    ...fateOf(event, today),
  }));
  const applied = placed.filter(({ fate }) => fate === 'applied').map(({ event }) => event);
  // The day is today's: an event dated before the model's instant would be refused as past.
  const events = applied.map(({ on: _on, probability: _probability, ...event }) => event as ScenarioEvent);
  // What is left out (a failure before a customer) moves nobody: they go where the scenario said.
  const settled = settledCustomers(model, policy, scenario, solver);
  const run = runEvents(
    model,
    policy,
    { ...scenario, events },
    { ...PLAIN, preview: false, solver, settled },
  );
  if (!run.ok) return run;
  const orders = placed.filter(({ fate }) => fate === 'ordered').map(({ event }) => orderOf(event));
  return {
    ok: true,
    value: {
      model: orders.length === 0 ? run.value.model : withOrders(run.value.model, orders),
      policy: run.value.policy,
      events: placed.map(({ event, fate, why }) => ({
        id: event.id,
        text: describeEvent(event),
        fate,
        why,
      })),
    },
  };
}

const withOrders = (model: Model, orders: readonly Order[]): Model => ({
  ...model,
  orders: [...model.orders, ...orders],
});
