import * as v from 'valibot';
import type { ReviewChange } from '../view/review-change.ts';
import { returns } from './channel.ts';
import { nothing } from './requests.ts';

/** A review that was kept. */
export interface KeptReviewFacts {
  readonly id: number;
  readonly atMs: number;
  /** The day it was saved on, in the workspace's time zone. */
  readonly day: string;
}

/** A kept review, and what is not as it was then. */
export interface ReviewAnswer {
  readonly revision: number;
  /** Every review kept, the newest first. */
  readonly kept: readonly KeptReviewFacts[];
  /** The one compared with; `null`: nothing was reviewed yet. */
  readonly last: {
    readonly id: number;
    readonly atMs: number;
    /** The day it was saved on, in the workspace's time zone. */
    readonly day: string;
    /** Instant the inventory described then. */
    readonly asOf: string;
  } | null;
  /** Most important first. */
  readonly changes: readonly ReviewChange[];
}

export const reviewChannels = {
  /** Compared with the review of that id; with the newest where none is named or it is gone, by undo for instance. */
  'review:get': returns<ReviewAnswer>()(
    v.strictObject({ id: v.exactOptional(v.pipe(v.number(), v.safeInteger())) }),
    ['no-workspace', 'bad-input'],
  ),
  /** Keeps the present as what the next review is compared with. */
  'review:mark': returns<ReviewAnswer>()(nothing, ['no-workspace', 'bad-input', 'read-only', 'busy']),
};
