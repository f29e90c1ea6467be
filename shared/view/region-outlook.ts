import { byCodeUnits } from '../model/model-index.ts';
import type { ForecastSummary } from '../timeline/forecast-result.ts';
import type { Trigger } from '../timeline/trigger-result.ts';
import { formatDayInSentence } from './date-format.ts';
import { bySummaryUrgency, type ForecastPair } from './forecast-rows.ts';
import { constraintPhrase } from './constraint-name.ts';
import { crossingClause, edgeClause } from './forecast-verdict.ts';
import { horizonEnd, type ForecastFrame } from './forecast-words.ts';
import { counted } from './number-format.ts';
import { say, strong, type Phrase, type Sentence } from './sentence.ts';

/** What the forecasts add to a region's sentence: which limits are reached when, and the smallest deed against it. */
export interface RegionOutlook {
  readonly clauses: Sentence;
  /** A limit is reached within the trigger horizon. */
  readonly isSoon: boolean;
  /** Any limit is reached before the horizon ends. */
  readonly hasDates: boolean;
}

const NAMED = 2;

/** The most urgent trigger's smallest action: `Order 3 × std-64 by 2 April.` */
function deedClause(triggers: readonly Trigger[], frame: ForecastFrame): readonly Phrase[] {
  const trigger = triggers.find(
    ({ state, action }) => (state === 'firing' || state === 'watch') && action !== null,
  );
  const action = trigger?.action ?? null;
  if (action === null) return [];
  const due = action.orderBy ?? action.inServiceBy;
  if (due === null) return [say(' '), strong(`${action.text}.`)];
  const day = formatDayInSentence(due, frame.asOf);
  return action.late
    ? [say(' '), strong(`${action.text} at once`), say(`; it was due on ${day}.`)]
    : [say(' '), strong(`${action.text} by ${day}`), say('.')];
}

/** What a planner must know beside "every forecast holds": the first limit that the edge of an interval reaches. */
function edgeClauses(judged: readonly ForecastSummary[], frame: ForecastFrame): readonly Phrase[] {
  const [first, ...more] = judged.filter(({ state }) => state === 'watch');
  if (first === undefined) return [];
  const of = ` of ${constraintPhrase(first)}`;
  const others = more.length === 0 ? [] : [say(` ${counted(more.length, 'more limit')} at its edge.`)];
  return [say(' '), ...edgeClause(first, frame, of), ...others];
}

/**
 * Clauses for the forecasts of one region, most urgent first as `rankForecasts` gives them. `missed` names the
 * constraints the sentence already calls missed; `triggers` are the region's, most urgent first.
 */
export function regionOutlook(
  rows: readonly ForecastPair[],
  triggers: readonly Trigger[],
  missed: ReadonlySet<string>,
  frame: ForecastFrame,
): RegionOutlook | null {
  const judged = rows
    .map(({ baseline }) => baseline)
    .filter((summary) => summary.target !== null)
    .sort(bySummaryUrgency);
  const [first] = judged;
  if (first === undefined) return null;
  const dated = judged.filter(
    ({ state, id }) => (state === 'crosses' || state === 'missing') && !missed.has(id),
  );
  const ends = (of: readonly ForecastSummary[]): readonly string[] =>
    of.map((summary) => horizonEnd(summary, frame)).sort(byCodeUnits);
  const deed = deedClause(triggers, frame);
  if (dated.length === 0) {
    const which = missed.size > 0 ? 'Every other forecast' : 'Every forecast';
    const edges = edgeClauses(judged, frame);
    // All of them only to where the first of them ends.
    const end = formatDayInSentence(ends(judged)[0] ?? frame.asOf, frame.asOf);
    return {
      clauses: [say(` ${which} holds to ${end}.`), ...edges, ...deed],
      isSoon: false,
      hasDates: false,
    };
  }
  const others = dated.slice(NAMED);
  const end = formatDayInSentence(ends(others).at(-1) ?? frame.asOf, frame.asOf);
  return {
    clauses: [
      ...dated.slice(0, NAMED).flatMap((summary) => [say(' '), ...crossingClause(summary, frame)]),
      ...(others.length > 0 ? [say(` ${counted(others.length, 'more limit')} by ${end}.`)] : []),
      ...deed,
    ],
    isSoon: dated.some(({ daysLeft }) => daysLeft !== null && daysLeft <= frame.triggerHorizonDays),
    hasDates: true,
  };
}
