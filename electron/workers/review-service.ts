import { calendarOf, dayName } from '../../shared/history/calendar.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { ReviewAnswer } from '../../shared/ipc/review-channels.ts';
import { reviewChanges } from '../../shared/view/review-changes.ts';
import { reviewSnapshot, type Present } from '../../shared/view/review-snapshot.ts';
import type { EngineAnswers } from '../workspace/engine-answers.ts';
import type { ForecastAnswers } from '../workspace/forecast-answers.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a review is made of; both answers are remembered while the workspace stays as it is. */
export interface Reviewed {
  readonly workspace: Workspace;
  readonly engine: EngineAnswers;
  readonly forecasts: ForecastAnswers;
}

export function presentOf({ workspace, engine, forecasts }: Reviewed): Present {
  return {
    model: workspace.model(),
    policy: workspace.policy(),
    assessment: engine.baseline(),
    forecasts: forecasts.list({ kind: 'baseline' }).rows.map(({ baseline }) => baseline),
  };
}

/** @throws Refusal `bad-input` where the region cannot be assessed. */
function review(of: Reviewed, id: number | null): ReviewAnswer {
  const { workspace } = of;
  const last = workspace.reviews.kept(id);
  const { revision } = workspace;
  const calendar = calendarOf(workspace.timeZone);
  const factsOf = (one: { readonly id: number; readonly atMs: number }) => ({
    id: one.id,
    atMs: one.atMs,
    day: dayName(calendar.dayOf(one.atMs)),
  });
  const kept = workspace.reviews.list().map(factsOf);
  if (last === null) return { revision, kept, last: null, changes: [] };
  return {
    revision,
    kept,
    last: { ...factsOf(last), asOf: last.snapshot.asOf },
    changes: reviewChanges(last.snapshot, presentOf(of)),
  };
}

/** @throws Refusal `read-only`, `bad-input`. */
function markReviewed(of: Reviewed): ReviewAnswer {
  const snapshot = reviewSnapshot(presentOf(of));
  of.workspace.act('Mark as reviewed', (atMs) => of.workspace.reviews.add(snapshot, atMs));
  return review(of, null);
}

/** The part of the workspace's service about reviews. */
export function createReviewService(reviewed: () => Reviewed) {
  return {
    review: ({ id }: RequestOf<'review:get'>) => review(reviewed(), id ?? null),
    markReviewed: () => markReviewed(reviewed()),
  };
}
