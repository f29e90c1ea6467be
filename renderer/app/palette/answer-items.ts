import { FAILURE_MODES } from '../../../shared/documents/failure-modes/failure-mode.ts';
import type { ScenarioSummary } from '../../../shared/ipc/scenario-channels.ts';
import { constraintName } from '../../../shared/view/constraint-name.ts';
import { crossingWords } from '../../../shared/view/forecast-words.ts';
import { BASELINE_COLUMN, compare, savedColumn } from '../../state/compare-store.ts';
import { chooseFailure } from '../../state/failure-store.ts';
import { chooseForecast, useForecasts } from '../../state/forecast-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useView } from '../../state/view-store.ts';
import type { PaletteItem } from './palette-item.ts';

const MOST_FORECASTS = 12;

/** Forecasts by name, once something is typed and they have been computed. */
export function forecastItems(query: string): readonly PaletteItem[] {
  const { list } = useForecasts.getState();
  const words = query
    .toLowerCase()
    .replace(/^forecast\s+/, '')
    .trim();
  if (list === null || words === '') return [];
  return list.rows
    .map(({ id, baseline }) => {
      const { name, where } = constraintName(baseline, (region) => region);
      return { id, label: `Forecast ${name} ${where}`, baseline };
    })
    .filter(({ label }) => label.toLowerCase().includes(words))
    .slice(0, MOST_FORECASTS)
    .map(({ id, label, baseline }) => ({
      key: `forecast ${id}`,
      group: 'Forecasts',
      label,
      icon: 'forecast',
      beside: crossingWords(baseline, list).text,
      run: () => {
        const region = useInventory.getState().regionOf(baseline.scope);
        if (region !== null) useView.getState().setRegion(region);
        chooseForecast(id);
        useView.getState().goTo('forecast');
      },
    }));
}

/** Failure modes by title, once something is typed. */
export function failureItems(query: string): readonly PaletteItem[] {
  const words = query.toLowerCase().trim();
  if (words === '') return [];
  return FAILURE_MODES.filter(({ title, id }) =>
    `failure mode ${title} ${id} runbook`.toLowerCase().includes(words),
  ).map(({ id, title }) => ({
    key: `failure ${id}`,
    group: 'Failure modes',
    label: `Runbook and alerts: ${title}`,
    icon: 'failure',
    run: () => {
      chooseFailure(id);
      useView.getState().goTo('failures');
    },
  }));
}

/** Each saved scenario beside the baseline, once something is typed. */
export function comparisonItems(
  scenarios: readonly ScenarioSummary[],
  query: string,
): readonly PaletteItem[] {
  if (query.trim() === '') return [];
  return scenarios.map(({ id, name }) => ({
    key: `compare ${id}`,
    group: 'Scenarios',
    label: `Compare ${name} with the baseline`,
    icon: 'compare',
    run: () =>
      void savedColumn(id).then((column) => {
        if (column !== null) compare([BASELINE_COLUMN, column]);
      }),
  }));
}
