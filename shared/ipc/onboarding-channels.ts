import * as v from 'valibot';
import type { OnboardingActual } from '../timeline/onboarding-actual.ts';
import type { EventOutcome } from '../timeline/result.ts';
import type { OnboardingDetails } from '../timeline/onboarding-details.ts';
import type { DecidedFigure } from '../view/decision.ts';
import { returns } from './channel.ts';
import { idSchema, nothing, selectionSchema, taskSchema } from './requests.ts';

export interface OnboardingDetailsAnswer {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly details: OnboardingDetails;
}

/** The decision an onboarding was recorded by; what it expected then is the prediction. */
export interface RecordedDecision {
  readonly number: number;
  readonly atMs: number;
  readonly by: string | null;
  /** What the engine said the customer would move, as it was kept; empty where nothing was. */
  readonly figures: readonly DecidedFigure[];
}

/** An onboarding somebody wrote down, whose day has come by what the data know. */
export interface RecordedOnboarding {
  readonly id: string;
  readonly source: 'scenario' | 'pipeline' | 'decision';
  /** Name of the scenario; the customer's in the pipeline. */
  readonly name: string;
  /** Version of the scenario and when it was saved; `null` in the pipeline. */
  readonly version: number | null;
  readonly savedAtMs: number | null;
  /** `null`: nobody decided on it; it is compared as it was last written down. */
  readonly decision: RecordedDecision | null;
  readonly customer: string;
  readonly on: string;
  readonly event: Readonly<Record<string, unknown>>;
}

export interface RecordedAnswer {
  readonly revision: number;
  readonly recorded: readonly RecordedOnboarding[];
}

/** The events of a scenario as the whole simulation has them: actions for customers who need some, with their days. */
export interface OnboardingActionsAnswer {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly events: readonly EventOutcome[];
}

export interface OnboardingActualAnswer {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly actual: OnboardingActual;
}

const searching = ['no-workspace', 'not-found', 'bad-input', 'cancelled'] as const;

/** Customers that come: what their preview says beyond the live result. */
export const onboardingChannels = {
  /** Every cluster tried and how many fit by every target, for the one onboarding of a scenario. `task:cancel` stops it. */
  'onboarding:details': returns<OnboardingDetailsAnswer>()(
    v.strictObject({
      scenario: selectionSchema,
      /** Where the live result put the customer. */
      cluster: v.nullable(idSchema),
      task: taskSchema,
    }),
    searching,
  ),
  /** What makes room for the customers of a scenario, after `simulate:run` with `actionsApart`. Progress comes under `task` (trials made), `task:cancel` stops it. */
  'onboarding:actions': returns<OnboardingActionsAnswer>()(
    v.strictObject({ scenario: selectionSchema, task: taskSchema }),
    searching,
  ),
  /**
   * Onboardings whose day is not after the inventory's: of decisions that stand, in the version decided on; of other saved
   * scenarios, in their newest; of the pipeline.
   */
  'onboarding:recorded': returns<RecordedAnswer>()(nothing, ['no-workspace', 'bad-input']),
  /** What was said of a customer against what was measured since. The draft holds the onboarding without its day. */
  'onboarding:actual': returns<OnboardingActualAnswer>()(
    v.strictObject({ scenario: selectionSchema, on: v.pipe(v.string(), v.isoDate()), task: taskSchema }),
    searching,
  ),
};
