import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { dayNumber } from '../model/instant.ts';
import type { Backtest } from '../forecast/backtest.ts';
import type { ForecastDetail, PastForecast } from '../timeline/forecast-result.ts';
import type { Unit } from '../units.ts';
import { counted } from './number-format.ts';
import { skillOf } from '../forecast/skill.ts';

const computed = (label: string, value: number | null, unit: Unit, of: string): ExplainNode =>
  leaf(label, value, unit, { origin: 'computed', of });

const pairsOf = ({ pairs, cutoffs }: Backtest): string =>
  `${counted(pairs, 'pair')} of forecast and peak, ${counted(cutoffs, 'past forecast')}`;

export interface FigureExplained {
  readonly name: string;
  readonly node: ExplainNode;
}

/** The backtest's figures as derivations: what was averaged over what (MODEL.md section 8, "Validate with reality"). */
export function backtestFigures(backtest: Backtest): {
  readonly mape: FigureExplained;
  readonly naive: FigureExplained;
  readonly coverage: FigureExplained;
  readonly skill: FigureExplained;
  readonly bias: FigureExplained;
  readonly cutoffs: FigureExplained;
} {
  const of = pairsOf(backtest);
  const mape = computed('Mean of |forecast − peak| ÷ peak', backtest.mape, 'ratio', of);
  const naive = computed('The same for the last complete peak repeated', backtest.naiveMape, 'ratio', of);
  return {
    mape: { name: 'off by', node: mape },
    naive: { name: 'last peak repeated', node: naive },
    bias: {
      name: 'too high or too low',
      node: computed('Mean of (forecast − peak) ÷ peak; above 0 = too high', backtest.bias, 'ratio', of),
    },
    cutoffs: {
      name: 'past forecasts',
      node: computed(
        'Cut-offs, one a week, with 7 complete days before and 7 after',
        backtest.cutoffs,
        'count',
        'complete daily peaks',
      ),
    },
    coverage: {
      name: 'inside the band',
      node: computed('Share of peaks inside the interval, ends included', backtest.coverage, 'ratio', of),
    },
    skill: {
      name: 'skill',
      node: derived('Skill', 'count', '1 − error ÷ error of the last peak', [mape, naive]),
    },
  };
}

/** A measured daily peak: the quantile of that day's samples; `null` on a day without one. */
export function peakFigure(detail: ForecastDetail, day: string): FigureExplained | null {
  const { days, origin, unit } = detail;
  const at = days.day.indexOf(day);
  const peak = days.peak[at];
  if (peak === undefined || origin === null) return null;
  const samples = counted(days.samples[at] ?? 0, 'sample');
  const without = origin.less === 0 ? '' : ', each host without its system reserve';
  const of = `${origin.metric} of ${origin.scope}${without}, ${samples} of ${day}`;
  const label = `Daily peak on ${day}: 0.95 quantile of its samples`;
  return { name: `peak on ${day}`, node: leaf(label, peak, unit, { origin: 'measured', of }) };
}

/** The derivations of a line's date: its value on that day, and how far beyond the limit of that day it is. */
export function dateFigure(
  name: string,
  line: { readonly firstDay: string; readonly start: number; readonly slopePerDay: number },
  date: string | null,
  detail: Pick<ForecastDetail, 'unit' | 'capacity'>,
): FigureExplained | null {
  if (date === null) return null;
  const { unit, capacity } = detail;
  const days = (dayNumber(date) ?? 0) - (dayNumber(line.firstDay) ?? 0);
  const value = derived(`Line on ${date}`, unit, 'a + b × c', [
    computed(`line on ${line.firstDay}`, line.start, unit, name),
    computed('slope per day', line.slopePerDay, unit, name),
    computed(`days since ${line.firstDay}`, days, 'days', 'calendar'),
  ]);
  const limit = capacity.limit[capacity.day.indexOf(date)] ?? null;
  if (limit === null) return { name, node: value };
  const most = computed(`limit on ${date}`, limit, unit, 'capacity of that day and the target');
  return { name, node: derived(`Line beyond the limit on ${date}`, unit, 'a − b', [value, most]) };
}

