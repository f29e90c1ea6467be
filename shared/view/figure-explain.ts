import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { Backtest } from '../forecast/backtest.ts';
import type { ForecastDetail } from '../timeline/forecast-result.ts';
import type { Unit } from '../units.ts';
import { counted } from './number-format.ts';

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
} {
  const of = pairsOf(backtest);
  const mape = computed('Mean of |forecast − peak| ÷ peak', backtest.mape, 'ratio', of);
  const naive = computed('The same for the last complete peak repeated', backtest.naiveMape, 'ratio', of);
  return {
    mape: { name: 'off by', node: mape },
    naive: { name: 'last peak repeated', node: naive },
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

/** The line's own figures: what they were computed from. */
export function fitFigures(detail: ForecastDetail): {
  readonly r2: FigureExplained | null;
  readonly spread: FigureExplained | null;
  readonly robust: FigureExplained | null;
} {
  const { fit, robust, unit } = detail;
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
    robust:
      robust === null
        ? null
        : {
            name: 'robust slope per day',
            node: computed('Median of the slopes between all pairs of days', robust.slopePerDay, unit, of),
          },
  };
}
