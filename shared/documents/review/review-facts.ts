import type { Assessment } from '../../assess/constraint.ts';
import type { ForecastDetail } from '../../timeline/forecast-result.ts';
import type { ImmediateResult } from '../../timeline/result.ts';
import type { Trigger } from '../../timeline/trigger-result.ts';
import type { RegionName } from '../../view/constraint-name.ts';
import type { KeptDecision } from '../../view/decision.ts';
import type { ForecastPair } from '../../view/forecast-rows.ts';
import type { ForecastFrame } from '../../view/forecast-words.ts';
import type { ClusterOfHost } from '../../view/placement-view.ts';
import type { ReviewChange } from '../../view/review-change.ts';
import type { RegionOfScope } from '../../view/scope-index.ts';
import type { ReportOrigin } from '../reports/report-page.ts';

/** A scenario laid over the review: its result, the same as on the screens. */
export interface ReviewedScenario {
  readonly name: string;
  readonly result: ImmediateResult;
  readonly clusterOf: ClusterOfHost;
}

/** A decision of the log, and which one took it back. */
export interface ReviewedDecision {
  readonly decision: KeptDecision;
  /** Calendar day on which it was made. */
  readonly day: string;
  readonly revertedBy: number | null;
}

/** What the Overview shows, gathered for a document. Pairs hold the scenario’s side where there is one. */
export interface ReviewFacts {
  readonly origin: ReportOrigin;
  readonly regions: readonly string[];
  readonly regionName: RegionName;
  readonly regionOf: RegionOfScope;
  readonly assessment: Assessment;
  /** `null`: the baseline alone. */
  readonly scenario: ReviewedScenario | null;
  /** Hosts that may be lost per cluster. */
  readonly losses: number;
  readonly forecasts: readonly ForecastPair[];
  readonly details: (id: string) => {
    readonly baseline: ForecastDetail;
    readonly scenario: ForecastDetail | null;
  } | null;
  readonly triggers: readonly { readonly baseline: Trigger; readonly scenario: Trigger | null }[];
  readonly frame: ForecastFrame;
  /** Day of the review before; `null` for the first. */
  readonly lastReview: string | null;
  readonly changes: readonly ReviewChange[];
  /** Since the review before, all of them before the first; newest first. */
  readonly decisions: readonly ReviewedDecision[];
}
