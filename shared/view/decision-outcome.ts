import type { DecidedCrossing, DecidedValue, Decision } from './decision.ts';
import { decidedCrossing, decidedValue, type DecidedSide } from './decision-effect.ts';

/** The data as they are now, to tell whether anything was measured since a decision. */
export interface MeasuredState {
  readonly asOf: string;
  readonly lastMeasuredDay: string | null;
}

/**
 * - `measured`: newer data than the decision's, on or after the day its effect was due
 * - `no-newer-data`: nothing was imported or synced since: the model still says what the decision said
 * - `not-due`: newer data, but of days before the effect was due
 * - `no-effect`: nothing was expected in figures
 */
export type OutcomeState = 'measured' | 'no-newer-data' | 'not-due' | 'no-effect';

/** What came of a decision; in the order of its expected effect. */
export interface DecisionOutcome {
  readonly state: OutcomeState;
  /** `null` in a row: the constraint is not in the model any more. All rows only where `state` is `measured`. */
  readonly figures: readonly { readonly id: string; readonly actual: DecidedValue | null }[];
  readonly dates: readonly { readonly id: string; readonly actual: DecidedCrossing | null }[];
}

const dayOf = (instant: string): string => instant.slice(0, 10);

/** Last day anything is known of: the inventory's, or the last measured one. */
const knownTo = ({ asOf, lastMeasuredDay }: MeasuredState): string =>
  lastMeasuredDay !== null && lastMeasuredDay > dayOf(asOf) ? lastMeasuredDay : dayOf(asOf);

function stateOf({ effect, data, dueOn }: Decision, now: MeasuredState): OutcomeState {
  if (effect === null || effect.figures.length + effect.dates.length === 0) return 'no-effect';
  const isNewer = Date.parse(now.asOf) > Date.parse(data.asOf) || knownTo(now) > knownTo(data);
  if (!isNewer) return 'no-newer-data';
  return knownTo(now) < dueOn ? 'not-due' : 'measured';
}

/**
 * Expected against actual: the figures a decision named, as the newest data have them. A figure counts as measured only
 * when the data are newer than the decision's and reach the day its effect was due; until then nothing is said, because
 * the model would only repeat the decision's own expectation.
 */
export function decisionOutcome(
  decision: Decision,
  now: MeasuredState,
  side: () => DecidedSide,
): DecisionOutcome {
  const state = stateOf(decision, now);
  if (state !== 'measured' || decision.effect === null) return { state, figures: [], dates: [] };
  const { assessment, forecasts } = side();
  const values = new Map(assessment.constraints.map((each) => [each.id, decidedValue(each)]));
  const crossings = new Map(forecasts.map((each) => [each.id, decidedCrossing(each)]));
  return {
    state,
    figures: decision.effect.figures.map(({ id }) => ({ id, actual: values.get(id) ?? null })),
    dates: decision.effect.dates.map(({ id }) => ({ id, actual: crossings.get(id) ?? null })),
  };
}
