import type { ReactNode } from 'react';
import type { ForecastAnswer } from '../../../shared/ipc/forecast-channels.ts';
import type { ForecastDetail, ProjectedPoint } from '../../../shared/timeline/forecast-result.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { fitFigures } from '../../../shared/view/figure-explain.ts';
import { termFigures } from '../../../shared/view/season-explain.ts';
import { horizonEnd, shownName, shownText, type ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { formatDecimal, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { formatQuantity, quantityText } from '../../../shared/view/quantity-format.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { explainForecast } from '../../state/explain-store.ts';
import { useFitChoice } from '../../state/forecast-store.ts';
import { Explained } from './Explained.tsx';
import { FitOffers } from './FitOffers.tsx';
import { titleOf } from './forecast-title.ts';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function perDay(value: number, detail: ForecastDetail): string {
  const { text, unit } = formatQuantity(value, detail.unit);
  return `${value > 0 ? '+' : ''}${text}${unit === '' ? '' : ` ${unit}`} a day`;
}

function Horizon({
  detail,
  point,
  frame,
}: {
  readonly detail: ForecastDetail;
  readonly point: ProjectedPoint;
  readonly frame: ForecastFrame;
}) {
  const over = useFitChoice();
  const on = `${titleOf(detail)}, on ${formatDay(point.day, frame.asOf)}`;
  const hasTarget = point.shown !== null && detail.target !== null;
  const [value, low, high] = hasTarget
    ? [point.shown, point.shownLow, point.shownHigh]
    : [point.value, point.low, point.high];
  const [first, last] = low !== null && high !== null && low > high ? [high, low] : [low, high];
  const edge = (which: 'low' | 'high') => {
    const shown = which === 'low' ? 'shownLow' : 'shownHigh';
    return explainForecast(detail.id, 'before', point.day, hasTarget ? shown : which, `${on}, edge`, over);
  };
  return (
    <Fact name={`${shownName(detail)} on ${formatDay(point.day, frame.asOf)}`}>
      <ExplainNumber
        target={explainForecast(detail.id, 'before', point.day, hasTarget ? 'shown' : 'demand', on, over)}
      >
        {shownText(detail, value)}
      </ExplainNumber>
      {first === null || last === null ? null : (
        <span className="mute">
          {' '}
          (
          <ExplainNumber target={edge(first === low ? 'low' : 'high')}>
            {shownText(detail, first)}
          </ExplainNumber>{' '}
          –{' '}
          <ExplainNumber target={edge(last === high ? 'high' : 'low')}>
            {shownText(detail, last)}
          </ExplainNumber>
          )
        </span>
      )}
    </Fact>
  );
}

/** The fitted line in figures, the robust line beside it, and what else could be fitted. */
export function FiguresPane({
  answer,
  whole,
  frame,
}: {
  readonly answer: ForecastAnswer;
  /** The forecast over the policy's window, without further terms. */
  readonly whole: ForecastAnswer;
  readonly frame: ForecastFrame;
}) {
  const detail = answer.baseline;
  const { fit, robust, atTriggerHorizon } = detail;
  const over = useFitChoice();
  const figures = fitFigures(detail);
  const terms = termFigures(detail);
  const [least, most] = [Math.min(...(fit?.weekdays ?? [])), Math.max(...(fit?.weekdays ?? []))];
  const lastDay = detail.lastDay ?? frame.asOf;
  return (
    <div className="pane f-figures">
      <header>
        <h2>The line</h2>
        <span className="note">
          {fit === null
            ? 'nothing was fitted'
            : `least squares over ${fit.n} days, ${formatDay(fit.firstDay, frame.asOf)} – ${formatDay(fit.lastDay, frame.asOf)}`}
        </span>
      </header>
      <dl className="f-facts">
        {detail.slopePerDay === null ? null : (
          <Fact name="rises">
            <ExplainNumber
              target={explainForecast(
                detail.id,
                'before',
                lastDay,
                'slope',
                `${titleOf(detail)}, slope`,
                over,
              )}
            >
              {perDay(detail.slopePerDay, detail)}
            </ExplainNumber>
          </Fact>
        )}
        {robust === null ? null : (
          <Fact name="robust slope">
            <Explained detail={detail} figure={figures.robust}>
              {perDay(robust.slopePerDay, detail)}
            </Explained>{' '}
            <span className="mute">
              (
              <Explained detail={detail} figure={figures.robustLow}>
                {formatQuantity(robust.slopeLow, detail.unit).text}
              </Explained>{' '}
              –{' '}
              <Explained detail={detail} figure={figures.robustHigh}>
                {formatQuantity(robust.slopeHigh, detail.unit).text}
              </Explained>
              )
            </span>
          </Fact>
        )}
        {robust === null || detail.target === null ? null : (
          <Fact name="robust line reaches the limit">
            <Explained detail={detail} figure={figures.robustCrossing}>
              {robust.crossing === null
                ? `none to ${formatDay(horizonEnd(detail, frame), frame.asOf)}`
                : formatDay(robust.crossing, frame.asOf)}
            </Explained>
          </Fact>
        )}
        {atTriggerHorizon === null ? null : (
          <Horizon detail={detail} point={atTriggerHorizon} frame={frame} />
        )}
        {fit === null ? null : (
          <Fact name="r²; days off the line">
            <Explained detail={detail} figure={figures.r2}>
              {fit.r2 === null ? NOT_MEASURED : formatDecimal(fit.r2, 2)}
            </Explained>
            ;{' '}
            <Explained detail={detail} figure={figures.spread}>
              ±{quantityText(fit.residualStd, detail.unit)}
            </Explained>
          </Fact>
        )}
        {fit?.weekdays == null ? null : (
          <Fact name="weekdays over Monday">
            <Explained detail={detail} figure={terms.weekdays[fit.weekdays.indexOf(least)] ?? null}>
              {quantityText(least, detail.unit)}
            </Explained>{' '}
            to{' '}
            <Explained detail={detail} figure={terms.weekdays[fit.weekdays.indexOf(most)] ?? null}>
              {quantityText(most, detail.unit)}
            </Explained>
          </Fact>
        )}
        {fit?.steps.map((step, at) => (
          <Fact key={`${step.day} ${step.label}`} name={`step on ${formatDay(step.day, frame.asOf)}`}>
            <Explained detail={detail} figure={terms.steps[at] ?? null}>
              {quantityText(step.height, detail.unit)}
            </Explained>{' '}
            <span className="mute">{step.label}</span>
          </Fact>
        ))}
      </dl>
      <FitOffers answer={answer} whole={whole} frame={frame} />
    </div>
  );
}
