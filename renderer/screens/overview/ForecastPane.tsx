import { dayNumber } from '../../../shared/model/instant.ts';
import { forecastName } from '../../../shared/view/forecast-rows.ts';
import { formatPercent } from '../../../shared/view/number-format.ts';
import { SPARK_AHEAD_DAYS, SPARK_PAST_DAYS } from '../../../shared/view/forecast-spark.ts';
import { SparkAxis } from '../../charts/ForecastSparkline.tsx';
import { Mark } from '../../components/Status.tsx';
import { chooseForecast } from '../../state/forecast-store.ts';
import { useView } from '../../state/view-store.ts';
import { CrossingCell, NowCell, RowChart, ScenarioCell } from '../forecast/ForecastRow.tsx';
import type { RegionForecasts } from '../forecast/use-forecast-list.ts';

const SHOWN = 6;

/** The pane's place while the history is read. */
export function ForecastWait() {
  return (
    <div className="pane f-pane" aria-busy="true">
      <header>
        <h2>Forecast</h2>
        <span className="note">reading the history…</span>
      </header>
    </div>
  );
}

/** The limits that are reached first, on one axis of time. */
export function ForecastPane({ forecasts }: { readonly forecasts: RegionForecasts }) {
  const goTo = useView((state) => state.goTo);
  const { rows, frame, hasScenario } = forecasts;
  const open = (id: string): void => {
    chooseForecast(id);
    goTo('forecast');
  };
  return (
    <div className={hasScenario ? 'pane f-pane with-scenario' : 'pane f-pane'}>
      <header>
        <h2>Forecast</h2>
        <span className="note">
          share of the limit, {SPARK_PAST_DAYS} days back, {SPARK_AHEAD_DAYS} ahead,{' '}
          {formatPercent(frame.intervalLevel, 0)} band
        </span>
      </header>
      <div className="f-row f-head">
        <span />
        <span className="r">now</span>
        <SparkAxis today={dayNumber(frame.asOf) ?? 0} />
        <span>reaches the limit</span>
        {hasScenario ? (
          <span className="scen nw">
            <Mark mark="scen" /> scenario
          </span>
        ) : null}
      </div>
      <div className="f-rows">
        {rows.slice(0, SHOWN).map((pair) => {
          const { name, where } = forecastName(pair.baseline);
          return (
            <div key={pair.id} className="f-row">
              <button type="button" className="f-name num ell" title={pair.id} onClick={() => open(pair.id)}>
                {name}, <span className="mute">{where}</span>
              </button>
              <span className="r">
                <NowCell summary={pair.baseline} />
              </span>
              <RowChart pair={pair} frame={frame} />
              <CrossingCell summary={pair.baseline} frame={frame} side="before" />
              {hasScenario ? <ScenarioCell pair={pair} frame={frame} /> : null}
            </div>
          );
        })}
      </div>
      {rows.length > SHOWN ? (
        <p className="more mute">
          <button type="button" className="linkish" onClick={() => goTo('forecast')}>
            {rows.length - SHOWN} more forecasts
          </button>
        </p>
      ) : null}
    </div>
  );
}
