import type { ReactNode } from 'react';
import type { ForecastAnswer } from '../../../shared/ipc/forecast-channels.ts';
import type { ForecastDetail, ProjectedPoint } from '../../../shared/timeline/forecast-result.ts';
import { formatDay, formatDayInSentence } from '../../../shared/view/date-format.ts';
import { windowBounds } from '../../../shared/view/fit-window.ts';
import { fitFigures, type FigureExplained } from '../../../shared/view/figure-explain.ts';
import { horizonEnd, shownName, shownText, type ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { formatDecimal, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { formatQuantity, quantityText } from '../../../shared/view/quantity-format.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Button } from '../../components/Button.tsx';
import { explainForecast } from '../../state/explain-store.ts';
import { setSteps, setWindow, useFitChoice, useForecasts } from '../../state/forecast-store.ts';
import { titleOf } from './ForecastRow.tsx';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ExplainedProps {
  readonly detail: ForecastDetail;
  readonly figure: FigureExplained | null;
  readonly children: ReactNode;
}

/** A figure whose derivation the forecast itself carries. */
export function Explained({ detail, figure, children }: ExplainedProps) {
  if (figure === null) return children;
  const title = `${titleOf(detail)}, ${figure.name}`;
  return (
    <ExplainNumber target={{ key: `${detail.id} ${figure.name}`, title, side: 'before', node: figure.node }}>
      {children}
    </ExplainNumber>
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
          ({shownText(detail, first)} – {shownText(detail, last)})
        </span>
      )}
    </Fact>
  );
}

interface WeekdaysProps {
  readonly skill: number | null;
  readonly other: { readonly skill: number | null; readonly better: boolean } | null;
}

/** Said only where the difference can be seen. */
function Weekdays({ skill, other }: WeekdaysProps) {
  if (other?.better !== true || other.skill === null || skill === null) return null;
  const [was, is] = [formatDecimal(skill, 2), formatDecimal(other.skill, 2)];
  if (was === is) return null;
  return (
    <p className="soft">
      With a term per weekday the backtest improves: skill {is} instead of {was}.
    </p>
  );
}

/** What else could be fitted, in words, each with the button that does it. */
function Offers({ answer, frame }: { readonly answer: ForecastAnswer; readonly frame: ForecastFrame }) {
  const { baseline, recordable } = answer;
  const steps = useForecasts((state) => state.steps);
  const { levelShift, season } = baseline;
  const bounds = windowBounds(baseline.days);
  return (
    <div className="f-offers">
      {levelShift === null ? null : (
        <p>
          The level {levelShift.step >= 0 ? 'rose' : 'fell'} by{' '}
          {quantityText(Math.abs(levelShift.step), baseline.unit)} on{' '}
          {formatDayInSentence(levelShift.day, frame.asOf)}.{' '}
          {levelShift.after === null || bounds === null ? (
            'Fewer than 7 days have come since.'
          ) : (
            <Button
              small
              onPress={() => setWindow({ from: levelShift.day, to: baseline.lastDay ?? bounds.to })}
            >
              Fit the days since
            </Button>
          )}
        </p>
      )}
      {recordable.map((step) => {
        const isOn = steps.some((one) => one.day === step.day && one.label === step.label);
        return (
          <p key={`${step.day} ${step.label}`}>
            {formatDayInSentence(step.day, frame.asOf)}: {step.label}.{' '}
            <Button
              small
              pressed={isOn}
              onPress={() =>
                setSteps(
                  isOn
                    ? steps.filter((one) => one.day !== step.day || one.label !== step.label)
                    : [...steps, step],
                )
              }
            >
              {isOn ? 'Fit without its step' : 'Fit its step along'}
            </Button>
          </p>
        );
      })}
      <Weekdays skill={baseline.skill} other={season?.withWeekdays ?? null} />
    </div>
  );
}

/** The fitted line in figures, the robust line beside it, and what else could be fitted. */
export function FiguresPane({
  answer,
  frame,
}: {
  readonly answer: ForecastAnswer;
  readonly frame: ForecastFrame;
}) {
  const detail = answer.baseline;
  const { fit, robust, atTriggerHorizon } = detail;
  const over = useFitChoice();
  const figures = fitFigures(detail);
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
              ({formatQuantity(robust.slopeLow, detail.unit).text} –{' '}
              {formatQuantity(robust.slopeHigh, detail.unit).text})
            </span>
          </Fact>
        )}
        {robust === null || detail.target === null ? null : (
          <Fact name="robust line reaches the limit">
            {robust.crossing === null
              ? `none to ${formatDay(horizonEnd(detail, frame), frame.asOf)}`
              : formatDay(robust.crossing, frame.asOf)}
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
        {fit?.steps.map((step) => (
          <Fact key={`${step.day} ${step.label}`} name={`step on ${formatDay(step.day, frame.asOf)}`}>
            {quantityText(step.height, detail.unit)} <span className="mute">{step.label}</span>
          </Fact>
        ))}
      </dl>
      <Offers answer={answer} frame={frame} />
    </div>
  );
}
