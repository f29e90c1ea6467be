import type { RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import { flipSearch } from '../../shared/timeline/flip-search.ts';
import { pipelineOdds, worldSteps } from '../../shared/timeline/pipeline-odds.ts';
import { smallestFixes } from '../../shared/timeline/smallest-fixes.ts';
import { tornado, tornadoTrials } from '../../shared/timeline/tornado.ts';
import { badInput, Refusal } from '../refusal.ts';
import { withSolver } from '../solver/lazy-solver.ts';
import type { Side } from '../workspace/scenario-side.ts';
import type { CallContext } from './rpc.ts';
import { progressOf } from './progress-of.ts';
import { stepped } from './stepped.ts';

/** Fetches what a question is asked of; the model only where a newer one has come. */
export type Inputs = (selection: ScenarioSelection) => Promise<{
  readonly base: Side & { readonly revision: number; readonly inputs: number };
  readonly scenario: Scenario;
}>;

/** Searches that ask the engine many times: each yields, so that a newer one can take its place. */
export function createSearchService(inputs: Inputs, clock: () => number) {
  return {
    /** @throws Refusal `cancelled`. */
    async flips(
      { scenario: selection, ...question }: Omit<RequestOf<'simulate:flips'>, 'task'>,
      { signal }: CallContext,
    ): Promise<ResponseOf<'simulate:flips'>> {
      const { base, scenario } = await inputs(selection);
      const started = clock();
      const answer = await withSolver((solver) =>
        stepped(flipSearch({ ...base, solver }, scenario, question), signal, clock),
      );
      return { revision: base.revision, elapsedMs: clock() - started, answer };
    },

    /** @throws Refusal `cancelled`; `bad-input` where the scenario cannot be applied as it is. */
    async fixes(
      { scenario: selection }: Omit<RequestOf<'simulate:fixes'>, 'task'>,
      { signal }: CallContext,
    ): Promise<ResponseOf<'simulate:fixes'>> {
      const { base, scenario } = await inputs(selection);
      const started = clock();
      const answer = await withSolver((solver) =>
        stepped(smallestFixes({ ...base, solver }, scenario), signal, clock),
      );
      if (answer === null)
        throw new Refusal('bad-input', 'The scenario cannot be applied; its events say what is wrong.');
      return { revision: base.revision, elapsedMs: clock() - started, answer };
    },

    /** @throws Refusal `cancelled`. */
    async tornado(
      { scenario: selection, constraintId }: Omit<RequestOf<'simulate:tornado'>, 'task'>,
      { signal, progress }: CallContext,
    ): Promise<ResponseOf<'simulate:tornado'>> {
      const { base, scenario } = await inputs(selection);
      const started = clock();
      const total = tornadoTrials(base, scenario);
      const tell = (done: number): void =>
        progress(progressOf('assumptions', done, total, (clock() - started) / 1000));
      const answer = await withSolver((solver) =>
        stepped(tornado({ ...base, solver }, scenario, constraintId), signal, clock, tell),
      );
      return { revision: base.revision, elapsedMs: clock() - started, tornado: answer };
    },

    /** @throws Refusal `cancelled`; `bad-input` with problems located in the scenario's events. */
    async pipelineOdds(
      { scenario: selection, runs, seed }: Omit<RequestOf<'pipeline:odds'>, 'task'>,
      { signal, progress }: CallContext,
    ): Promise<ResponseOf<'pipeline:odds'>> {
      const { base, scenario } = await inputs(selection);
      const started = clock();
      const total = worldSteps(scenario) + runs;
      const options = { runs, ...(seed === undefined ? {} : { seed }) };
      const tell = (done: number): void =>
        progress(progressOf('steps', done, total, (clock() - started) / 1000));
      const odds = await withSolver((solver) =>
        stepped(pipelineOdds({ ...base, solver }, scenario, options), signal, clock, tell),
      );
      if (!odds.ok) throw badInput(odds.problems);
      return { revision: base.revision, elapsedMs: clock() - started, odds: odds.value };
    },
  };
}
