import { memo } from 'react';
import { dayNumber } from '../../../shared/model/instant.ts';
import { forecastName, sameForecast, type ForecastPair } from '../../../shared/view/forecast-rows.ts';
import {
  crossingWords,
  forecastStatus,
  nowValue,
  shownText,
  TRUST_WORDS,
  type ForecastFrame,
} from '../../../shared/view/forecast-words.ts';
import type { ForecastSummary } from '../../../shared/timeline/forecast-result.ts';
import { ForecastSparkline, SparkAxis } from '../../charts/ForecastSparkline.tsx';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Mark } from '../../components/Status.tsx';
import { explainForecast, type ExplainSide } from '../../state/explain-store.ts';
import { useForecasts } from '../../state/forecast-store.ts';
import { titleOf } from './forecast-title.ts';

interface CrossingCellProps {
  readonly summary: ForecastSummary;
  readonly frame: ForecastFrame;
  readonly side: ExplainSide;
}

/** The date and its interval below it; the date opens the derivation of that day's demand. */
function CrossingCell({ summary, frame, side }: CrossingCellProps) {
  const words = crossingWords(summary, frame);
  const date = summary.crossing?.date ?? null;
  const tone = side === 'after' ? 'scen strong' : 'strong';
  return (
    <span className="f-x">
      {date === null ? (
        <span className="mute">{words.text}</span>
      ) : (
        <ExplainNumber
          target={explainForecast(summary.id, side, date, 'demand', `${titleOf(summary)}, on ${words.text}`)}
          className={tone}
        >
          {words.text}
        </ExplainNumber>
      )}
      {words.range === null ? null : <span className="f-int mute">{words.range}</span>}
    </span>
  );
}

/** What is measured now, as the target sees it. */
function NowCell({ summary }: { readonly summary: ForecastSummary }) {
  const text = shownText(summary, nowValue(summary));
  if (summary.now === null) return <span className="mute">{text}</span>;
  const what = summary.now.shown === null || summary.target === null ? 'demand' : 'shown';
  return (
    <ExplainNumber
      target={explainForecast(summary.id, 'before', summary.now.day, what, `${titleOf(summary)}, now`)}
    >
      {text}
    </ExplainNumber>
  );
}

/** The small chart of one forecast; empty until its figures have come. */
function RowChart({ pair, frame }: { readonly pair: ForecastPair; readonly frame: ForecastFrame }) {
  const spark = useForecasts((state) => state.sparks.get(pair.id));
  if (spark === undefined) return <div className="chart spark" />;
  const words = crossingWords(pair.baseline, frame);
  return (
    <ForecastSparkline
      spark={spark}
      label={`${titleOf(pair.baseline)}: ${shownText(pair.baseline, nowValue(pair.baseline))} now, reaches the limit: ${words.text}`}
      isUntrusted={pair.baseline.trust === 'untrusted'}
    />
  );
}

/** The scenario's date, or that it changes nothing. */
function ScenarioCell({ pair, frame }: { readonly pair: ForecastPair; readonly frame: ForecastFrame }) {
  if (pair.scenario === null || sameForecast(pair)) return <span className="f-x mute">same</span>;
  return <CrossingCell summary={pair.scenario} frame={frame} side="after" />;
}

/** What the columns are; the small charts share this axis of time. */
export function ForecastHead({
  frame,
  hasScenario,
}: {
  readonly frame: ForecastFrame;
  readonly hasScenario: boolean;
}) {
  return (
    <div className="f-item f-head">
      <span />
      <span>most urgent first</span>
      <span className="r">now</span>
      <SparkAxis today={dayNumber(frame.asOf) ?? 0} />
      <span>reaches the limit</span>
      {hasScenario ? (
        <span className="scen nw">
          <Mark mark="scen" /> scenario
        </span>
      ) : null}
    </div>
  );
}

interface ForecastRowProps {
  readonly pair: ForecastPair;
  readonly frame: ForecastFrame;
  readonly hasScenario: boolean;
  readonly isChosen?: boolean;
  readonly onPick: (id: string) => void;
}

/**
 * One forecast in one row: what, now, against its limit over days, when; on the Forecast screen and on the Overview. Drawn
 * again only where its figures change.
 */
export const ForecastRow = memo(function ForecastRow({
  pair,
  frame,
  hasScenario,
  isChosen = false,
  onPick,
}: ForecastRowProps) {
  const { name, where } = forecastName(pair.baseline);
  const status = forecastStatus(pair.baseline, frame);
  const { trust } = pair.baseline;
  return (
    <li className={isChosen ? 'f-item on' : 'f-item'}>
      <Mark mark={status.mark} label={status.word} />
      <button
        type="button"
        className="f-pick"
        title={pair.id}
        {...(isChosen ? { 'aria-current': 'true' as const } : {})}
        onClick={() => onPick(pair.id)}
      >
        <span className="med">{name} </span>
        <span className="mute">{where}</span>
      </button>
      <span className="f-now">
        <NowCell summary={pair.baseline} />
        {trust === 'trusted' || pair.baseline.state === 'not-measured' ? null : (
          <span className="f-trust is-unknown">
            <Mark mark="unknown" />
            {TRUST_WORDS[trust]}
          </span>
        )}
      </span>
      <div className="f-chart" onClick={() => onPick(pair.id)} aria-hidden="true">
        <RowChart pair={pair} frame={frame} />
      </div>
      <CrossingCell summary={pair.baseline} frame={frame} side="before" />
      {hasScenario ? <ScenarioCell pair={pair} frame={frame} /> : null}
    </li>
  );
});
