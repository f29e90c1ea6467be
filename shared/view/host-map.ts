import type { HostFigures } from '../assess/host-figures.ts';
import { CELL_CHANGES, CELL_STATES, type HeatCells } from './heat-cells.ts';
import type { HeatShape } from './heat-layout.ts';
import { hostGroups, rackName, type HostGroup, type HostGrouping } from './host-groups.ts';
import {
  measureValues,
  stepBounds,
  stepsOf,
  type HostBasis,
  type HostMeasure,
  type StepBounds,
} from './host-measures.ts';
import type { HostUnion } from './host-union.ts';

export interface HostMapChoice {
  readonly measure: HostMeasure;
  readonly basis: HostBasis;
  readonly grouping: HostGrouping;
  /** Words a host must have in its id, cluster, rack, state or what the scenario does to it. */
  readonly filter: string;
  /** Beyond this the measure misses its target; `null` without one. */
  readonly most: number | null;
}

/** A map of hosts, ready to be drawn: cells in the order of groups and blocks. */
export interface HostMap {
  readonly shape: HeatShape;
  readonly groups: readonly HostGroup[];
  readonly cells: HeatCells;
  /** Place in the union's figures of each cell. */
  readonly hosts: Int32Array;
  /** By place in the figures. */
  readonly values: Float64Array;
  readonly after: Float64Array | null;
  readonly bounds: StepBounds | null;
  /** How many the filter leaves in. */
  readonly matching: number;
  /** Of the hosts that are shown: how many have no figure although they are up. */
  readonly unmeasured: number;
}

/**
 * Whether a host has every word of a filter somewhere in what names it. `cluster:euw-b` is that cluster and no other whose
 * name only contains it.
 */
function hostMatches({ before, changes }: HostUnion, host: number, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const id = before.ids[host] ?? '';
  const cluster = before.clusters[host] ?? '';
  const rack = before.failureDomains[host] ?? '';
  const said = [
    id,
    cluster,
    rack,
    rackName(rack, cluster).replace('-', ' '),
    before.states[host],
    changes.get(id) ?? '',
  ]
    .join(' ')
    .toLowerCase();
  return words.every((word) =>
    word.startsWith('cluster:')
      ? cluster.toLowerCase() === word.slice('cluster:'.length)
      : said.includes(word),
  );
}

/** The hosts of these clusters by one measure. */
export function hostMap(union: HostUnion, clusters: ReadonlySet<string>, choice: HostMapChoice): HostMap {
  const { before, after, changes } = union;
  const values = measureValues(before, choice.measure, choice.basis);
  const scenario = after === null ? null : measureValues(after, choice.measure, choice.basis);
  const isShown = (host: number): boolean => clusters.has(before.clusters[host] ?? '');
  const groups = hostGroups(before, isShown, choice.grouping);
  const hosts = Int32Array.from(groups.flatMap(({ blocks }) => blocks.flatMap((block) => block.hosts)));
  const own = Float64Array.from(hosts, (host) => values[host] ?? Number.NaN);
  const inService = own.filter((_, cell) => before.states[hosts[cell] ?? -1] === 'schedulable');
  const bounds = stepBounds(
    inService.some((value) => !Number.isNaN(value)) ? inService : own,
    choice.measure === 'microvms' ? 'count' : 'ratio',
  );
  // A host the scenario adds has no colour of its own in the baseline: it gets the one it would have.
  const shown = Float64Array.from(hosts, (host, cell) =>
    changes.get(before.ids[host] ?? '') === 'added'
      ? (scenario?.[host] ?? Number.NaN)
      : (own[cell] ?? Number.NaN),
  );
  const dimmed = Uint8Array.from(hosts, (host) => (hostMatches(union, host, choice.filter) ? 0 : 1));
  const cells: HeatCells = {
    steps: stepsOf(shown, bounds),
    states: stateCodes(before, hosts),
    changes: Uint8Array.from(hosts, (host) =>
      Math.max(0, CELL_CHANGES.indexOf(changes.get(before.ids[host] ?? '') ?? null)),
    ),
    missed: Uint8Array.from(own, (value) => (choice.most !== null && value > choice.most ? 1 : 0)),
    dimmed,
  };
  return {
    shape: { groups: groups.map(({ blocks }) => ({ blocks: blocks.map((block) => block.hosts.length) })) },
    groups,
    cells,
    hosts,
    values,
    after: scenario,
    bounds,
    matching: dimmed.reduce((sum, one) => sum + 1 - one, 0),
    unmeasured: own.reduce(
      (sum, value, cell) =>
        sum + (Number.isNaN(value) && before.states[hosts[cell] ?? -1] !== 'down' ? 1 : 0),
      0,
    ),
  };
}

function stateCodes(figures: HostFigures, hosts: Int32Array): Uint8Array {
  return Uint8Array.from(hosts, (host) =>
    Math.max(0, CELL_STATES.indexOf(figures.states[host] ?? 'schedulable')),
  );
}
