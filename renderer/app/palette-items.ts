import type { IconName } from '../components/icon-drawings.tsx';
import { FAILURE_MODES } from '../../shared/documents/failure-modes/failure-mode.ts';
import type { InventoryChoices } from '../../shared/ipc/inventory-channels.ts';
import type { ScenarioSummary } from '../../shared/ipc/scenario-channels.ts';
import { constraintName } from '../../shared/view/constraint-name.ts';
import { crossingWords } from '../../shared/view/forecast-words.ts';
import { counted } from '../../shared/view/number-format.ts';
import { quantityText } from '../../shared/view/quantity-format.ts';
import { explainConstraint, useExplain } from '../state/explain-store.ts';
import { chooseFailure } from '../state/failure-store.ts';
import { chooseForecast, useForecasts } from '../state/forecast-store.ts';
import { openData } from '../state/data-view-store.ts';
import { chooseFiles } from '../state/import-store.ts';
import { BASELINE_COLUMN, compare, compareActive, savedColumn } from '../state/compare-store.ts';
import { showTab } from '../state/onboarding-store.ts';
import { openHost } from '../state/host-store.ts';
import { useInventory } from '../state/inventory-store.ts';
import { importPortfolio } from '../state/portfolio-store.ts';
import { activate, importScenario, revert, showBaseline, startDraft } from '../state/scenario-store.ts';
import { useView } from '../state/view-store.ts';
import {
  closeWorkspace,
  createWorkspace,
  openWorkspace,
  saveCopy,
  setTheme,
} from '../state/workspace-store.ts';
import {
  exportActive,
  redoAnywhere,
  saveScenario,
  undoAnywhere,
  whatIfHostsLost,
  whatIfLargestHostLost,
} from './commands.ts';
import { DATA_TABS } from '../screens/data/data-tabs.ts';
import { FLEET_TABS } from '../screens/fleet/fleet-tabs.ts';
import { NAVIGATION } from './NavBar.tsx';

export interface PaletteItem {
  readonly key: string;
  readonly group:
    | 'Actions'
    | 'Screens'
    | 'Scenarios'
    | 'Forecasts'
    | 'Failure modes'
    | 'Regions'
    | 'Clusters'
    | 'Hosts'
    | 'Other entities';
  readonly label: string;
  readonly icon: IconName;
  /** A number or a key at the right. */
  readonly beside?: string;
  readonly run: () => void;
}

function importPortfolioHere(): void {
  useView.getState().openPortfolios();
  void importPortfolio();
}

function actions(): readonly PaletteItem[] {
  const item = (label: string, icon: IconName, run: () => void, beside?: string): PaletteItem => ({
    key: `action ${label}`,
    group: 'Actions',
    label,
    icon,
    run,
    ...(beside === undefined ? {} : { beside }),
  });
  const draft = () => {
    startDraft('New scenario');
    useView.getState().goTo('scenarios');
  };
  return [
    item('New scenario', 'plus', draft),
    item('Back to baseline', 'compare', showBaseline),
    item('Save scenario', 'save', saveScenario, 'Mod S'),
    item('Compare scenario with the baseline', 'compare', () => void compareActive()),
    item('Revert scenario to its saved version', 'undo', revert),
    item('Preview a new customer', 'onboarding', () => {
      useView.getState().goTo('onboarding');
      showTab('new');
    }),
    item('Pipeline of customers', 'onboarding', () => {
      useView.getState().goTo('onboarding');
      showTab('pipeline');
    }),
    item('List of scenarios', 'scenarios', () => {
      useView.getState().goTo('scenarios');
      useView.getState().listScenarios();
    }),
    item('Portfolios', 'table', () => useView.getState().openPortfolios()),
    item('Import portfolio', 'file', importPortfolioHere),
    item('Import scenario', 'file', () => void importScenario()),
    item('Export scenario', 'export', exportActive, 'Mod E'),
    item('Import files', 'data', () => void chooseFiles(), 'Mod I'),
    item('Import a folder', 'data', () => void chooseFiles('folder')),
    item('Undo', 'undo', undoAnywhere, 'Mod Z'),
    item('Redo', 'redo', redoAnywhere, 'Mod Shift Z'),
    item('Explain', 'explain', () => useExplain.getState().toggle(), 'Mod .'),
    item('Open workspace', 'file', () => void openWorkspace(), 'Mod O'),
    item('New workspace', 'plus', () => void createWorkspace(), 'Mod N'),
    item('Save a copy', 'copy', () => void saveCopy()),
    item('Close workspace', 'x', () => void closeWorkspace()),
    item('Theme: follow the system', 'panel', () => void setTheme('system')),
    item('Theme: light', 'panel', () => void setTheme('light')),
    item('Theme: dark', 'panel', () => void setTheme('dark')),
    item('Keys', 'info', () => useView.getState().show('shortcuts'), '?'),
  ];
}

