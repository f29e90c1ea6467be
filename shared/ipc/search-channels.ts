import * as v from 'valibot';
import type { FixAnswer } from '../timeline/fix-result.ts';
import type { FlipAnswer } from '../timeline/flip-search.ts';
import type { Tornado } from '../timeline/tornado.ts';
import { returns } from './channel.ts';
import { idSchema, selectionSchema, taskSchema } from './requests.ts';

export interface FlipReply {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly answer: FlipAnswer;
}

export interface TornadoReply {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly tornado: Tornado;
}

export interface FixReply {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly answer: FixAnswer;
}

const finite = v.pipe(v.number(), v.finite());

const searching = ['no-workspace', 'not-found', 'bad-input', 'cancelled'] as const;

/** Questions that ask the engine many times. Each runs under `task`, which `task:cancel` stops. */
export const searchChannels = {
  /** Where along one number's range the answer flips; the number's own value in the scenario does not matter. */
  'simulate:flips': returns<FlipReply>()(
    v.strictObject({
      scenario: selectionSchema,
      event: idSchema,
      path: idSchema,
      min: finite,
      max: finite,
      step: v.pipe(finite, v.gtValue(0)),
      task: taskSchema,
    }),
    searching,
  ),
  /** The least changes after which what a scenario misses holds, each tried by the engine; what none mends is named. */
  'simulate:fixes': returns<FixReply>()(
    v.strictObject({ scenario: selectionSchema, task: taskSchema }),
    searching,
  ),
  /** Which assumption moves one constraint most, each tried alone at its low and its high end. */
  'simulate:tornado': returns<TornadoReply>()(
    v.strictObject({ scenario: selectionSchema, constraintId: idSchema, task: taskSchema }),
    searching,
  ),
};
