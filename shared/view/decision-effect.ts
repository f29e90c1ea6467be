import type { Assessment, Constraint } from '../assess/constraint.ts';
import { changesBetween } from '../timeline/changes.ts';
import type { ForecastSummary } from '../timeline/forecast-result.ts';
import { splitScope } from './constraint-name.ts';
import type {
  DecidedCrossing,
  DecidedDate,
  DecidedFigure,
  DecidedValue,
  ExpectedEffect,
} from './decision.ts';
import { shownNumber } from './review-snapshot.ts';

/** As many of each list as a decision keeps. */
const MOST = 60;

/** What is looked at on one side of a decision. */
export interface DecidedSide {
  readonly assessment: Assessment;
  readonly forecasts: readonly ForecastSummary[];
}

export const decidedValue = (constraint: Constraint): DecidedValue => ({
  shown: shownNumber(constraint),
  verdict: constraint.verdict,
});

export const decidedCrossing = ({ state, crossing }: ForecastSummary): DecidedCrossing => ({
  state,
  date: crossing?.date ?? null,
  early: crossing?.early ?? null,
  late: crossing?.late ?? null,
});

/** One constraint on both sides; none where it is on neither. */
export function decidedFigure(
  id: string,
  before: Constraint | null,
  after: Constraint | null,
): readonly DecidedFigure[] {
  const known = after ?? before;
  if (known === null) return [];
  return [
    {
      id,
      target: known.target,
      unit: known.unit,
      isRatio: known.utilization !== null,
      before: before === null ? null : decidedValue(before),
      after: after === null ? null : decidedValue(after),
    },
  ];
}

/** Newly missed first, then met again, then the others in the order of the assessment. */
function rank({ before, after }: DecidedFigure): number {
  if (after?.verdict === 'breach' && before?.verdict !== 'breach') return 0;
  if (before?.verdict === 'breach' && after?.verdict !== 'breach') return 1;
  return after?.verdict === 'breach' ? 2 : 3;
}

/** Whether both read alike; of what is missed no interval is told. */
function sameCrossing(was: DecidedCrossing, is: DecidedCrossing): boolean {
  if (was.state !== is.state || was.date !== is.date) return false;
  return was.state === 'missing' || (was.early === is.early && was.late === is.late);
}

function dateChanges(
  before: readonly ForecastSummary[],
  after: readonly ForecastSummary[],
): readonly DecidedDate[] {
  const now = new Map(after.map((forecast) => [forecast.id, decidedCrossing(forecast)]));
  return before.flatMap((forecast) => {
    const [was, is] = [decidedCrossing(forecast), now.get(forecast.id)];
    if (is === undefined || sameCrossing(was, is)) return [];
    return [{ id: forecast.id, before: was, after: is }];
  });
}

/**
 * What changes between two sides of a decision, as it is kept with it: targets newly missed first. Limits of single hosts
 * are left out, as in a review. Every number is the engine's; nothing is rounded.
 *
 * @param horizon last day the forecasts look at.
 */
export function expectedEffect(before: DecidedSide, after: DecidedSide, horizon: string): ExpectedEffect {
  const figures = changesBetween(before.assessment, after.assessment)
    .filter(({ id }) => splitScope(id.slice(id.indexOf('@') + 1)).kind !== 'host')
    .flatMap((change) => decidedFigure(change.id, change.before, change.after))
    .filter((figure) => JSON.stringify(figure.before) !== JSON.stringify(figure.after))
    .map((figure, index) => ({ figure, index }))
    .sort((a, b) => rank(a.figure) - rank(b.figure) || a.index - b.index)
    .map(({ figure }) => figure);
  const dates = dateChanges(before.forecasts, after.forecasts);
  return {
    figures: figures.slice(0, MOST),
    dates: dates.slice(0, MOST),
    more: Math.max(0, figures.length - MOST) + Math.max(0, dates.length - MOST),
    horizon,
  };
}
