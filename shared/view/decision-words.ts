import type { DecidedCrossing, DecidedFigure, DecidedValue, DecisionKind } from './decision.ts';
import type { OutcomeState } from './decision-outcome.ts';
import { formatDay } from './date-format.ts';
import { formatRange } from './number-format.ts';
import { numberText } from './target-text.ts';

export const DECISION_KIND_WORDS: Readonly<Record<DecisionKind, string>> = {
  'plan-line': 'Purchase',
  onboarding: 'Onboarding',
  policy: 'Assumption',
  scenario: 'Scenario adopted',
  'review-finding': 'Review finding',
  note: 'Note',
  revert: 'Taken back',
};

/** Why a row has no actual value yet, in the words of a table. */
export const OUTCOME_WORDS: Readonly<Record<OutcomeState, string>> = {
  measured: 'Measured',
  'no-newer-data': 'Not measured yet: no newer data since the decision',
  'not-due': 'Not measured yet: its day has not come',
  'no-effect': 'Nothing was expected in figures',
};

/** One side of a figure as the screens show that constraint. */
export function decidedText(
  { target, unit, isRatio }: Pick<DecidedFigure, 'target' | 'unit' | 'isRatio'>,
  value: DecidedValue | null,
): string {
  if (value === null) return 'not in the model';
  return numberText({ target, unit, utilization: isRatio ? 0 : null }, value.shown);
}

/** `14 May (6 – 23 May)`, `none in sight`, `none in sight, earliest 10 Jun`, `missed on 14 May`, `not measured`. */
export function crossingText({ state, date, early, late }: DecidedCrossing, asOf: string): string {
  if (state === 'not-measured') return 'not measured';
  if (state === 'no-target') return 'no target';
  if (state === 'missing') return date === null ? 'missed' : `missed on ${formatDay(date, asOf)}`;
  if (date === null)
    return early === null ? 'none in sight' : `none in sight, earliest ${formatDay(early, asOf)}`;
  const day = formatDay(date, asOf);
  if (early === null) return day;
  return `${day} (${formatRange(formatDay(early, asOf), late === null ? 'open' : formatDay(late, asOf))})`;
}
