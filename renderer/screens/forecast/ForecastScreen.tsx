import { useEffect } from 'react';
import { GuideButton } from '../../app/GuideButton.tsx';
import { formatDay } from '../../../shared/view/date-format.ts';
import { FEWEST_DAYS, completeDays } from '../../../shared/view/fit-window.ts';
import { counted, formatPercent } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState, NotYet } from '../../components/EmptyState.tsx';
import { chooseForecast, loadForecasts, useForecasts } from '../../state/forecast-store.ts';
import { chooseFiles } from '../../state/import-store.ts';
import { loadBaseline, useResults } from '../../state/result-store.ts';
import { useView } from '../../state/view-store.ts';
import { CopyForecasts } from './CopyForecasts.tsx';
import { ForecastDetailPane } from './ForecastDetailPane.tsx';
import { ForecastList } from './ForecastList.tsx';
import {
  useForecastDetail,
  useLoadedForecasts,
  useRegionForecasts,
  type RegionForecasts,
} from './use-forecast-list.ts';

function Head({ forecasts }: { readonly forecasts: RegionForecasts | null }) {
  const frame = forecasts?.frame;
  return (
    <div className="head">
      <h1>Forecast</h1>
      <GuideButton />
      {frame === undefined ? null : (
        <span className="meta">
          as of {formatDay(frame.asOf, null)} · {frame.horizonDays} days ahead,{' '}
          {formatPercent(frame.intervalLevel, 0)} band · {counted(forecasts?.rows.length ?? 0, 'constraint')}
        </span>
      )}
      {forecasts === null || forecasts.rows.length === 0 ? null : (
        <CopyForecasts pairs={forecasts.rows} hasScenario={forecasts.hasScenario} within=".f-list" />
      )}
    </div>
  );
}

/** A workspace without a region has nothing to forecast. */
function NothingImported() {
  return (
    <div className="screen-note">
      <EmptyState
        icon="forecast"
        title="Nothing to forecast yet"
        action={<Button onPress={() => void chooseFiles()}>Import files</Button>}
      >
        Import the inventory first, then metric files with {FEWEST_DAYS} complete days or more.
      </EmptyState>
    </div>
  );
}

/** Nothing measured is long enough: says how many days there are and what gets more. */
function NoForecast({ forecasts }: { readonly forecasts: RegionForecasts }) {
  const first = forecasts.unmeasured[0];
  const answer = useForecastDetail(first?.id ?? null);
  const days = answer === undefined ? 0 : completeDays(answer.baseline.days);
  return (
    <div className="screen-note">
      <EmptyState
        icon="forecast"
        title="No forecast yet"
        action={<Button onPress={() => void chooseFiles()}>Import metric files</Button>}
      >
        A forecast needs {FEWEST_DAYS} complete days of a metric; there {days === 1 ? 'is' : 'are'} {days}
        {answer?.baseline.lastDay == null
          ? '.'
          : `, the last on ${formatDay(answer.baseline.lastDay, forecasts.frame.asOf)}.`}
      </EmptyState>
    </div>
  );
}

function Content({ forecasts }: { readonly forecasts: RegionForecasts | null }) {
  const failure = useForecasts((state) => state.failure);
  // They are asked for once today's assessment has come.
  const notAssessed = useResults((state) => state.baselineFailure?.message ?? null);
  const list = useForecasts((state) => state.list);
  const chosen = useForecasts((state) => state.chosen);
  const region = useView((state) => state.region);
  const all = forecasts === null ? [] : [...forecasts.rows, ...forecasts.unmeasured];
  const first = forecasts?.rows[0]?.id ?? null;
  const isKnown = all.some((pair) => pair.id === chosen);
  useEffect(() => {
    if (!isKnown && first !== null) chooseForecast(first);
  }, [isKnown, first]);
  if (region === null) return <NothingImported />;
  if (forecasts === null)
    return (
      <NotYet
        wait="Computing the forecasts…"
        failed="The forecasts cannot be computed."
        failure={list === null ? (failure ?? notAssessed) : null}
        again={() => void (notAssessed === null ? loadForecasts() : loadBaseline())}
      />
    );
  if (forecasts.rows.length === 0) return <NoForecast forecasts={forecasts} />;
  const pair = all.find(({ id }) => id === chosen) ?? forecasts.rows[0];
  return (
    <div className="forecast split">
      <ForecastList forecasts={forecasts} chosen={pair?.id ?? null} />
      {pair === undefined ? null : <ForecastDetailPane key={pair.id} pair={pair} frame={forecasts.frame} />}
    </div>
  );
}

/** When each limit is reached, how sure that is, and what it stands on. */
export function ForecastScreen() {
  useLoadedForecasts();
  const forecasts = useRegionForecasts();
  return (
    <>
      <Head forecasts={forecasts} />
      <Content forecasts={forecasts} />
    </>
  );
}
