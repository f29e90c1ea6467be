import * as v from 'valibot';
import type { PlacementOutcome, Survival } from '../placement/outcome.ts';
import type { EventOutcome, ImmediateResult } from '../timeline/result.ts';
import type { Timeline } from '../timeline/timeline-result.ts';
import { returns } from './channel.ts';
import { idSchema, selectionSchema, taskSchema } from './requests.ts';

export interface SimulateAnswer {
  readonly revision: number;
  /** The caller's token, so that an answer can be told from one to an older question. */
  readonly token: number;
  readonly elapsedMs: number;
  readonly result: ImmediateResult;
  /** The search of a worst loss was stopped: it is at least the one told. */
  readonly stopped: boolean;
}

/** What follows a `SimulateAnswer` about the same scenario: its days. */
export interface DatesAnswer {
  readonly revision: number;
  readonly token: number;
  readonly elapsedMs: number;
  readonly dates: Timeline;
  /** The events where the days change what came of them; `null`: they stay as `simulate:run` told them. */
  readonly events: readonly EventOutcome[] | null;
  /** The search of a worst loss on some day was stopped. */
  readonly stopped: boolean;
}

export interface SurviveAnswer {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly survival: Survival;
}

export interface LossAnswer {
  readonly revision: number;
  /** Those of the asked hosts that were up. */
  readonly lost: readonly string[];
  readonly outcome: PlacementOutcome;
}

const asking = v.strictObject({
  scenario: selectionSchema,
  token: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  lane: v.exactOptional(taskSchema, 'default'),
  /** What would make room for customers is left to `onboarding:actions`: their outcomes say `awaitsActions`. The same for both halves. */
  actionsApart: v.exactOptional(v.boolean()),
  /**
   * Under it a long search of a worst loss tells how far it is; `task:cancel` ends the search, and what was found by then is
   * the answer.
   */
  task: v.exactOptional(taskSchema),
});

export const simulateChannels = {
  /**
   * What stands at once, without the days. Latest wins, per `lane` (one per place that shows live results): while one question is being answered, only the newest
   * of those that wait is kept and the others answer `stale`. A question already begun is answered, so that a slider held
   * in motion still shows results; answers of one lane arrive in the order of their tokens.
   */
  'simulate:run': returns<SimulateAnswer>()(asking, ['no-workspace', 'not-found', 'bad-input', 'stale']),
  /** When limits are reached with the scenario and without: slower than `simulate:run`, asked when the hand rests. Same lanes. */
  'simulate:dates': returns<DatesAnswer>()(asking, ['no-workspace', 'not-found', 'bad-input', 'stale']),
  /** Every combination of `losses` hosts per cluster; progress comes as events under `task`, `task:cancel` stops it. */
  'survive:run': returns<SurviveAnswer>()(
    v.strictObject({
      scenario: selectionSchema,
      losses: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
      task: taskSchema,
      /** Also the verdict of every single combination (`ClusterSurvival.every`), for a matrix of them. */
      every: v.exactOptional(v.boolean()),
      /** `false` leaves the failure domains out, where another sweep has them. */
      failureDomains: v.exactOptional(v.boolean()),
    }),
    ['no-workspace', 'not-found', 'bad-input', 'cancelled', 'stale'],
  ),
  /** One loss in full: who moves where (the witness), or the certificate; searched longer than a sweep does. */
  'survive:loss': returns<LossAnswer>()(
    v.strictObject({
      scenario: selectionSchema,
      hosts: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(2000)),
    }),
    ['no-workspace', 'not-found', 'bad-input'],
  ),
};
