import type { Trigger } from '../timeline/trigger-result.ts';
import { formatDayInSentence } from './date-format.ts';
import { bySummaryUrgency, type ForecastPair } from './forecast-rows.ts';
import { crossingClause } from './forecast-verdict.ts';
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
  const end = formatDayInSentence(horizonEnd(first, frame), frame.asOf);
  const deed = deedClause(triggers, frame);
  if (dated.length === 0) {
    const which = missed.size > 0 ? 'Every other forecast' : 'Every forecast';
    return { clauses: [say(` ${which} holds to ${end}.`), ...deed], isSoon: false, hasDates: false };
  }
  const more = dated.length - NAMED;
  return {
    clauses: [
      ...dated.slice(0, NAMED).flatMap((summary) => [say(' '), ...crossingClause(summary, frame)]),
      ...(more > 0 ? [say(` ${counted(more, 'more limit')} by ${end}.`)] : []),
      ...deed,
    ],
    isSoon: dated.some(({ daysLeft }) => daysLeft !== null && daysLeft <= frame.triggerHorizonDays),
    hasDates: true,
  };
}
