import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { dayNumber } from '../model/instant.ts';
import type { ForecastDetail, SavedForecastScore } from '../timeline/forecast-result.ts';
import type { Unit } from '../units.ts';
import { formatDay } from './date-format.ts';
import { dateFigure } from './figure-explain.ts';
import { crossingWords, type ForecastFrame } from './forecast-words.ts';
import { counted, formatPercent } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

/** A figure of a row; `node` is its derivation, `null` where there is none to tell. */
export interface SavedFigure {
  readonly text: string;
  readonly node: ExplainNode | null;
}

/** A forecast that was really made, against what came, as a row of a table. */
export interface SavedRow {
  /** Last complete day it knew: no two kept forecasts of a constraint share it. */
  readonly key: string;
  readonly made: string;
  /** `key` as it is shown: several imports may be made on one day, each with later data. */
  readonly known: string;
  /** The date it named, with its interval. */
  readonly reaches: SavedFigure;
  readonly reachesRange: string | null;
  readonly forDay: string;
  readonly said: SavedFigure;
  readonly saidRange: string | null;
  readonly came: SavedFigure;
  readonly off: SavedFigure;
  readonly inside: SavedFigure;
  readonly days: string;
  readonly isScored: boolean;
}

const NOTHING: SavedFigure = { text: '—', node: null };

function saidNode({ fit, said, madeOn }: SavedForecastScore, unit: Unit): ExplainNode | null {
  if (said === null) return null;
  const of = `the forecast kept on ${madeOn.slice(0, 10)}`;
  const kept = (label: string, value: number, as: Unit): ExplainNode =>
    leaf(label, value, as, { origin: 'computed', of });
  const since = (dayNumber(said.day) ?? 0) - (dayNumber(fit.firstDay) ?? 0);
  return derived(`Line on ${said.day}`, unit, 'a + b × c', [
    kept(`line on ${fit.firstDay}`, fit.start, unit),
    kept('slope per day', fit.slopePerDay, unit),
    kept(`days since ${fit.firstDay}`, since, 'days'),
  ]);
}

function shareOf(value: number | null, label: string, score: SavedForecastScore): SavedFigure {
  if (value === null) return NOTHING;
  const of = `${counted(score.daysScored, 'complete day')} since ${score.lastDay}`;
  return { text: formatPercent(value), node: leaf(label, value, 'ratio', { origin: 'computed', of }) };
}

/** @param summary the constraint as it is forecast now. */
export function savedRow(score: SavedForecastScore, summary: ForecastDetail, frame: ForecastFrame): SavedRow {
  const { unit } = summary;
  const { said, came, crossing, daysScored } = score;
  const state = crossing === null ? 'no-target' : crossing.already ? 'missing' : 'crosses';
  const words = crossingWords({ ...summary, crossing, state, lastDay: score.lastDay }, frame);
  const line = { firstDay: score.fit.firstDay, start: score.fit.start, slopePerDay: score.fit.slopePerDay };
  const kept = `the forecast kept on ${score.madeOn.slice(0, 10)}`;
  const reached = dateFigure(kept, line, crossing?.date ?? null, summary)?.node ?? null;
  const low = said === null ? '' : quantityText(said.low, unit);
  return {
    key: score.lastDay,
    made: formatDay(score.madeOn.slice(0, 10), frame.asOf),
    known: formatDay(score.lastDay, frame.asOf),
    reaches: { text: words.text, node: reached },
    reachesRange: words.range,
    forDay: said === null ? '—' : formatDay(said.day, frame.asOf),
    said: said === null ? NOTHING : { text: quantityText(said.value, unit), node: saidNode(score, unit) },
    saidRange: said === null ? null : `${low} – ${quantityText(said.high, unit)}`,
    came:
      came === null || said === null
        ? NOTHING
        : {
            text: quantityText(came, unit),
            node: leaf(`Daily peak on ${said.day}`, came, unit, {
              origin: 'measured',
              of: summary.metric ?? summary.id,
            }),
          },
    off: shareOf(score.mape, 'Mean of |forecast − peak| ÷ peak', score),
    inside: shareOf(score.coverage, 'Share of peaks inside the interval, ends included', score),
    days: daysScored === 0 ? 'none yet' : String(daysScored),
    isScored: daysScored > 0,
  };
}
