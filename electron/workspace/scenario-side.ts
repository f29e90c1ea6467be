import type { Scenario } from '../../shared/events/scenario.ts';
import type { History } from '../../shared/history/history.ts';
import type { Model } from '../../shared/model/document.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { historyAfter } from '../../shared/timeline/history-after.ts';
import type { EventOutcome, ImmediateResult, SimulationResult } from '../../shared/timeline/result.ts';
import type { Watch } from '../../shared/placement/worst-loss.ts';
import { PLAIN } from '../../shared/timeline/apply-event.ts';
import { runEvents } from '../../shared/timeline/run-events.ts';
import { simulate, simulateAtOnce, simulateDays, type DatedResult } from '../../shared/timeline/simulate.ts';
import { badInput } from '../refusal.ts';
import { lazySolver } from '../solver/lazy-solver.ts';

// The engine may ask for the solver before it is loaded; whoever calls from outside loads it then and calls again.

/** Who hears how far the search of a worst loss is, and may end it. */
interface Searching {
  readonly watch?: Watch;
}

/** What a question to the engine is asked of: one side of a scenario. */
export interface Side {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | null;
}

/** The side after a scenario, as `simulate` assesses it. @throws Refusal `bad-input` with located problems. */
export function afterScenario(
  { model, policy, history }: Side,
  scenario: Scenario,
  options: Searching = {},
): Side {
  const applied = runEvents(model, policy, scenario, { ...PLAIN, ...options, solver: lazySolver });
  if (!applied.ok) throw badInput(applied.problems);
  const after = applied.value;
  return { model: after.model, policy: after.policy, history: historyAfter(history, model, after.model) };
}

/**
 * What a scenario does, without its days; `remedies: false` also without the search of what makes room for customers.
 * @throws Refusal `bad-input` with located problems.
 */
export function simulatedAtOnce(
  { model, policy, history }: Side,
  scenario: Scenario,
  options: Searching & { readonly remedies?: boolean } = {},
): ImmediateResult {
  const result = simulateAtOnce(model, policy, scenario, history, lazySolver, options);
  if (!result.ok) throw badInput(result.problems);
  return result.value;
}

/** The days of a scenario whose `events` are known already. @throws Refusal `bad-input` with located problems. */
export function simulatedDays(
  { model, policy, history }: Side,
  scenario: Scenario,
  events: readonly EventOutcome[],
  options: Searching = {},
): DatedResult {
  const result = simulateDays(model, policy, scenario, events, history, lazySolver, options);
  if (!result.ok) throw badInput(result.problems);
  return result.value;
}

/** @throws Refusal `bad-input` with located problems. */
export function simulated(
  { model, policy, history }: Side,
  scenario: Scenario,
  options: Searching = {},
): SimulationResult {
  const result = simulate(model, policy, scenario, history, lazySolver, options);
  if (!result.ok) throw badInput(result.problems);
  return result.value;
}
