import type { ForecastAnswer } from '../../../shared/ipc/forecast-channels.ts';
import type { PastForecast } from '../../../shared/timeline/forecast-result.ts';
import { completeDays, FEWEST_DAYS } from '../../../shared/view/fit-window.ts';
import { backtestFigures, pastFigures, type FigureExplained } from '../../../shared/view/figure-explain.ts';
import type { ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { counted, formatDecimal, formatPercent, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { pastCame, pastSaid } from '../../../shared/view/past-forecast-words.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { SentenceText } from '../../app/explain/SentenceText.tsx';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { SliderInput } from '../../components/form/SliderInput.tsx';
import { Explained } from './Explained.tsx';
import { titleOf } from './forecast-title.ts';
import { lookBack, useForecasts } from '../../state/forecast-store.ts';

const STOPS = [30, 60, 90] as const;
const FURTHEST = 120;

function Said({ answer, frame }: { readonly answer: ForecastAnswer; readonly frame: ForecastFrame }) {
  const past = useForecasts((state) => state.past);
  const failure = useForecasts((state) => state.pastFailure);
  const daysAgo = useForecasts((state) => state.daysAgo);
  if (failure !== null)
    return (
      <ErrorNote title="The past was not looked at." again={() => void lookBack(daysAgo)}>
        {failure}
      </ErrorNote>
    );
  if (past === null) {
    return <p className="mute">Move the slider: the dotted line in the chart is what we would have said.</p>;
  }
  const about = { id: answer.baseline.id, title: titleOf(answer.baseline) };
  return (
    <p role="status" className="f-past">
      <SentenceText sentence={pastSaid(past, answer.baseline, frame)} side="before" about={about} />{' '}
      <SentenceText sentence={pastCame(past)} side="before" about={about} />
    </p>
  );
}

type Figures = ReturnType<typeof pastFigures>;
type Scored = Pick<PastForecast, 'mape' | 'naiveMape' | 'coverage' | 'bias'> & {
  readonly skill: number | null;
};

const ROWS: readonly (readonly [name: string, value: keyof Scored, figure: keyof Figures])[] = [
  ['off by', 'mape', 'mape'],
  ['too high (+) or low (−)', 'bias', 'bias'],
  ['last peak repeated', 'naiveMape', 'naive'],
  ['inside the band', 'coverage', 'coverage'],
  ['skill', 'skill', 'skill'],
];

const textOf = (value: number | null, name: keyof Scored): string => {
  if (value === null) return NOT_MEASURED;
  if (name === 'skill') return formatDecimal(value, 2);
  return `${name === 'bias' && value > 0 ? '+' : ''}${formatPercent(value)}`;
};

/** The rolling backtest over all cut-offs, and beside it the one that is looked at. */
function Score({ answer }: { readonly answer: ForecastAnswer }) {
  const past = useForecasts((state) => state.past);
  const { backtest } = answer.baseline;
  const since = past === null || past.daysScored === 0 ? null : pastFigures(past);
  const all = backtestFigures(backtest);
  const cell = (value: number | null, name: keyof Scored, figure: FigureExplained) => (
    <td className="r">
      <Explained detail={answer.baseline} figure={value === null ? null : figure}>
        {textOf(value, name)}
      </Explained>
    </td>
  );
  const valueSince = (name: keyof Scored): number | null => {
    if (past === null) return null;
    if (name !== 'skill') return past[name];
    const node = since?.skill.node.value;
    return typeof node === 'number' ? node : null;
  };
  return (
    <table aria-label="How past forecasts did" className="tbl f-score">
      <thead>
        <tr>
          <th>
            <span className="vh">Figure</span>
          </th>
          {since === null || past === null ? null : (
            <th className="r">{counted(past.daysScored, 'day')} since</th>
          )}
          <th className="r">{counted(backtest.cutoffs, 'past forecast')}</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([name, value, figure]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {since === null ? null : cell(valueSince(value), value, since[figure])}
            {cell(backtest[value], value, all[figure])}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What would we have said some days ago, and what came: by a slider, and over all cut-offs. */
export function BacktestPane({
  answer,
  frame,
}: {
  readonly answer: ForecastAnswer;
  readonly frame: ForecastFrame;
}) {
  const daysAgo = useForecasts((state) => state.daysAgo);
  const most = Math.min(FURTHEST, Math.max(0, completeDays(answer.baseline.days) - FEWEST_DAYS));
  return (
    <div className="pane f-back">
      <header>
        <h2>What would we have said?</h2>
        <span className="note">and what came since</span>
        <CopyCsv what="Backtest" />
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
    </div>
  );
}
