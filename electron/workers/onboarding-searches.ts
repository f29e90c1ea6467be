import type { RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { Scenario, ScenarioEvent } from '../../shared/events/scenario.ts';
import { measuredHistory } from '../../shared/history/measured-history.ts';
import { onboardingActual } from '../../shared/timeline/onboarding-actual.ts';
import { onboardingDetails } from '../../shared/timeline/onboarding-details.ts';
import { simulateActions } from '../../shared/timeline/simulate-actions.ts';
import { badInput, Refusal } from '../refusal.ts';
import { withSolver } from '../solver/lazy-solver.ts';
import { progressOf } from './progress-of.ts';
import type { CallContext } from './rpc.ts';
import type { Inputs } from './search-service.ts';
import { stepped } from './stepped.ts';

function onboardingOf({ events }: Scenario): ScenarioEvent {
  const event = events.find(({ type }) => type === 'onboardCustomer');
  if (event === undefined) throw new Refusal('not-found', 'The scenario onboards no customer.');
  return event;
}

/** What the preview of a customer says beyond its live result, and what came of the customer: searches that may be stopped. */
export function createOnboardingSearches(inputs: Inputs, clock: () => number) {
  return {
    /** @throws Refusal `cancelled`, `not-found` where the scenario onboards nobody. */
    async onboardingActual(
      { scenario: selection, on }: Omit<RequestOf<'onboarding:actual'>, 'task'>,
      { signal }: CallContext,
    ): Promise<ResponseOf<'onboarding:actual'>> {
      const { base, scenario } = await inputs(selection);
      const started = clock();
      const event = onboardingOf(scenario);
      const world = { ...base, history: measuredHistory(base.history) };
      const actual = await stepped(onboardingActual(world, event, on), signal, clock);
      return { revision: base.revision, elapsedMs: clock() - started, actual };
    },

    /** @throws Refusal `cancelled`; `bad-input` with located problems. */
    async onboardingActions(
      { scenario: selection }: Omit<RequestOf<'onboarding:actions'>, 'task'>,
      { signal, progress }: CallContext,
    ): Promise<ResponseOf<'onboarding:actions'>> {
      const { base, scenario } = await inputs(selection);
      const started = clock();
      const tell = (done: number): void =>
        progress({ ...progressOf('trials', done, done, (clock() - started) / 1000), remainingSeconds: null });
      const events = await withSolver((solver) =>
        stepped(simulateActions({ ...base, solver }, scenario), signal, clock, tell),
      );
      if (!events.ok) throw badInput(events.problems);
      return { revision: base.revision, elapsedMs: clock() - started, events: events.value };
    },

    /** @throws Refusal `cancelled`, `not-found` where the scenario onboards nobody. */
    async onboardingDetails(
      { scenario: selection, cluster }: Omit<RequestOf<'onboarding:details'>, 'task'>,
      { signal }: CallContext,
    ): Promise<ResponseOf<'onboarding:details'>> {
      const { base, scenario } = await inputs(selection);
      const started = clock();
      const event = onboardingOf(scenario);
      const details = await withSolver((solver) =>
        stepped(onboardingDetails(base, event, cluster, solver), signal, clock),
      );
      return { revision: base.revision, elapsedMs: clock() - started, details };
    },
  };
}
