import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { DatesAnswer, SimulateAnswer } from '../../shared/ipc/simulate-channels.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { ImmediateResult } from '../../shared/timeline/result.ts';
import { simulatedAtOnce, simulatedDays, type Side } from '../workspace/scenario-side.ts';
import type { Inputs } from './search-service.ts';

interface Question {
  readonly scenario: ScenarioSelection;
  readonly token: number;
}

/** Live results in two steps: what stands at once while a slider moves, and the days of it when it rests. */
export function createLiveService(inputs: Inputs, clock: () => number) {
  /** The last question about one scenario, which its dates are asked after. */
  let last: { readonly base: Side; readonly scenario: string; readonly result: ImmediateResult } | null =
    null;

  const atOnce = (base: Side, scenario: Scenario): ImmediateResult => {
    const key = JSON.stringify(scenario);
    if (last === null || last.base !== base || last.scenario !== key)
      last = { base, scenario: key, result: simulatedAtOnce(base, scenario) };
    return last.result;
  };

  return {
    async simulate({ scenario: selection, token }: Question): Promise<SimulateAnswer> {
      const { base, scenario } = await inputs(selection);
      const started = clock();
      const result = atOnce(base, scenario);
      return { revision: base.revision, token, elapsedMs: clock() - started, result };
    },

    async dates({ scenario: selection, token }: Question): Promise<DatesAnswer> {
      const { base, scenario } = await inputs(selection);
      const started = clock();
      const { events } = atOnce(base, scenario);
      const dated = simulatedDays(base, scenario, events);
      return {
        revision: base.revision,
        token,
        elapsedMs: clock() - started,
        dates: dated.timeline,
        events: dated.events === events ? null : dated.events,
      };
    },
  };
}