/** How one past forecast did on the days that came since: the same figures as the backtest's. */
export function pastFigures(past: PastForecast): {
  readonly mape: FigureExplained;
  readonly naive: FigureExplained;
  readonly coverage: FigureExplained;
  readonly skill: FigureExplained;
  readonly bias: FigureExplained;
} {
  const cutoffs = past.daysScored === 0 ? 0 : 1;
  const skill = skillOf(past.mape, past.naiveMape);
  const { mape, bias, coverage, naiveMape, daysScored: pairs } = past;
  return backtestFigures({
    cutoffs,
    pairs,
    mape,
    bias,
    coverage,
    naiveMape,
    skill,
    zeroPeaks: 0,
    verdict: 'unvalidated',
  });
}

function figureOf(
  name: string,
  label: string,
  value: number | undefined,
  { unit, of }: { readonly unit: Unit; readonly of: string },
): FigureExplained | null {
  return value === undefined ? null : { name, node: computed(label, value, unit, of) };
}

/** The line's own figures: what they were computed from. */
export function fitFigures(detail: ForecastDetail): {
  readonly r2: FigureExplained | null;
  readonly spread: FigureExplained | null;
  readonly robust: FigureExplained | null;
  readonly robustLow: FigureExplained | null;
  readonly robustHigh: FigureExplained | null;
  readonly levelShift: FigureExplained | null;
  readonly levelShiftDay: FigureExplained | null;
  readonly robustCrossing: FigureExplained | null;
  readonly levelShiftAfter: FigureExplained | null;
} {
  const { fit, robust, levelShift: shift, unit } = detail;
  const of =
    fit === null ? '' : `${counted(fit.n, 'complete daily peak')}, ${fit.firstDay} to ${fit.lastDay}`;
  return {
    r2:
      fit === null
        ? null
        : {
            name: 'r²',
            node: computed('Share of the peaks’ variance the line explains', fit.r2, 'count', of),
          },
    spread:
      fit === null
        ? null
        : {
            name: 'days off the line',
            node: computed('Residual standard deviation, n − 2 degrees', fit.residualStd, unit, of),
          },
    robust: figureOf(
      'robust slope per day',
      'Median of the slopes between all pairs of days',
      robust?.slopePerDay,
      { unit, of },
    ),
    robustLow: figureOf(
      'robust slope, lower edge',
      'Slope of rank (N − C) ÷ 2 among all pairs of days (Sen 1968)',
      robust?.slopeLow,
      { unit, of },
    ),
    robustHigh: figureOf(
      'robust slope, upper edge',
      'Slope of rank (N + C) ÷ 2 among all pairs of days (Sen 1968)',
      robust?.slopeHigh,
      { unit, of },
    ),
    levelShift: figureOf(
      'level shift',
      'Height of the step that takes most from the squared residuals (supremum F, 1%)',
      detail.levelShift?.step,
      { unit, of },
    ),
    levelShiftDay: figureOf(
      `level shift on ${shift?.day ?? ''}`,
      'F statistic of a step on this day, the largest of all days (supremum F, 1%: 12.35)',
      shift?.statistic,
      { unit: 'count', of },
    ),
    robustCrossing:
      robust === null
        ? null
        : dateFigure(
            'robust line',
            { ...robust, firstDay: fit?.firstDay ?? '', start: robust.intercept },
            robust.crossing,
            detail,
          ),
    levelShiftAfter:
      shift?.after == null
        ? null
        : dateFigure(
            'days since the level shift',
            { ...shift.after.fit, start: shift.after.fit.intercept },
            shift.after.crossing?.date ?? null,
            detail,
          ),
  };
}