function places(choices: InventoryChoices): readonly PaletteItem[] {
  const explain = (id: string) => () => useExplain.getState().open(explainConstraint(id, 'before'));
  return [
    ...choices.clusters.map(({ id, hosts }): PaletteItem => ({
      key: `lose largest ${id}`,
      group: 'Actions',
      label: `Lose the largest host of ${id}`,
      icon: 'hostloss',
      beside: counted(hosts, 'host'),
      run: () => whatIfLargestHostLost(id),
    })),
    ...choices.regions.map(({ id, name }): PaletteItem => ({
      key: `region ${id}`,
      group: 'Regions',
      label: name ?? id,
      icon: 'map',
      run: () => useView.getState().setRegion(id),
    })),
    ...choices.clusters.map(({ id, microvms }): PaletteItem => ({
      key: `cluster ${id}`,
      group: 'Clusters',
      label: id,
      icon: 'server',
      beside: counted(microvms, 'microVM'),
      run: explain(`compute.memory@cluster:${id}`),
    })),
    ...choices.postgres.map(({ id }): PaletteItem => ({
      key: `postgres ${id}`,
      group: 'Other entities',
      label: id,
      icon: 'data',
      beside: 'Postgres',
      run: explain(`controlPlane.postgresCpu@postgres:${id}`),
    })),
    ...choices.storagePools.map(({ id }): PaletteItem => ({
      key: `pool ${id}`,
      group: 'Other entities',
      label: id,
      icon: 'data',
      beside: 'storage pool',
      run: explain(`storage.snapshots@pool:${id}`),
    })),
  ];
}

const MOST_HOSTS = 40;

/** The page of a host, in the region it stands in. */
function showHost(id: string): void {
  const { clusterOf, regionOf } = useInventory.getState();
  const cluster = clusterOf(id);
  const region = cluster === null ? null : regionOf(`cluster:${cluster}`);
  const view = useView.getState();
  if (region !== null) view.setRegion(region);
  view.setFleetTab('hosts');
  view.goTo('fleet');
  openHost(id);
}

/** Hosts come only once something is typed: a fleet has thousands. */
function hostItems(choices: InventoryChoices, query: string): readonly PaletteItem[] {
  const words = query
    .toLowerCase()
    .replace(/^lose\s+/, '')
    .trim();
  if (words === '') return [];
  const found = choices.hosts.filter((host) => host.id.toLowerCase().includes(words)).slice(0, MOST_HOSTS);
  const pages = found.map((host): PaletteItem => ({
    key: `show ${host.id}`,
    group: 'Hosts',
    label: host.id,
    icon: 'server',
    beside: host.state === 'schedulable' ? quantityText(host.memoryBytes, 'bytes') : host.state,
    run: () => showHost(host.id),
  }));
  const losses = found
    .filter((host) => host.state !== 'down')
    .map((host): PaletteItem => ({
      key: `host ${host.id}`,
      group: 'Hosts',
      label: `Lose ${host.id}, new scenario`,
      icon: 'hostloss',
      beside: quantityText(host.memoryBytes, 'bytes'),
      run: () => whatIfHostsLost([host.id]),
    }));
  return /^lose\s/i.test(query) ? losses : [...pages, ...losses];
}

const MOST_FORECASTS = 12;

/** Forecasts by name, once something is typed and they have been computed. */
function forecastItems(query: string): readonly PaletteItem[] {
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
function failureItems(query: string): readonly PaletteItem[] {
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
function comparisonItems(scenarios: readonly ScenarioSummary[], query: string): readonly PaletteItem[] {
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

/** Everything the palette offers for what is typed so far. */
export function paletteItems(
  choices: InventoryChoices | null,
  scenarios: readonly ScenarioSummary[],
  query: string,
): readonly PaletteItem[] {
  return [
    ...actions(),
    ...NAVIGATION.flatMap(({ items }) => items).map(({ screen, title, icon }): PaletteItem => ({
      key: `screen ${screen}`,
      group: 'Screens',
      label: title,
      icon,
      run: () => useView.getState().goTo(screen),
    })),
    ...DATA_TABS.map(({ id, title }): PaletteItem => ({
      key: `data ${id}`,
      group: 'Screens',
      label: `Data, ${title.toLowerCase()}`,
      icon: 'data',
      run: () => openData({ tab: id }),
    })),
    ...FLEET_TABS.map(({ name, title }): PaletteItem => ({
      key: `fleet ${name}`,
      group: 'Screens',
      label: `Fleet, ${title.toLowerCase()}`,
      icon: 'fleet',
      run: () => {
        useView.getState().setFleetTab(name);
        useView.getState().goTo('fleet');
      },
    })),
    ...scenarios.map(({ id, name, version }): PaletteItem => ({
      key: `scenario ${id}`,
      group: 'Scenarios',
      label: name,
      icon: 'scenarios',
      beside: `version ${version}`,
      run: () => void activate(id),
    })),
    ...comparisonItems(scenarios, query),
    ...forecastItems(query),
    ...failureItems(query),
    ...(choices === null ? [] : [...places(choices), ...hostItems(choices, query)]),
  ];
}
