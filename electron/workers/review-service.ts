import { calendarOf, dayName } from '../../shared/history/calendar.ts';
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

function presentOf({ workspace, engine, forecasts }: Reviewed): Present {
  return {
    model: workspace.model(),
    policy: workspace.policy(),
    assessment: engine.baseline(),
    forecasts: forecasts.list({ kind: 'baseline' }).rows.map(({ baseline }) => baseline),
  };
}

/** @throws Refusal `bad-input` where the region cannot be assessed. */
function review(of: Reviewed): ReviewAnswer {
  const { workspace } = of;
  const last = workspace.reviews.last();
  const { revision } = workspace;
  if (last === null) return { revision, last: null, changes: [] };
  return {
    revision,
    last: {
      atMs: last.atMs,
      day: dayName(calendarOf(workspace.timeZone).dayOf(last.atMs)),
      asOf: last.snapshot.asOf,
    },
    changes: reviewChanges(last.snapshot, presentOf(of)),
  };
}

/** @throws Refusal `read-only`, `bad-input`. */
function markReviewed(of: Reviewed): ReviewAnswer {
  const snapshot = reviewSnapshot(presentOf(of));
  of.workspace.act('Mark as reviewed', (atMs) => of.workspace.reviews.add(snapshot, atMs));
  return review(of);
}

/** The part of the workspace's service about reviews. */
export function createReviewService(reviewed: () => Reviewed) {
  return {
    review: () => review(reviewed()),
    markReviewed: () => markReviewed(reviewed()),
  };
}
