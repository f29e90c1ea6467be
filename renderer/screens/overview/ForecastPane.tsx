import { useMemo } from 'react';
import { formatPercent } from '../../../shared/view/number-format.ts';
import { SPARK_AHEAD_DAYS, SPARK_PAST_DAYS } from '../../../shared/view/forecast-spark.ts';
import { chooseForecast } from '../../state/forecast-store.ts';
import { useView } from '../../state/view-store.ts';
import { CopyForecasts } from '../forecast/CopyForecasts.tsx';
import { ForecastHead, ForecastRow } from '../forecast/ForecastRow.tsx';
import { MissedSparks } from '../forecast/MissedSparks.tsx';
import { useWantedSparks, type RegionForecasts } from '../forecast/use-forecast-list.ts';

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

/** Looks at one of them on its own screen. */
function openForecast(id: string): void {
  chooseForecast(id);
  useView.getState().goTo('forecast');
}

/** The limits that are reached first, on one axis of time. */
export function ForecastPane({ forecasts }: { readonly forecasts: RegionForecasts }) {
  const goTo = useView((state) => state.goTo);
  const { rows, frame, hasScenario } = forecasts;
  const first = useMemo(() => rows.slice(0, SHOWN), [rows]);
  useWantedSparks(first);
  return (
    <div className={hasScenario ? 'pane f-pane with-scenario' : 'pane f-pane'}>
      <header>
        <h2>Forecast</h2>
        <span className="note">
          share of the limit, {SPARK_PAST_DAYS} days back, {SPARK_AHEAD_DAYS} ahead,{' '}
          {formatPercent(frame.intervalLevel, 0)} band
        </span>
        <CopyForecasts pairs={first} hasScenario={hasScenario} />
      </header>
      <MissedSparks />
      <ForecastHead frame={frame} hasScenario={hasScenario} />
      <ul className="f-rows">
        {first.map((pair) => (
          <ForecastRow
            key={pair.id}
            pair={pair}
            frame={frame}
            hasScenario={hasScenario}
            onPick={openForecast}
          />
        ))}
      </ul>
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
