import type { ReviewKind } from '../../../shared/view/review-cadence.ts';

export const REVIEW_WORDS: Readonly<Record<ReviewKind, string>> = {
  weekly: 'Weekly review',
  monthly: 'Monthly review',
  onboarding: 'Review after an onboarding',
  unplanned: 'Marked as reviewed',
};
