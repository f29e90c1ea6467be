import * as v from 'valibot';
import type { OnboardingDetails } from '../timeline/onboarding-details.ts';
import { returns } from './channel.ts';
import { idSchema, selectionSchema, taskSchema } from './requests.ts';

export interface OnboardingDetailsAnswer {
  readonly revision: number;
  readonly elapsedMs: number;
  readonly details: OnboardingDetails;
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
};
