import type { ReviewChange } from '../view/review-change.ts';
import { returns } from './channel.ts';
import { nothing } from './requests.ts';

/** The last review, and what is not as it was then. */
export interface ReviewAnswer {
  readonly revision: number;
  /** `null`: nothing was reviewed yet. */
  readonly last: {
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
  'review:get': returns<ReviewAnswer>()(nothing, ['no-workspace', 'bad-input']),
  /** Keeps the present as what the next review is compared with. */
  'review:mark': returns<ReviewAnswer>()(nothing, ['no-workspace', 'bad-input', 'read-only', 'busy']),
};
