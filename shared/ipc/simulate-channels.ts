import * as v from 'valibot';
import type { Survival } from '../placement/outcome.ts';
import type { SimulationResult } from '../timeline/result.ts';
import { returns } from './channel.ts';
import { selectionSchema, taskSchema } from './requests.ts';

export interface SimulateAnswer {
  readonly revision: number;
  /** The caller's token, so that an answer can be told from one to an older question. */
  readonly token: number;
  readonly elapsedMs: number;
  readonly result: SimulationResult;
}

export interface SurviveAnswer {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly survival: Survival;
}

export const simulateChannels = {
  /**
   * Latest wins, per `lane` (one per place that shows live results): while one question is being answered, only the newest
   * of those that wait is kept and the others answer `stale`. A question already begun is answered, so that a slider held
   * in motion still shows results; answers of one lane arrive in the order of their tokens.
   */
  'simulate:run': returns<SimulateAnswer>()(
    v.strictObject({
      scenario: selectionSchema,
      token: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      lane: v.exactOptional(taskSchema, 'default'),
    }),
    ['no-workspace', 'not-found', 'bad-input', 'stale'],
  ),
  /** Every combination of `losses` hosts per cluster; progress comes as events under `task`, `task:cancel` stops it. */
  'survive:run': returns<SurviveAnswer>()(
    v.strictObject({
      scenario: selectionSchema,
      losses: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
      task: taskSchema,
    }),
    ['no-workspace', 'not-found', 'bad-input', 'cancelled', 'stale'],
  ),
};
