import { inApplicationOrder, LIKELY, likelihood, type PlacedEvent } from '../events/application-order.ts';
import type { Scenario } from '../events/scenario.ts';
import { isOpen, settleCustomer } from '../events/settle-customer.ts';
import type { SettledCustomers, Whereabouts } from '../events/whereabouts.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import { remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { applyOne, contextOf, dayOf, PLAIN } from './apply-event.ts';
import { wishesOf } from './wishes-of.ts';

/** Of a scenario in which nobody comes. */
export const NOBODY: SettledCustomers = new Map();

/** Scenarios remembered per model: while a slider moves, each position is one. */
const REMEMBERED = 64;

interface Remembered {
  readonly solver: LinearSolver | null;
  readonly settled: SettledCustomers;
}

const known = remember((_model: Model) => new Map<string, Remembered>());

/**
 * Where the customers of a scenario go who leave it open, settled **once** for the scenario: its outcome, its days, its
 * odds, plans and pipelines all ask here, so that figures and dates of a customer are those of one cluster.
 *
 * The choice is MODEL.md section 11's, most memory headroom afterwards among the clusters where all fits, and *afterwards*
 * is the `after` of section 10: the model as it stands today, the events before the customer applied at full ramp, and by
 * the plain reading (likely events, the middle of every interval). So:
 *
 * - Orders on their way do not draw a customer. They are no part of `after`, by which the verdict is given, and may come
 *   late; who would rather go where the order arrives names the cluster. In the days they count from their arrival on.
 * - A ramp does not either: nobody's whereabouts depend on the day somebody looks.
 * - No draw of a Monte Carlo run moves anybody. Where a customer goes is a decision, taken once and on what is expected;
 *   luck comes after it. An event that is unlikely happens in some runs only: its customer goes where the likely events
 *   before it leave the most room.
 * - What is bought because of the customer (plans, actions) comes after the choice as well.
 *
 * @param policy the one given; the scenario's own is laid over it.
 * @param solver the last word on whether all fits; those who want one answer give the same.
 * @returns no entry for customers who leave nothing open, nor for those behind an event that cannot be applied (whoever
 *   applies the scenario is told so).
 */
export function settledCustomers(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  solver: LinearSolver | null,
): SettledCustomers {
  const open = inApplicationOrder(scenario.events).filter((placed) => isLeftOpen(model, placed));
  if (open.length === 0) return NOBODY;
  const overlaid: Policy = { ...policy, ...scenario.policy };
  const key = JSON.stringify([overlaid, scenario.events]);
  const scenarios = known(model);
  const found = scenarios.get(key);
  if (found?.solver === solver) return found.settled;
  const settled = settle(model, overlaid, scenario, { solver, last: open[open.length - 1] ?? null });
  const [oldest] = scenarios.keys();
  if (scenarios.size >= REMEMBERED && oldest !== undefined) scenarios.delete(oldest);
  scenarios.set(key, { solver, settled });
  return settled;
}

/** Walks the events up to the last customer who leaves something open, as `runEvents` does. */
function settle(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  { solver, last }: { readonly solver: LinearSolver | null; readonly last: PlacedEvent | null },
): SettledCustomers {
  const settled = new Map<string, Whereabouts>();
  const circumstance = { ...PLAIN, preview: false, solver, settled };
  let now = model;
  for (const placed of inApplicationOrder(scenario.events)) {
    const { event } = placed;
    if (event.disabled === true) continue;
    const day = dayOf(event, model);
    if (isLeftOpen(model, placed)) {
      const wishes = wishesOf(placed.event);
      const goes = settleCustomer(contextOf(now, policy, placed, day, circumstance), wishes);
      if (!goes.ok) return settled;
      // A fleet that is nothing by its middle may be drawn as something, and needs a cluster then.
      if (goes.value.cluster !== null || wishes.fleet.length === 0) settled.set(event.id, goes.value);
    }
    if (event.id === last?.event.id) break;
    if (likelihood(event) < LIKELY) continue;
    const applied = applyOne(now, policy, placed, day, circumstance);
    if (!applied.ok) return settled;
    now = applied.value.after;
  }
  return settled;
}

function isLeftOpen(model: Model, placed: PlacedEvent): boolean {
  const { type, disabled } = placed.event;
  return type === 'onboardCustomer' && disabled !== true && isOpen(model, wishesOf(placed.event));
}
