import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { DatesAnswer, SimulateAnswer } from '../../shared/ipc/simulate-channels.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { ImmediateResult } from '../../shared/timeline/result.ts';
import { simulatedAtOnce, simulatedDays, type Side } from '../workspace/scenario-side.ts';
import type { Inputs } from './search-service.ts';

interface Question {
  readonly scenario: ScenarioSelection;
  readonly token: number;
  /** The search of what makes room for customers is asked for apart (`onboarding:actions`). */
  readonly actionsApart?: boolean;
}

/** Live results in two steps: what stands at once while a slider moves, and the days of it when it rests. */
export function createLiveService(inputs: Inputs, clock: () => number) {
  /** The last question about one scenario, which its dates are asked after. */
  let last: { readonly base: Side; readonly scenario: string; readonly result: ImmediateResult } | null =
    null;

  const atOnce = (base: Side, scenario: Scenario, { actionsApart = false }: Question): ImmediateResult => {
    const key = JSON.stringify([scenario, actionsApart]);
    if (last === null || last.base !== base || last.scenario !== key)
      last = { base, scenario: key, result: simulatedAtOnce(base, scenario, { remedies: !actionsApart }) };
    return last.result;
  };

  return {
    async simulate(question: Question): Promise<SimulateAnswer> {
      const { token } = question;
      const { base, scenario } = await inputs(question.scenario);
      const started = clock();
      const result = atOnce(base, scenario, question);
      return { revision: base.revision, token, elapsedMs: clock() - started, result };
    },

    async dates(question: Question): Promise<DatesAnswer> {
      const { token } = question;
      const { base, scenario } = await inputs(question.scenario);
      const started = clock();
      const { events } = atOnce(base, scenario, question);
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
