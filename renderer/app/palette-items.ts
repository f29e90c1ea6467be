import type { IconName } from '../components/icon-drawings.tsx';
import { FAILURE_MODES } from '../../shared/documents/failure-modes/failure-mode.ts';
import { MENU_FACTS, type ListedCommand } from '../../shared/ipc/menu-commands.ts';
import type { InventoryChoices } from '../../shared/ipc/inventory-channels.ts';
import type { ScenarioSummary } from '../../shared/ipc/scenario-channels.ts';
import { constraintName } from '../../shared/view/constraint-name.ts';
import { crossingWords } from '../../shared/view/forecast-words.ts';
import { counted } from '../../shared/view/number-format.ts';
import { quantityText } from '../../shared/view/quantity-format.ts';
import { explainConstraint, useExplain } from '../state/explain-store.ts';
import { chooseFailure } from '../state/failure-store.ts';
import { chooseForecast, useForecasts } from '../state/forecast-store.ts';
import { BASELINE_COLUMN, compare, savedColumn } from '../state/compare-store.ts';
import { openHost } from '../state/host-store.ts';
import { useInventory } from '../state/inventory-store.ts';
import { activate } from '../state/scenario-store.ts';
import { useView } from '../state/view-store.ts';
import { whatIfHostsLost, whatIfLargestHostLost } from './commands.ts';
import { runMenuCommand } from './run-menu-command.ts';

export interface PaletteItem {
  readonly key: string;
  readonly group:
    | 'Actions'
    | 'On this screen'
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

const ICONS: Readonly<Record<ListedCommand, IconName>> = {
  'new-workspace': 'plus',
  'open-workspace': 'file',
  'open-sample': 'map',
  import: 'data',
  'import-folder': 'data',
  'export-overview-csv': 'export',
  'export-overview-json': 'export',
  'save-copy': 'copy',
  'export-plan': 'export',
  'export-plan-report': 'export',
  'export-review': 'export',
  'close-workspace': 'x',
  undo: 'undo',
  redo: 'redo',
  'new-scenario': 'plus',
  baseline: 'compare',
  'save-scenario': 'save',
  compare: 'compare',
  revert: 'undo',
  'list-scenarios': 'scenarios',
  'import-scenario': 'file',
  export: 'export',
  portfolios: 'table',
  'import-portfolio': 'file',
  'preview-customer': 'onboarding',
  pipeline: 'onboarding',
  'record-decision': 'decisions',
  explain: 'explain',
  'theme-system': 'panel',
  'theme-light': 'panel',
  'theme-dark': 'panel',
  'go-overview': 'overview',
  'go-fleet': 'fleet',
  'go-forecast': 'forecast',
  'go-scenarios': 'scenarios',
  'go-survival': 'survival',
  'go-onboarding': 'onboarding',
  'go-plan': 'plan',
  'go-failures': 'failure',
  'go-decisions': 'decisions',
  'go-data': 'data',
  'go-assumptions': 'assumptions',
  'go-help': 'info',
  'data-imports': 'data',
  'data-connections': 'data',
  'data-mappings': 'data',
  'data-series': 'data',
  'data-inventory': 'data',
  'data-quality': 'data',
  'fleet-hosts': 'fleet',
  'fleet-edge': 'fleet',
  'fleet-control-plane': 'fleet',
  'fleet-storage': 'fleet',
  'fleet-overlay': 'fleet',
  help: 'info',
  'help-glossary': 'info',
  'help-formulas': 'explain',
  'help-samples': 'scenarios',
  shortcuts: 'info',
  licences: 'info',
  diagnostics: 'export',
};

/** Keys as the palette shows them; `?` is the page's own. */
function keysOf(command: ListedCommand, keys: string | undefined): Pick<PaletteItem, 'beside'> {
  if (command === 'shortcuts') return { beside: '?' };
  return keys === undefined ? {} : { beside: keys.replace('CmdOrCtrl', 'Mod').replaceAll('+', ' ') };
}

/** The list the menu bar is made of, too. */
const LISTED: readonly PaletteItem[] = MENU_FACTS.map(({ command, label, menu, keys }) => ({
  key: `command ${command}`,
  group: menu === 'go' ? 'Screens' : 'Actions',
  label,
  icon: ICONS[command],
  run: () => runMenuCommand(command, 'palette'),
  ...keysOf(command, keys),
}));

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
    ...LISTED,
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
