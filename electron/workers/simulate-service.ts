import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MeasuredHistory } from '../../shared/history/measured-history.ts';
import type { RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { AloneAnswer } from '../../shared/ipc/host-channels.ts';
import type { LossAnswer, SurviveAnswer } from '../../shared/ipc/simulate-channels.ts';
import { outcomeOf } from '../../shared/events/outcome-of.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { Model } from '../../shared/model/document.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { buildFleet } from '../../shared/placement/fleet.ts';
import { placeDisplaced } from '../../shared/placement/place.ts';
import { PLAIN } from '../../shared/timeline/apply-event.ts';
import { runEvents } from '../../shared/timeline/run-events.ts';
import { mergeOdds } from '../../shared/timeline/merge-odds.ts';
import { prepareOdds, type OddsSlice, type PreparedOdds } from '../../shared/timeline/timeline-odds.ts';
import type { TimelineOdds } from '../../shared/timeline/timeline-result.ts';
import { badInput, Refusal } from '../refusal.ts';
import { lazySolver } from '../solver/lazy-solver.ts';
import { historyOf } from '../workspace/history-facts.ts';
import { afterScenario } from '../workspace/scenario-side.ts';
import type { CallContext, Client } from './rpc.ts';
import { createOnboardingSearches } from './onboarding-searches.ts';
import { createPlanService } from './plan-service.ts';
import { createPortfolioRun } from './portfolio-run.ts';
import { progressOf } from './progress-of.ts';
import { createLiveService } from './live-service.ts';
import { createRuleTestService } from './rule-test-service.ts';
import { createSearchService } from './search-service.ts';
import { sharedSweep } from './shared-sweep.ts';
import type { SweepHelpers } from './sweep-helpers.ts';
import type { SweepOptions } from './sweep-service.ts';
import type { WorkspaceService } from './workspace-service.ts';

/** Monte Carlo looks for a cancellation and tells its progress about this often. */
const BREATH_MS = 50;
/** Monte Carlo runs per slice. */
const RUNS = 50;

type OddsRequest = Omit<RequestOf<'timeline:odds'>, 'task'>;

interface Base {
  readonly revision: number;
  /** The revision in which the rest of it changed last. */
  readonly inputs: number;
  readonly model: Model;
  readonly policy: Policy;
  readonly history: MeasuredHistory;
}

/** An empty scenario: what the baseline is, seen as a what-if. */
const NOTHING: Scenario = {
  schema: 'headroom.scenario/v1',
  name: 'Baseline',
  seed: 1,
  policy: {},
  events: [],
};

/**
 * What-ifs away from the database. The model is fetched when it has changed and kept; only the scenario travels with a
 * question.
 *
 * @param helpers threads that help with a long sweep.
 */
export function createSimulateService(
  workspace: () => Client<WorkspaceService>,
  clock: () => number = performance.now.bind(performance),
  helpers: (() => SweepHelpers) | null = null,
) {
  let held: Base | null = null;

  const inputs = async (selection: ScenarioSelection): Promise<{ base: Base; scenario: Scenario }> => {
    const known = held?.inputs ?? 0;
    const {
      revision,
      inputs: current,
      base,
      scenario,
    } = await workspace().call('engineInput', {
      scenario: selection,
      known,
    });
    if (base !== null) held = { revision, inputs: current, ...base, history: historyOf(base.history) };
    // Another question may have fetched a newer base while this one waited; `known` was not that of `held` then.
    if (held === null || held.inputs !== current) return inputs(selection);
    return { base: { ...held, revision }, scenario: scenario ?? NOTHING };
  };

  return {
    ...createLiveService(inputs, clock),
    ...createSearchService(inputs, clock),
    ...createOnboardingSearches(inputs, clock),
    ...createPortfolioRun(inputs, clock),
    ...createPlanService(inputs, clock),
    ...createRuleTestService(inputs, clock),

    /** @throws Refusal `cancelled`. */
    async survive(
      request: Omit<RequestOf<'survive:run'>, 'task'>,
      { signal, progress, isCancelled }: CallContext,
    ): Promise<SurviveAnswer> {
      const { base, scenario } = await inputs(request.scenario);
      const started = clock();
      const watch = (): boolean => {
        if (isCancelled()) throw new Refusal('cancelled', 'The sweep was cancelled.');
        return false;
      };
      const { model, policy } = afterScenario(base, scenario, { watch });
      const survival = await sharedSweep(
        buildFleet(model, policy),
        request.losses,
        sweepOptions(request, scenario),
        {
          signal,
          clock,
          progress: (done, total) =>
            progress(progressOf('combinations', done, total, (clock() - started) / 1000)),
          ...(helpers === null ? {} : { helpers }),
        },
      );
      return { revision: base.revision, elapsedMs: clock() - started, survival };
    },

    loss: async (request: RequestOf<'survive:loss'>): Promise<LossAnswer> =>
      lossIn(await inputs(request.scenario), request.hosts),

    alone: async ({ host }: RequestOf<'hosts:alone'>): Promise<AloneAnswer> =>
      aloneIn((await inputs({ kind: 'baseline' })).base, host),

    async odds(
      request: OddsRequest,
      { signal, progress }: CallContext,
    ): Promise<ResponseOf<'timeline:odds'>> {
      const { base, scenario } = await inputs(request.scenario);
      const started = clock();
      const odds = await thrown(preparedOdds(base, scenario, request), clock, signal, (done, total) =>
        progress(progressOf('runs', done, total, (clock() - started) / 1000)),
      );
      return { revision: base.revision, elapsedMs: clock() - started, odds };
    },
  };
}

/** The event's own outcome, so that a page and a scenario can never disagree. @throws Refusal `bad-input`, `not-found`. */
function aloneIn({ revision, model, policy }: Base, host: string): AloneAnswer {
  const event = { id: 'hostLoss-1', type: 'hostLoss', hosts: [host] };
  const run = runEvents(model, policy, { ...NOTHING, events: [event] }, { ...PLAIN, solver: lazySolver });
  if (!run.ok) throw badInput(run.problems);
  const [applied] = run.value.events;
  const outcome = applied === undefined ? null : outcomeOf(applied, 'hostLoss');
  if (outcome === null) throw new Refusal('not-found', `There is no host ${host} to lose.`);
  return { revision, outcome };
}

/** @throws Refusal `bad-input` where the scenario cannot be applied. */
function preparedOdds(
  { model, policy, history }: Base,
  scenario: Scenario,
  { runs, seed, orderDelayDays }: OddsRequest,
): PreparedOdds {
  const prepared = prepareOdds(model, policy, scenario, history, {
    runs,
    solver: lazySolver,
    ...(seed === undefined ? {} : { seed }),
    ...(orderDelayDays === undefined ? {} : { orderDelayDays }),
  });
  if (!prepared.ok) throw badInput(prepared.problems);
  return prepared.value;
}

/** One loss in full, with the effort of a single question. */
function lossIn(
  { base, scenario }: { readonly base: Base; readonly scenario: Scenario },
  hosts: readonly string[],
): LossAnswer {
  const { model, policy } = afterScenario(base, scenario);
  const asked = new Set(hosts);
  const lost = model.hosts.filter(({ id, state }) => asked.has(id) && state !== 'down').map(({ id }) => id);
  const outcome = placeDisplaced(buildFleet(model, policy), lost, {
    seed: scenario.seed,
    solver: lazySolver,
  });
  return { revision: base.revision, lost, outcome };
}

/** Throws the dice to the end, letting messages in every 50 ms. */
async function thrown(
  prepared: PreparedOdds,
  clock: () => number,
  signal: AbortSignal,
  tell: (done: number, total: number) => void,
): Promise<TimelineOdds> {
  const slices: OddsSlice[] = [];
  let breath = clock();
  for (let from = 0; from < prepared.total; from += RUNS) {
    slices.push(prepared.runs(from, Math.min(prepared.total, from + RUNS)));
    if (clock() - breath < BREATH_MS) continue;
    tell(Math.min(prepared.total, from + RUNS), prepared.total);
    await nextTurn();
    if (signal.aborted) throw new Refusal('cancelled', 'The runs were cancelled.');
    breath = clock();
  }
  return mergeOdds(prepared, slices);
}

function sweepOptions(request: Omit<RequestOf<'survive:run'>, 'task'>, { seed }: Scenario): SweepOptions {
  return { seed, every: request.every === true, failureDomains: request.failureDomains !== false };
}

export type SimulateService = ReturnType<typeof createSimulateService>;
