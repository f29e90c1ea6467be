import type { Rendered } from '../documents/rendered.ts';
import type { OnboardingDocumentQuestion, PlanDocumentQuestion } from '../workers/plan-service.ts';
import type { RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { Progress } from '../../shared/ipc/notice.ts';
import type { Portfolio } from '../../shared/timeline/portfolio.ts';
import { Refusal } from '../refusal.ts';
import type { CallOptions, Client } from '../workers/rpc.ts';
import type { RuleTestRequest } from '../workers/rule-test-service.ts';
import type { SimulateService } from '../workers/simulate-service.ts';

type SimulateRequest = RequestOf<'simulate:run'>;
type SimulateAnswer = ResponseOf<'simulate:run'>;
type DatesAnswer = ResponseOf<'simulate:dates'>;
type SurviveRequest = RequestOf<'survive:run'>;

interface Waiting {
  readonly token: number;
  /** Asks the worker and passes on what it answers. Never rejects. */
  readonly ask: () => Promise<void>;
  readonly reject: (error: unknown) => void;
}

interface Lane {
  running: boolean;
  waiting: Waiting | null;
}

const overtaken = (): Refusal => new Refusal('stale', 'A newer question took the place of this one.');

/**
 * Keeps the simulate worker one question deep per lane: while it computes, only the newest of the questions that arrive
 * is kept. Sweeps go to a worker of their own, made when first needed, so that sliders stay live meanwhile.
 */
export class SimulateQueue {
  readonly #lanes = new Map<string, Lane>();
  readonly #live: () => Client<SimulateService>;
  readonly #sweeps: () => Client<SimulateService>;

  constructor(live: () => Client<SimulateService>, sweeps: () => Client<SimulateService>) {
    this.#live = live;
    this.#sweeps = sweeps;
  }

  /** @throws Refusal `stale` when a newer question of the lane replaced this one before its turn. */
  simulate(
    { lane, task: _task, ...asked }: SimulateRequest,
    options: CallOptions = {},
  ): Promise<SimulateAnswer> {
    return this.#inLane(lane, asked.token, () => this.#live().call('simulate', asked, options));
  }

  /** The days of what `simulate` answered, in the same lane. @throws Refusal `stale`, like there. */
  dates({ lane, task: _task, ...asked }: SimulateRequest, options: CallOptions = {}): Promise<DatesAnswer> {
    return this.#inLane(lane, asked.token, () => this.#live().call('dates', asked, options));
  }

  survive(
    request: Omit<SurviveRequest, 'task'>,
    onProgress: (state: Omit<Progress, 'task' | 'kind'>) => void,
    signal: AbortSignal,
  ): Promise<ResponseOf<'survive:run'>> {
    // The worker sends exactly what its own progress function is typed to take.
    const hear = (state: unknown): void => onProgress(state as Omit<Progress, 'task' | 'kind'>);
    return this.#sweeps().call('survive', request, { onProgress: hear, signal });
  }

  /** Where along one number's range the answer flips, in the worker of the sweeps: a slider in motion is not held up. */
  flips(
    { task: _task, ...asked }: RequestOf<'simulate:flips'>,
    signal: AbortSignal,
  ): Promise<ResponseOf<'simulate:flips'>> {
    return this.#sweeps().call('flips', asked, { signal });
  }

  fixes(
    { task: _task, ...asked }: RequestOf<'simulate:fixes'>,
    signal: AbortSignal,
  ): Promise<ResponseOf<'simulate:fixes'>> {
    return this.#sweeps().call('fixes', asked, { signal });
  }

  /** What was said of a customer against what came. */
  onboardingActual(
    { task: _task, ...asked }: RequestOf<'onboarding:actual'>,
    signal: AbortSignal,
  ): Promise<ResponseOf<'onboarding:actual'>> {
    return this.#sweeps().call('onboardingActual', asked, { signal });
  }

  /** Monte Carlo over a sales pipeline, in the worker of the sweeps. */
  pipelineOdds(
    { task: _task, ...asked }: RequestOf<'pipeline:odds'>,
    onProgress: (state: Omit<Progress, 'task' | 'kind'>) => void,
    signal: AbortSignal,
  ): Promise<ResponseOf<'pipeline:odds'>> {
    const hear = (state: unknown): void => onProgress(state as Omit<Progress, 'task' | 'kind'>);
    return this.#sweeps().call('pipelineOdds', asked, { onProgress: hear, signal });
  }

  /** What makes room for the customers of a scenario; beside the live results. */
  onboardingActions(
    { task: _task, ...asked }: RequestOf<'onboarding:actions'>,
    onProgress: (state: Omit<Progress, 'task' | 'kind'>) => void,
    signal: AbortSignal,
  ): Promise<ResponseOf<'onboarding:actions'>> {
    const hear = (state: unknown): void => onProgress(state as Omit<Progress, 'task' | 'kind'>);
    return this.#sweeps().call('onboardingActions', asked, { onProgress: hear, signal });
  }

  /** Purchase plans of a sales pipeline, in the worker of the sweeps. */
  pipelinePlans(
    { task: _task, ...asked }: RequestOf<'pipeline:plan'>,
    onProgress: (state: Omit<Progress, 'task' | 'kind'>) => void,
    signal: AbortSignal,
  ): Promise<ResponseOf<'pipeline:plan'>> {
    const hear = (state: unknown): void => onProgress(state as Omit<Progress, 'task' | 'kind'>);
    return this.#sweeps().call('pipelinePlans', asked, { onProgress: hear, signal });
  }

  /** Every cluster tried for a customer, and how many fit by every target; beside the live results. */
  onboardingDetails(
    { task: _task, ...asked }: RequestOf<'onboarding:details'>,
    signal: AbortSignal,
  ): Promise<ResponseOf<'onboarding:details'>> {
    return this.#sweeps().call('onboardingDetails', asked, { signal });
  }

  /** Which assumption moves one constraint most. */
  tornado(
    { task: _task, ...asked }: RequestOf<'simulate:tornado'>,
    onProgress: (state: Omit<Progress, 'task' | 'kind'>) => void,
    signal: AbortSignal,
  ): Promise<ResponseOf<'simulate:tornado'>> {
    const hear = (state: unknown): void => onProgress(state as Omit<Progress, 'task' | 'kind'>);
    return this.#sweeps().call('tornado', asked, { onProgress: hear, signal });
  }

  /** A purchase plan, in the worker of the sweeps. */
  plan(
    { task: _task, ...asked }: RequestOf<'plan:run'>,
    onProgress: (state: Omit<Progress, 'task' | 'kind'>) => void,
    signal: AbortSignal,
  ): Promise<ResponseOf<'plan:run'>> {
    const hear = (state: unknown): void => onProgress(state as Omit<Progress, 'task' | 'kind'>);
    return this.#sweeps().call('plan', asked, { onProgress: hear, signal });
  }

  /** A purchase plan as a document, in the worker of the sweeps. */
  planDocument(
    asked: PlanDocumentQuestion,
    onProgress: (state: Omit<Progress, 'task' | 'kind'>) => void,
    signal: AbortSignal,
  ): Promise<Rendered> {
    const hear = (state: unknown): void => onProgress(state as Omit<Progress, 'task' | 'kind'>);
    return this.#sweeps().call('planDocument', asked, { onProgress: hear, signal });
  }

  /** A customer's one-pager, in the worker of the sweeps. */
  onboardingDocument(asked: OnboardingDocumentQuestion, signal: AbortSignal): Promise<Rendered> {
    return this.#sweeps().call('onboardingDocument', asked, { signal });
  }

  /** A portfolio, cell by cell, in the worker of the sweeps. */
  portfolio(
    portfolio: Portfolio,
    onProgress: (state: Omit<Progress, 'task' | 'kind'>) => void,
    signal: AbortSignal,
  ): Promise<ResponseOf<'portfolio:run'>> {
    const hear = (state: unknown): void => onProgress(state as Omit<Progress, 'task' | 'kind'>);
    return this.#sweeps().call('portfolio', { portfolio }, { onProgress: hear, signal });
  }

  /** Unit tests of the alert rules, in the worker of the sweeps. */
  ruleTests(
    wanted: RuleTestRequest,
    onProgress: (state: Omit<Progress, 'task' | 'kind'>) => void,
    signal: AbortSignal,
  ): Promise<string> {
    const hear = (state: unknown): void => onProgress(state as Omit<Progress, 'task' | 'kind'>);
    return this.#sweeps().call('ruleTests', wanted, { onProgress: hear, signal });
  }

  /** One loss in full, beside the live results: it answers a click. */
  loss(request: RequestOf<'survive:loss'>): Promise<ResponseOf<'survive:loss'>> {
    return this.#live().call('loss', request);
  }

  /** One host lost alone, beside the live results. */
  alone(request: RequestOf<'hosts:alone'>): Promise<ResponseOf<'hosts:alone'>> {
    return this.#live().call('alone', request);
  }

  /** Monte Carlo over the timeline, in the worker of the sweeps. */
  odds(
    { task: _task, ...asked }: RequestOf<'timeline:odds'>,
    onProgress: (state: Omit<Progress, 'task' | 'kind'>) => void,
    signal: AbortSignal,
  ): Promise<ResponseOf<'timeline:odds'>> {
    const hear = (state: unknown): void => onProgress(state as Omit<Progress, 'task' | 'kind'>);
    return this.#sweeps().call('odds', asked, { onProgress: hear, signal });
  }

  #inLane<Answer>(name: string, token: number, question: () => Promise<Answer>): Promise<Answer> {
    const lane = this.#lanes.get(name) ?? { running: false, waiting: null };
    this.#lanes.set(name, lane);
    return new Promise((resolve, reject) => {
      if (lane.waiting !== null && lane.waiting.token > token) {
        reject(overtaken());
        return;
      }
      lane.waiting?.reject(overtaken());
      const ask = (): Promise<void> =>
        new Promise<Answer>((begun) => begun(question())).then(resolve, reject);
      lane.waiting = { token, reject, ask };
      if (!lane.running) void this.#work(lane);
    });
  }

  async #work(lane: Lane): Promise<void> {
    lane.running = true;
    for (let next = lane.waiting; next !== null; next = lane.waiting) {
      lane.waiting = null;
      await next.ask();
    }
    lane.running = false;
  }
}
