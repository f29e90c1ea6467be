import { useMemo } from 'react';
import { forecastSpark } from '../../../shared/view/forecast-spark.ts';
import { forecastName, sameForecast, type ForecastPair } from '../../../shared/view/forecast-rows.ts';
import {
  crossingWords,
  nowValue,
  shownText,
  type ForecastFrame,
} from '../../../shared/view/forecast-words.ts';
import type { ForecastSummary } from '../../../shared/timeline/forecast-result.ts';
import { ForecastSparkline } from '../../charts/ForecastSparkline.tsx';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { explainForecast, type ExplainSide } from '../../state/explain-store.ts';
import { useForecastDetail } from './use-forecast-list.ts';

/** `Memory in euw-b` for titles of explained figures. */
export function titleOf(summary: ForecastSummary): string {
  const { name, where } = forecastName(summary);
  return `${name}, ${where}`;
}

interface CrossingCellProps {
  readonly summary: ForecastSummary;
  readonly frame: ForecastFrame;
  readonly side: ExplainSide;
}

/** The date and its interval below it; the date opens the derivation of that day's demand. */
export function CrossingCell({ summary, frame, side }: CrossingCellProps) {
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
export function NowCell({ summary }: { readonly summary: ForecastSummary }) {
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
export function RowChart({ pair, frame }: { readonly pair: ForecastPair; readonly frame: ForecastFrame }) {
  const answer = useForecastDetail(pair.id);
  const spark = useMemo(
    () => (answer === undefined ? null : forecastSpark(answer.baseline, answer.scenario, frame.asOf)),
    [answer, frame.asOf],
  );
  if (spark === null) return <div className="chart spark" />;
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
export function ScenarioCell({
  pair,
  frame,
}: {
  readonly pair: ForecastPair;
  readonly frame: ForecastFrame;
}) {
  if (pair.scenario === null || sameForecast(pair)) return <span className="mute">same</span>;
  return <CrossingCell summary={pair.scenario} frame={frame} side="after" />;
}
