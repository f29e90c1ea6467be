import { useMemo, useState } from 'react';
import { counted } from '../../../shared/view/number-format.ts';
import { chooseForecast } from '../../state/forecast-store.ts';
import { ForecastHead, ForecastRow } from './ForecastRow.tsx';
import { MissedSparks } from './MissedSparks.tsx';
import { useWantedSparks, type RegionForecasts } from './use-forecast-list.ts';

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
  const shown = useMemo(
    () => (showsUnmeasured ? [...rows, ...unmeasured] : rows),
    [showsUnmeasured, rows, unmeasured],
  );
  useWantedSparks(shown);
  return (
    <section
      className={hasScenario ? 'f-list with-scenario' : 'f-list'}
      aria-label="Forecasts, most urgent first"
    >
      <MissedSparks />
      <ForecastHead frame={frame} hasScenario={hasScenario} />
      <ul onKeyDown={onListKey}>
        {shown.map((pair) => (
          <ForecastRow
            key={pair.id}
            pair={pair}
            frame={frame}
            hasScenario={hasScenario}
            isChosen={pair.id === chosen}
            onPick={chooseForecast}
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
