import type { ListedCommand } from '../ipc/menu-commands.ts';
import type { FormulaEntry } from './formula-entry.ts';

/** Formulas that belong together, and where in the window their figures stand. */
export interface FormulaGroup {
  readonly id: string;
  readonly title: string;
  readonly seen: readonly ListedCommand[];
  /** Which files of the engine. The first group that fits takes a file. */
  readonly files: RegExp;
}

/** Every file of the engine is in exactly one group; in the order of the help page. */
const FORMULA_GROUPS: readonly FormulaGroup[] = [
  {
    id: 'edge',
    title: 'Edge',
    seen: ['fleet-edge', 'go-overview'],
    files: /^shared\/assess\/edge/,
  },
  {
    id: 'control-plane',
    title: 'Control plane',
    seen: ['fleet-control-plane', 'go-overview'],
    files: /^shared\/assess\/(control-plane|reconcile|erlang)/,
  },
  {
    id: 'storage',
    title: 'Storage',
    seen: ['fleet-storage', 'go-overview'],
    files: /^shared\/assess\/storage/,
  },
  {
    id: 'overlay',
    title: 'Overlay',
    seen: ['fleet-overlay', 'go-overview'],
    files: /^shared\/assess\/overlay/,
  },
  {
    id: 'compute',
    title: 'Hosts and clusters',
    seen: ['go-overview', 'fleet-hosts'],
    files: /^shared\/assess\//,
  },
  {
    id: 'survival',
    title: 'Placement and survival',
    seen: ['go-survival', 'go-scenarios'],
    files: /^shared\/placement\//,
  },
  {
    id: 'onboarding',
    title: 'Onboarding',
    seen: ['go-onboarding'],
    files: /onboard|how-many-fit|customer|pipeline|ramp/,
  },
  {
    id: 'transients',
    title: 'Seconds after a failure',
    seen: ['go-scenarios', 'go-failures'],
    files: /^shared\/transients\/|failover|edge-loss|retry-storm|cascade/,
  },
  {
    id: 'events',
    title: 'Events',
    seen: ['go-scenarios'],
    files: /^shared\/events\//,
  },
  {
    id: 'forecast',
    title: 'Daily peaks and forecasts',
    seen: ['go-forecast', 'data-series'],
    files: /^shared\/(history|forecast)\/|forecast|demand|growth|fit|outlook|overhead|peak|crossing/,
  },
  {
    id: 'timeline',
    title: 'Days, triggers and odds',
    seen: ['go-overview', 'go-forecast', 'go-scenarios'],
    files: /^shared\/timeline\//,
  },
  { id: 'plan', title: 'Purchase plan', seen: ['go-plan'], files: /^shared\/plan\// },
];

export interface GroupedEntries {
  readonly group: FormulaGroup;
  readonly entries: readonly FormulaEntry[];
}

export const groupOf = (file: string): FormulaGroup | null =>
  FORMULA_GROUPS.find(({ files }) => files.test(file)) ?? null;

/** The entries under their groups, in the order of both; groups without one are left out. */
export function groupedEntries(entries: readonly FormulaEntry[]): readonly GroupedEntries[] {
  return FORMULA_GROUPS.map((group) => ({
    group,
    entries: entries.filter(({ file }) => groupOf(file) === group),
  })).filter((part) => part.entries.length > 0);
}
