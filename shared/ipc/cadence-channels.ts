import * as v from 'valibot';
import type { DueReview, ReviewCadence, ReviewKind } from '../view/review-cadence.ts';
import type { ReviewChange } from '../view/review-change.ts';
import { returns } from './channel.ts';
import { noteSchema, nothing } from './requests.ts';

/** `headroom.review-sheet/v1`: what people said at a review. */
export interface ReviewSheet {
  readonly schema: 'headroom.review-sheet/v1';
  readonly kind: Exclude<ReviewKind, 'unplanned'>;
  /** Decision that accepted the customer, for a review after an onboarding. */
  readonly subject: number | null;
  readonly note: string;
  readonly by: string | null;
  readonly signed: { readonly by: string | null; readonly atMs: number } | null;
  /** Review it was compared with when it was taken; `null`: the first. */
  readonly since: number | null;
  /** What had changed since that one, as it was said then. */
  readonly changes: readonly ReviewChange[];
}

export interface ReviewEntry {
  readonly id: number;
  readonly atMs: number;
  /** In the workspace's time zone. */
  readonly day: string;
  readonly kind: ReviewKind;
  /** `null` for one that was marked on the Overview. */
  readonly sheet: ReviewSheet | null;
}

export interface CadenceAnswer {
  readonly revision: number;
  readonly today: string;
  readonly cadence: ReviewCadence;
  /** Due first, then to come. */
  readonly due: readonly DueReview[];
  /** Newest first. */
  readonly reviews: readonly ReviewEntry[];
}

const whole = (min: number, max: number) =>
  v.nullable(v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)));
const id = v.pipe(v.number(), v.integer());
const writing = ['no-workspace', 'not-found', 'bad-input', 'read-only', 'busy'] as const;

export const cadenceChannels = {
  'cadence:get': returns<CadenceAnswer>()(nothing, ['no-workspace']),
  /** From today on. */
  'cadence:set': returns<CadenceAnswer>()(
    v.strictObject({ weekday: whole(1, 7), monthDay: whole(1, 31), afterOnboardingDays: whole(1, 365) }),
    writing,
  ),
  /** Takes a review: keeps assessment and forecasts as they are now, with what changed since the last one. */
  'cadence:review': returns<CadenceAnswer>()(
    v.strictObject({
      kind: v.picklist(['weekly', 'monthly', 'onboarding']),
      subject: v.nullable(id),
      note: noteSchema,
    }),
    writing,
  ),
  /** Notes of a review, until it is signed. */
  'cadence:note': returns<CadenceAnswer>()(v.strictObject({ id, note: noteSchema }), writing),
  /** With the notes as they are then; nothing of it changes afterwards. */
  'cadence:sign': returns<CadenceAnswer>()(v.strictObject({ id, note: noteSchema }), writing),
};
