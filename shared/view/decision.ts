import type { Target, Verdict } from '../assess/constraint.ts';
import type { ForecastState } from '../timeline/forecast-result.ts';
import type { Unit } from '../units.ts';

/** What was decided: by whom it is made tells which part of the application writes it. `revert` takes an earlier one back. */
export const DECISION_KINDS = [
  'plan-line',
  'onboarding',
  'policy',
  'scenario',
  'review-finding',
  'note',
  'revert',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** A constraint on one side of a decision: the number it is shown by (base unit; the outcome's word for survival). */
export interface DecidedValue {
  readonly shown: number | string | null;
  readonly verdict: Verdict;
}

/** One constraint a decision moves. A side is `null` where the constraint is not there on that side. */
export interface DecidedFigure {
  readonly id: string;
  readonly target: Target | null;
  readonly unit: Unit;
  /** Without a target: shown as a share of the capacity, else in its own unit. */
  readonly isRatio: boolean;
  readonly before: DecidedValue | null;
  readonly after: DecidedValue | null;
}

/** When a limit is reached, as one side of a decision forecasts it; days as in `CrossingDates`. */
export interface DecidedCrossing {
  readonly state: ForecastState;
  readonly date: string | null;
  readonly early: string | null;
  readonly late: string | null;
}

export interface DecidedDate {
  readonly id: string;
  readonly before: DecidedCrossing;
  readonly after: DecidedCrossing;
}

export interface Cost {
  readonly amount: number;
  /** As the catalogue writes it, `EUR`; `null` where it says none. */
  readonly currency: string | null;
}

/** What the engine said the decision would do, kept as it was said. */
export interface ExpectedEffect {
  /** Constraints whose number or verdict differs, single hosts left out; missed ones first. */
  readonly figures: readonly DecidedFigure[];
  /** Constraints whose crossing differs. */
  readonly dates: readonly DecidedDate[];
  /** Constraints that moved beside those kept: only the first of each list are. */
  readonly more: number;
  /** Last day the forecasts looked at. */
  readonly horizon: string;
}

/** The scenario a decision rests on; the version may since have been followed by others. */
export interface DecidedScenario {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** SHA-256 of the document as it is exported, hexadecimal. */
  readonly hash: string;
}

/** The data a decision rests on. */
export interface DecidedData {
  /** Instant the inventory described. */
  readonly asOf: string;
  /** SHA-256 of the model document as it is exported, hexadecimal. */
  readonly modelHash: string;
  /** Last day measured of any forecast series; `null` without history. */
  readonly lastMeasuredDay: string | null;
  /** Instant of the newest import; `null` before the first. */
  readonly lastImportAtMs: number | null;
}

/** `headroom.decision/v1`: who decided what, why, on which scenario and data, and what was expected of it. */
export interface Decision {
  readonly schema: 'headroom.decision/v1';
  readonly kind: DecisionKind;
  readonly title: string;
  readonly reason: string;
  readonly by: string | null;
  readonly scenario: DecidedScenario | null;
  readonly data: DecidedData;
  /** `null`: nothing was computed, as for a note. */
  readonly effect: ExpectedEffect | null;
  readonly cost: Cost | null;
  /** Day from which the effect is expected to be there: the last dated event, else the day of the data. */
  readonly dueOn: string;
  /** A customer's first day, for the review after an onboarding; `null` else. */
  readonly goLiveOn: string | null;
  /** Decision this one takes back; `null` else. */
  readonly reverts: number | null;
}

export interface KeptDecision extends Decision {
  readonly id: number;
  readonly atMs: number;
  /** Rows of the workspace file it changed beside its own. */
  readonly changedRows: number;
}

/** Decisions that no longer stand, and by which one: a revert of a revert puts the first one back. */
export function revertedBy(
  decisions: readonly Pick<KeptDecision, 'id' | 'reverts'>[],
): ReadonlyMap<number, number> {
  const reverts = new Map<number, number[]>();
  for (const { id, reverts: of } of decisions)
    if (of !== null) reverts.set(of, [...(reverts.get(of) ?? []), id]);
  const standingRevert = (of: number): number | null =>
    reverts.get(of)?.find((id) => standingRevert(id) === null) ?? null;
  return new Map(
    decisions.flatMap(({ id }) => {
      const by = standingRevert(id);
      return by === null ? [] : [[id, by] as const];
    }),
  );
}
