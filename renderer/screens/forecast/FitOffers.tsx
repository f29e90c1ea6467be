import type { ForecastAnswer } from '../../../shared/ipc/forecast-channels.ts';
import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import { formatDayInSentence } from '../../../shared/view/date-format.ts';
import { fitFigures } from '../../../shared/view/figure-explain.ts';
import { crossingWords, type ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { formatDecimal } from '../../../shared/view/number-format.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { Button } from '../../components/Button.tsx';
import { setSteps, setWeekdays, setWindow, useForecasts } from '../../state/forecast-store.ts';
import { Explained } from './Explained.tsx';

/** Offered where the backtest with a term per weekday is visibly the better one; stays while it is fitted, to be taken back. */
function Weekdays({ detail }: { readonly detail: ForecastDetail }) {
  const isOn = useForecasts((state) => state.weekdays);
  const other = detail.season?.withWeekdays ?? null;
  if (!isOn && other?.better !== true) return null;
  const [is, was] = [other?.skill, other?.plainSkill].map((skill) =>
    skill === undefined ? '' : formatDecimal(skill, 2),
  );
  if (!isOn && is === was) return null;
  const skills =
    is === ''
      ? 'A term per weekday is fitted along.'
      : `With a term per weekday the backtest’s skill is ${is} instead of ${was}.`;
  return (
    <p>
      {skills}{' '}
      <Button small pressed={isOn} onPress={() => setWeekdays(!isOn)}>
        {isOn ? 'Fit without weekdays' : 'Fit the weekdays along'}
      </Button>
    </p>
  );
}

/** A jump to another level: where, how high, and the fit of the days since, with the date it would say. */
function LevelShift({ detail, frame }: { readonly detail: ForecastDetail; readonly frame: ForecastFrame }) {
  const window = useForecasts((state) => state.window);
  const { levelShift } = detail;
  const last = detail.lastDay;
  if (levelShift === null || last === null) return null;
  const figures = fitFigures(detail);
  const isOn = window?.from === levelShift.day;
  const after = levelShift.after;
  const words =
    after === null || after.crossing === null || detail.target === null
      ? null
      : crossingWords(
          { ...detail, crossing: after.crossing, state: after.crossing.already ? 'missing' : 'crosses' },
          frame,
        );
  return (
    <p>
      The level {levelShift.step >= 0 ? 'rose' : 'fell'} by{' '}
      <Explained detail={detail} figure={figures.levelShift}>
        {quantityText(Math.abs(levelShift.step), detail.unit)}
      </Explained>{' '}
      on{' '}
      <Explained detail={detail} figure={figures.levelShiftDay}>
        {formatDayInSentence(levelShift.day, frame.asOf)}
      </Explained>
      .{' '}
      {after === null ? (
        'Fewer than 7 days have come since.'
      ) : (
        <>
          {words === null ? null : (
            <>
              The days since say{' '}
              <Explained detail={detail} figure={figures.levelShiftAfter}>
                {words.text}
              </Explained>
              {words.range === null ? '' : ` (${words.range})`}.{' '}
            </>
          )}
          <Button
            small
            pressed={isOn}
            onPress={() => setWindow(isOn ? null : { from: levelShift.day, to: last })}
          >
            {isOn ? 'Fit the policy’s window' : 'Fit the days since'}
          </Button>
        </>
      )}
    </p>
  );
}

/** Dated onboardings and departures of saved scenarios: whether they happened is for a person to say. */
function RecordedSteps({
  answer,
  frame,
}: {
  readonly answer: ForecastAnswer;
  readonly frame: ForecastFrame;
}) {
  const steps = useForecasts((state) => state.steps);
  return answer.recordable.map((step) => {
    const isOn = steps.some((one) => one.day === step.day && one.label === step.label);
    const others = steps.filter((one) => one.day !== step.day || one.label !== step.label);
    return (
      <p key={`${step.day} ${step.label}`}>
        {formatDayInSentence(step.day, frame.asOf)}: {step.label}.{' '}
        <Button small pressed={isOn} onPress={() => setSteps(isOn ? others : [...others, step])}>
          {isOn ? 'Fit without its step' : 'Fit its step along'}
        </Button>
      </p>
    );
  });
}

interface FitOffersProps {
  readonly answer: ForecastAnswer;
  /** The forecast over the policy's window, without further terms: what is offered instead of it stays offered. */
  readonly whole: ForecastAnswer;
  readonly frame: ForecastFrame;
}

/** What else could be fitted, in words, each with the button that does it. */
export function FitOffers({ answer, whole, frame }: FitOffersProps) {
  return (
    <div className="f-offers">
      <LevelShift
        detail={answer.baseline.levelShift === null ? whole.baseline : answer.baseline}
        frame={frame}
      />
      <RecordedSteps answer={whole} frame={frame} />
      <Weekdays detail={whole.baseline} />
    </div>
  );
}
