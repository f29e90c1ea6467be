import type { ForecastAnswer } from '../../../shared/ipc/forecast-channels.ts';
import { completeDays, FEWEST_DAYS } from '../../../shared/view/fit-window.ts';
import { backtestFigures, type FigureExplained } from '../../../shared/view/figure-explain.ts';
import type { ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { formatDecimal, formatPercent, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { pastCame, pastSaid, savedLine } from '../../../shared/view/past-forecast-words.ts';
import { SentenceText } from '../../app/explain/SentenceText.tsx';
import { Button } from '../../components/Button.tsx';
import { SliderInput } from '../../components/form/SliderInput.tsx';
import { Explained } from './FiguresPane.tsx';
import { lookBack, useForecasts } from '../../state/forecast-store.ts';

const STOPS = [30, 60, 90] as const;
const FURTHEST = 120;
const SAVED_SHOWN = 3;

function Said({ answer, frame }: { readonly answer: ForecastAnswer; readonly frame: ForecastFrame }) {
  const past = useForecasts((state) => state.past);
  const failure = useForecasts((state) => state.pastFailure);
  if (failure !== null) return <p className="soft">{failure}</p>;
  if (past === null) {
    return <p className="mute">Move the slider: the dotted line in the chart is what we would have said.</p>;
  }
  return (
    <div role="status" className="f-past">
      <p>
        <SentenceText sentence={pastSaid(past, answer.baseline, frame)} side="before" />
      </p>
      <p className="soft">{pastCame(past)}</p>
    </div>
  );
}

/** What the rolling backtest came to, over all cut-offs. */
function Score({ answer }: { readonly answer: ForecastAnswer }) {
  const { backtest } = answer.baseline;
  const percent = (value: number | null): string => (value === null ? NOT_MEASURED : formatPercent(value));
  const explained = backtestFigures(backtest);
  const figures: readonly (readonly [name: string, value: string, figure: FigureExplained | null])[] = [
    ['past forecasts', String(backtest.cutoffs), null],
    ['off by', percent(backtest.mape), explained.mape],
    ['last peak repeated', percent(backtest.naiveMape), explained.naive],
    ['inside the band', percent(backtest.coverage), explained.coverage],
    ['skill', backtest.skill === null ? NOT_MEASURED : formatDecimal(backtest.skill, 2), explained.skill],
  ];
  return (
    <dl className="f-score">
      {figures.map(([name, value, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Explained detail={answer.baseline} figure={figure}>
              {value}
            </Explained>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What would we have said some days ago, and what came: by a slider, over all cut-offs, and by forecasts really made. */
export function BacktestPane({
  answer,
  frame,
}: {
  readonly answer: ForecastAnswer;
  readonly frame: ForecastFrame;
}) {
  const daysAgo = useForecasts((state) => state.daysAgo);
  const most = Math.min(FURTHEST, Math.max(0, completeDays(answer.baseline.days) - FEWEST_DAYS));
  const { saved } = answer;
  return (
    <div className="pane f-back">
      <header>
        <h2>What would we have said?</h2>
        <span className="note">and what came since</span>
      </header>
      <div className="f-stops">
        {STOPS.filter((days) => days <= most).map((days) => (
          <Button
            key={days}
            kind="quiet"
            small
            pressed={daysAgo === days}
            onPress={() => void lookBack(daysAgo === days ? 0 : days)}
          >
            {days} days ago
          </Button>
        ))}
      </div>
      {most < 1 ? (
        <p className="mute">Too little history to look back into.</p>
      ) : (
        <SliderInput
          label="Days before the last one"
          value={daysAgo}
          saved={null}
          min={0}
          max={most}
          step={1}
          unit="days"
          onChange={(days) => void lookBack(Math.min(most, Math.max(0, Math.round(days))))}
          onHold={() => undefined}
          onRelease={() => undefined}
        />
      )}
      <Said answer={answer} frame={frame} />
      <Score answer={answer} />
      {saved.length === 0 ? null : (
        <ul className="f-saved">
          {saved.slice(0, SAVED_SHOWN).map((score) => (
            <li key={`${score.madeOn} ${score.lastDay}`}>
              {savedLine(score, answer.baseline.unit, frame.asOf)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
