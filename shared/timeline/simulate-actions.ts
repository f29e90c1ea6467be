import { inApplicationOrder } from '../events/application-order.ts';
import { outcomeOf } from '../events/outcome-of.ts';
import { remedyFor, verdictAfter } from '../events/onboarding-remedy.ts';
import type { Scenario } from '../events/scenario.ts';
import type { History } from '../history/history.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Parsed } from '../model/problem.ts';
import type { Policy } from '../model/policy.ts';
import { contextOf, PLAIN, type AppliedEvent } from './apply-event.ts';
import { historyAfter } from './history-after.ts';
import type { EventOutcome } from './result.ts';
import { runEvents } from './run-events.ts';
import { settledCustomers } from './settled-customers.ts';
import { simulateDays } from './simulate.ts';
import { wishesOf } from './wishes-of.ts';

interface Question {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | MeasuredHistory | null;
  readonly solver: LinearSolver | null;
}

/**
 * The events of a scenario as `simulate` gives them, actions and their dates included, for whoever has shown the rest of it
 * already (`simulateAtOnce` without remedies). Yields how many trials were made for the customer at hand.
 *
 * @returns located problems if an event cannot be applied to the model it meets.
 */
export function* simulateActions(
  { model, policy, history, solver }: Question,
  scenario: Scenario,
): Generator<number, Parsed<readonly EventOutcome[]>> {
  const settled = settledCustomers(model, policy, scenario, solver);
  const historyOf = (now: Model): History | null => historyAfter(history, model, now);
  const circumstance = { ...PLAIN, solver, historyOf, settled };
  const run = runEvents(model, policy, scenario, { ...circumstance, remedies: false });
  if (!run.ok) return run;
  const indexOf = new Map(inApplicationOrder(scenario.events).map(({ event, index }) => [event.id, index]));
  const searched = function* (applied: AppliedEvent): Generator<number, Parsed<object>> {
    const { event, day, before } = applied;
    const outcome = outcomeOf(applied, 'onboardCustomer');
    if (outcome?.awaitsActions !== true) return { ok: true, value: applied.outcome };
    const placed = { event, index: indexOf.get(event.id) ?? 0 };
    const context = contextOf(before, run.value.policy, placed, day, circumstance);
    const remedy = yield* remedyFor(context, wishesOf(event));
    if (!remedy.ok) return remedy;
    const { awaitsActions: _awaits, ...known } = outcome;
    return { ok: true, value: { ...known, ...remedy.value, verdict: verdictAfter(remedy.value) } };
  };
  const events: EventOutcome[] = [];
  for (const applied of run.value.events) {
    const outcome = yield* searched(applied);
    if (!outcome.ok) return outcome;
    const { before: _before, after: _after, figures, ...entry } = applied;
    events.push({ ...entry, outcome: outcome.value, figures: figures() });
  }
  const days = simulateDays(model, policy, scenario, events, history, solver);
  return days.ok ? { ok: true, value: days.value.events } : days;
}
