import { useState } from 'react';
import { dayNumber } from '../../../shared/model/instant.ts';
import { forecastName, type ForecastPair } from '../../../shared/view/forecast-rows.ts';
import { forecastStatus, TRUST_WORDS, type ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { SparkAxis } from '../../charts/ForecastSparkline.tsx';
import { Mark } from '../../components/Status.tsx';
import { chooseForecast } from '../../state/forecast-store.ts';
import { CrossingCell, NowCell, RowChart, ScenarioCell } from './ForecastRow.tsx';
import type { RegionForecasts } from './use-forecast-list.ts';

interface RowProps {
  readonly pair: ForecastPair;
  readonly frame: ForecastFrame;
  readonly hasScenario: boolean;
  readonly isChosen: boolean;
}

function Row({ pair, frame, hasScenario, isChosen }: RowProps) {
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
        onClick={() => chooseForecast(pair.id)}
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
      <div className="f-chart" onClick={() => chooseForecast(pair.id)} aria-hidden="true">
        <RowChart pair={pair} frame={frame} />
      </div>
      <CrossingCell summary={pair.baseline} frame={frame} side="before" />
      {hasScenario ? <ScenarioCell pair={pair} frame={frame} /> : null}
    </li>
  );
}

/** ↑ ↓ go from one row's name to the next and choose it. */
function onListKey(event: React.KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const picks = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.f-pick')];
  const at = picks.findIndex((pick) => pick === document.activeElement);
  const next = picks[at + by];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
  next.click();
}

/** Every forecast of the region, most urgent first, on one axis of time. */
export function ForecastList({
  forecasts,
  chosen,
}: {
  readonly forecasts: RegionForecasts;
  readonly chosen: string | null;
}) {
  const [showsUnmeasured, setShowsUnmeasured] = useState(false);
  const { rows, unmeasured, hiddenHosts, frame, hasScenario } = forecasts;
  const shown = showsUnmeasured ? [...rows, ...unmeasured] : rows;
  return (
    <section
      className={hasScenario ? 'f-list with-scenario' : 'f-list'}
      aria-label="Forecasts, most urgent first"
    >
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
      <ul onKeyDown={onListKey}>
        {shown.map((pair) => (
          <Row
            key={pair.id}
            pair={pair}
            frame={frame}
            hasScenario={hasScenario}
            isChosen={pair.id === chosen}
          />
        ))}
      </ul>
      <p className="more mute">
        {hiddenHosts > 0 ? `${counted(hiddenHosts, 'more host')} further from the limit. ` : ''}
        {unmeasured.length > 0 ? (
          <button type="button" className="linkish" onClick={() => setShowsUnmeasured(!showsUnmeasured)}>
            {showsUnmeasured ? 'Hide' : 'Show'} {unmeasured.length} not measured
          </button>
        ) : null}
      </p>
    </section>
  );
}
