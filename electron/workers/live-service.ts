import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { DatesAnswer, SimulateAnswer } from '../../shared/ipc/simulate-channels.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { ImmediateResult } from '../../shared/timeline/result.ts';
import { simulatedAtOnce, simulatedDays, type Side } from '../workspace/scenario-side.ts';
import type { Watch } from '../../shared/placement/worst-loss.ts';
import { progressOf } from './progress-of.ts';
import type { CallContext } from './rpc.ts';
import type { Inputs } from './search-service.ts';

/** How often the search of a worst loss tells how far it is. */
const BREATH_MS = 100;

interface Question {
  readonly scenario: ScenarioSelection;
  readonly token: number;
  /** The search of what makes room for customers is asked for apart (`onboarding:actions`). */
  readonly actionsApart?: boolean;
}

interface Stoppable {
  readonly watch: Watch;
  /** Whether a search was ended before its end. */
  stopped: boolean;
}

/** A long search of a worst loss tells how far it is and ends where the question is cancelled: what it found by then counts. */
function stoppable({ progress, isCancelled }: CallContext, clock: () => number): Stoppable {
  const began = clock();
  let told = began;
  const state: Stoppable = {
    stopped: false,
    watch(cluster, what, done, total) {
      if (isCancelled()) state.stopped = true;
      else if (clock() - told >= BREATH_MS) {
        told = clock();
        const word = progressOf('combinations', done, total, (told - began) / 1000);
        progress({ ...word, detail: `${what} in ${cluster}` });
      }
      return state.stopped;
    },
  };
  return state;
}

/** Live results in two steps: what stands at once while a slider moves, and the days of it when it rests. */
export function createLiveService(inputs: Inputs, clock: () => number) {
  /** The last question about one scenario, which its dates are asked after. */
  let last: {
    readonly base: Side;
    readonly scenario: string;
    readonly result: ImmediateResult;
    readonly stopped: boolean;
  } | null = null;

  const atOnce = (
    base: Side,
    scenario: Scenario,
    { actionsApart = false }: Question,
    search: Stoppable,
  ): { readonly result: ImmediateResult; readonly stopped: boolean } => {
    const key = JSON.stringify([scenario, actionsApart]);
    if (
      last === null ||
      last.base.model !== base.model ||
      last.base.policy !== base.policy ||
      last.base.history !== base.history ||
      last.scenario !== key
    ) {
      // Who asks again after a search was stopped wants it made.
      const hears = (...told: Parameters<Watch>): boolean => search.watch(...told);
      const watch: Watch = Object.assign(hears, { anew: true });
      const options = { remedies: !actionsApart, watch };
      const result = simulatedAtOnce(base, scenario, options);
      last = { base, scenario: key, result, stopped: search.stopped };
    }
    return last;
  };

  return {
    async simulate(question: Question, context: CallContext): Promise<SimulateAnswer> {
      const { token } = question;
      const { base, scenario } = await inputs(question.scenario);
      const started = clock();
      if (last?.stopped === true) last = null;
      const { result, stopped } = atOnce(base, scenario, question, stoppable(context, clock));
      return { revision: base.revision, token, elapsedMs: clock() - started, result, stopped };
    },

    async dates(question: Question, context: CallContext): Promise<DatesAnswer> {
      const { token } = question;
      const { base, scenario } = await inputs(question.scenario);
      const started = clock();
      const search = stoppable(context, clock);
      const { events } = atOnce(base, scenario, question, search).result;
      const dated = simulatedDays(base, scenario, events, { watch: search.watch });
      return {
        revision: base.revision,
        token,
        elapsedMs: clock() - started,
        dates: dated.timeline,
        events: dated.events === events ? null : dated.events,
        stopped: search.stopped,
      };
    },
  };
}
