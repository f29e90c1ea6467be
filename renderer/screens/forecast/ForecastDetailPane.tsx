import { forecastVerdict, robustSentence, trustSentence } from '../../../shared/view/forecast-verdict.ts';
import { sameForecast, type ForecastPair } from '../../../shared/view/forecast-rows.ts';
import {
  forecastStatus,
  TRUST_MARKS,
  TRUST_WORDS,
  type ForecastFrame,
} from '../../../shared/view/forecast-words.ts';
import type { ForecastDetail, ForecastSummary } from '../../../shared/timeline/forecast-result.ts';
import { fitFigures } from '../../../shared/view/figure-explain.ts';
import { FEWEST_DAYS, completeDays } from '../../../shared/view/fit-window.ts';
import { actionText } from '../../../shared/view/trigger-rows.ts';
import { SentenceText } from '../../app/explain/SentenceText.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState, ErrorNote, NotYet } from '../../components/EmptyState.tsx';
import { Status } from '../../components/Status.tsx';
import { VerdictHead } from '../../components/VerdictHead.tsx';
import { fitAgain, useForecasts, wantForecast } from '../../state/forecast-store.ts';
import { chooseFiles } from '../../state/import-store.ts';
import { BacktestPane } from './BacktestPane.tsx';
import { DemandPane } from './DemandPane.tsx';
import { FiguresPane } from './FiguresPane.tsx';
import { titleOf } from './forecast-title.ts';
import { OddsPane } from './OddsPane.tsx';
import { QualityPane } from './QualityPane.tsx';
import { SavedPane } from './SavedPane.tsx';
import { SeasonPane } from './SeasonPane.tsx';
import { useForecastDetail } from './use-forecast-list.ts';

/** How much the past bears the forecast out, in a word and its figures; what a robust line says where it does not. */
function Trust({
  summary,
  detail,
  frame,
}: {
  readonly summary: ForecastSummary;
  readonly detail: ForecastDetail | undefined;
  readonly frame: ForecastFrame;
}) {
  const robust =
    summary.trust === 'untrusted'
      ? robustSentence(
          summary,
          summary.robustCrossing,
          frame,
          detail === undefined ? null : fitFigures(detail).robustCrossing,
        )
      : null;
  const about = { id: summary.id, title: titleOf(summary) };
  return (
    <p className="f-why">
      <Status mark={TRUST_MARKS[summary.trust]}>{TRUST_WORDS[summary.trust]}</Status>{' '}
      <span className="soft">
        <SentenceText
          sentence={trustSentence(summary, detail?.backtest ?? null, frame)}
          side="before"
          about={about}
        />{' '}
        {robust === null ? null : <SentenceText sentence={robust} side="before" about={about} />}
      </span>
    </p>
  );
}

/** The smallest action that silences this constraint's trigger, the date before the deed. */
function Action({ id, frame }: { readonly id: string; readonly frame: ForecastFrame }) {
  const trigger = useForecasts((state) =>
    state.triggers?.triggers.find(({ baseline }) => baseline.constraintId === id),
  );
  const action = trigger?.baseline.action ?? null;
  if (action === null) return null;
  const { by, deed, beside } = actionText(action, frame.asOf);
  return (
    <p className="f-act">
      {by === null ? null : <b>{by}</b>}
      <span>{deed}</span>
      {beside === null ? null : <span className="mute beside">{beside}</span>}
    </p>
  );
}

function Verdict({
  pair,
  detail,
  frame,
}: {
  readonly pair: ForecastPair;
  readonly detail: ForecastDetail | undefined;
  readonly frame: ForecastFrame;
}) {
  const refit = useForecasts((state) => state.refit);
  const summary = refit?.baseline ?? pair.baseline;
  const scenario = refit === null ? pair.scenario : refit.scenario;
  const status = forecastStatus(summary, frame);
  return (
    <VerdictHead
      mark={status.mark}
      markLabel={status.word}
      className="f-verdict"
      scenario={
        scenario === null ? null : sameForecast({ ...pair, baseline: summary, scenario }) ? (
          'The scenario leaves this as it is.'
        ) : (
          <>
            In the scenario: <SentenceText sentence={forecastVerdict(scenario, frame)} side="after" />
          </>
        )
      }
      below={
        <>
          {summary.state === 'not-measured' ? null : (
            <Trust summary={summary} detail={refit?.baseline ?? detail} frame={frame} />
          )}
          <Action id={pair.id} frame={frame} />
        </>
      }
    >
      <SentenceText sentence={forecastVerdict(summary, frame)} side="before" />
    </VerdictHead>
  );
}

function NotMeasured({
  summary,
  detail,
}: {
  readonly summary: ForecastSummary;
  readonly detail: ForecastDetail;
}) {
  const days = completeDays(detail.days);
  return (
    <div className="screen-note">
      <EmptyState
        icon="forecast"
        title="No forecast for this constraint"
        action={<Button onPress={() => void chooseFiles()}>Import metric files</Button>}
      >
        A forecast needs {FEWEST_DAYS} complete days{summary.metric === null ? '' : ` of ${summary.metric}`};
        there {days === 1 ? 'is' : 'are'} {days}.
      </EmptyState>
    </div>
  );
}

/** One forecast: the sentence, the chart with its window, the past, the figures, the season, the data. */
export function ForecastDetailPane({
  pair,
  frame,
}: {
  readonly pair: ForecastPair;
  readonly frame: ForecastFrame;
}) {
  const answer = useForecastDetail(pair.id);
  const refit = useForecasts((state) => state.refit);
  const refitFailure = useForecasts((state) => state.refitFailure);
  const failure = useForecasts(({ detailFailure }) => (detailFailure?.id === pair.id ? detailFailure : null));
  const shown = refit ?? answer;
  return (
    <section className="f-detail" aria-label="Forecast of the chosen constraint">
      <Verdict pair={pair} detail={answer?.baseline} frame={frame} />
      {refitFailure === null ? null : (
        <ErrorNote title="The window could not be fitted." again={fitAgain}>
          {refitFailure}
        </ErrorNote>
      )}
      {answer === undefined || shown === undefined ? (
        <NotYet
          wait="Computing…"
          failed="This forecast cannot be computed."
          failure={failure?.message ?? null}
          again={() => void wantForecast(pair.id)}
        />
      ) : answer.baseline.state === 'not-measured' && answer.baseline.days.day.length === 0 ? (
        <NotMeasured summary={pair.baseline} detail={answer.baseline} />
      ) : (
        <>
          <DemandPane answer={shown} whole={answer} frame={frame} />
          <OddsPane summary={answer.baseline} frame={frame} />
          <div className="f-lower split rule-top">
            <BacktestPane answer={answer} frame={frame} />
            <FiguresPane answer={shown} whole={answer} frame={frame} />
          </div>
          <SavedPane answer={answer} frame={frame} />
          <div className="f-lower split rule-top">
            <SeasonPane detail={shown.baseline} />
            <QualityPane detail={shown.baseline} />
          </div>
        </>
      )}
    </section>
  );
}
