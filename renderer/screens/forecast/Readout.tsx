import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { dayReadout } from '../../../shared/view/day-readout.ts';
import { peakFigure } from '../../../shared/view/figure-explain.ts';
import { shownName, shownText, type ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { formatQuantity, quantityText } from '../../../shared/view/quantity-format.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import {
  explainConstraint,
  explainForecast,
  type ExplainSide,
  type ForecastFigure,
} from '../../state/explain-store.ts';
import { useFitChoice } from '../../state/forecast-store.ts';
import { Explained } from './Explained.tsx';
import { titleOf } from './forecast-title.ts';

interface FigureProps {
  readonly detail: ForecastDetail;
  readonly side: ExplainSide;
  readonly day: string;
  readonly what: ForecastFigure;
  readonly text: string;
  readonly name: string;
}

function Figure({ detail, side, day, what, text, name }: FigureProps) {
  const over = useFitChoice();
  return (
    <ExplainNumber
      target={explainForecast(detail.id, side, day, what, name, over)}
      className={side === 'after' ? 'scen strong' : ''}
    >
      {text}
    </ExplainNumber>
  );
}

interface ReadoutProps {
  readonly baseline: ForecastDetail;
  /** `null` where the scenario changes nothing. */
  readonly scenario: ForecastDetail | null;
  readonly day: string;
  readonly frame: ForecastFrame;
}

function Side({
  detail,
  side,
  day,
  frame,
}: {
  readonly detail: ForecastDetail;
  readonly side: ExplainSide;
  readonly day: string;
  readonly frame: ForecastFrame;
}) {
  const read = dayReadout(detail, day);
  if (read.demand === null) return null;
  const on = `${titleOf(detail)}, on ${formatDay(day, frame.asOf)}`;
  const plain = (value: number): string => formatQuantity(value, detail.unit).text;
  const common = { detail, side, day };
  return (
    <>
      <span className={side === 'after' ? 'scen' : ''}>
        {side === 'after' ? 'scenario' : 'line'}{' '}
        <Figure {...common} what="demand" text={quantityText(read.demand, detail.unit)} name={on} />
        {read.low === null || read.high === null ? null : (
          <span className="mute">
            {' '}
            (<Figure {...common} what="low" text={plain(read.low)} name={`${on}, lower edge`} /> –{' '}
            <Figure {...common} what="high" text={plain(read.high)} name={`${on}, upper edge`} />)
          </span>
        )}
      </span>
      {read.shown === null ? null : (
        <span>
          <span className="mute">{shownName(detail)}</span>{' '}
          <Figure
            {...common}
            what="shown"
            text={shownText(detail, read.shown)}
            name={`${on}, ${shownName(detail)}`}
          />
        </span>
      )}
      {read.limit === null ? null : (
        <span>
          <span className="mute">limit</span>{' '}
          <ExplainNumber
            target={explainConstraint(detail.id, side, 'Capacity')}
            className={side === 'after' ? 'scen strong' : ''}
          >
            {quantityText(read.limit, detail.unit)}
          </ExplainNumber>
        </span>
      )}
    </>
  );
}

/** The day under the cursor in figures, each of which explains itself. */
export function Readout({ baseline, scenario, day, frame }: ReadoutProps) {
  const read = dayReadout(baseline, day);
  return (
    <p className="f-read" aria-label="Figures of the day read off">
      <b>{formatDay(day, frame.asOf)}</b>
      {read.peak === null ? null : (
        <span>
          <span className="mute">{read.isComplete ? 'peak' : 'peak, incomplete day'}</span>{' '}
          <Explained detail={baseline} figure={peakFigure(baseline, day)}>
            {quantityText(read.peak, baseline.unit)}
          </Explained>
        </span>
      )}
      <Side detail={baseline} side="before" day={day} frame={frame} />
      {scenario === null ? null : <Side detail={scenario} side="after" day={day} frame={frame} />}
    </p>
  );
}
