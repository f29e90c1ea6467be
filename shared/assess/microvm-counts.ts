import type { Microvm, Model } from '../model/document.ts';
import { byId, modelIndex, remember } from '../model/model-index.ts';

/** Dense up to here (32 MiB); a fleet with more host × flavor pairs keeps only the pairs that occur. */
const DENSE_CELLS = 8_000_000;

/** MicroVMs of every host by flavor. Hosts and flavors are numbered in the order of `MicrovmCounts`. */
interface Cells {
  add(host: number, flavor: number, count: number): void;
  of(host: number, flavor: number): number;
}

function denseCells(hosts: number, flavors: number): Cells {
  const counts = new Float64Array(hosts * flavors);
  return {
    add(host, flavor, count) {
      const cell = host * flavors + flavor;
      counts[cell] = (counts[cell] ?? 0) + count;
    },
    of: (host, flavor) => counts[host * flavors + flavor] ?? 0,
  };
}

function sparseCells(flavors: number): Cells {
  const counts = new Map<number, number>();
  return {
    add(host, flavor, count) {
      const cell = host * flavors + flavor;
      counts.set(cell, (counts.get(cell) ?? 0) + count);
    },
    of: (host, flavor) => counts.get(host * flavors + flavor) ?? 0,
  };
}

/** How many microVMs of which flavor stand where: all a demand needs, whatever the policy. */
export interface MicrovmCounts {
  /** Ids in order of code units; their place is the number used in `at`. */
  readonly flavorIds: readonly string[];
  readonly hostNumbers: ReadonlyMap<string, number>;
  /** MicroVMs the document places on a host, also where the host is down. */
  at(host: number, flavor: number): number;
  /** MicroVMs without host, by cluster and flavor number. */
  readonly unplaced: ReadonlyMap<string, Float64Array>;
  /** All microVMs of a cluster, pending ones too, by flavor number. */
  readonly byCluster: ReadonlyMap<string, Float64Array>;
  /** Rows of a cluster that are pending and carry workload measured on a host they lost, by id. */
  readonly carried: ReadonlyMap<string, readonly Microvm[]>;
}

/** One pass over the microVMs of a model, remembered with it. */
export const microvmCounts: (model: Model) => MicrovmCounts = remember((model) => {
  const flavorIds = model.flavors.map((flavor) => flavor.id).sort();
  const flavorNumbers = numbered(flavorIds);
  const hosts = model.hosts;
  const hostNumbers = numbered(hosts.map((host) => host.id));
  const cells =
    hosts.length * flavorIds.length <= DENSE_CELLS
      ? denseCells(hosts.length, flavorIds.length)
      : sparseCells(flavorIds.length);
  const unplaced = emptyCounts(model, flavorIds.length);
  const carried = new Map<string, Microvm[]>();

  // Neighbouring rows often share host and flavor; remembering the last answer saves most look-ups.
  let lastFlavor = '';
  let flavor = -1;
  let lastHost: string | null = null;
  let host = -1;
  for (const row of model.microvms) {
    if (row.flavor !== lastFlavor) {
      lastFlavor = row.flavor;
      flavor = flavorNumbers.get(lastFlavor) ?? -1;
    }
    if (row.host === null) {
      const counts = unplaced.get(row.cluster);
      if (counts !== undefined) counts[flavor] = (counts[flavor] ?? 0) + row.count;
      if (row.carried !== undefined) note(carried, row);
      continue;
    }
    if (row.host !== lastHost) {
      lastHost = row.host;
      host = hostNumbers.get(lastHost) ?? -1;
    }
    cells.add(host, flavor, row.count);
    if (row.carried !== undefined && hosts[host]?.state === 'down') note(carried, row);
  }
  for (const rows of carried.values()) rows.sort(byId);
  return {
    flavorIds,
    hostNumbers,
    at: (hostNumber, flavorNumber) => cells.of(hostNumber, flavorNumber),
    unplaced,
    byCluster: countsByCluster(model, cells, unplaced, hostNumbers),
    carried,
  };
});

function numbered(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(ids.map((id, number) => [id, number]));
}

function emptyCounts(model: Model, flavors: number): Map<string, Float64Array> {
  return new Map(model.clusters.map((cluster) => [cluster.id, new Float64Array(flavors)]));
}

function note(carried: Map<string, Microvm[]>, row: Microvm): void {
  const rows = carried.get(row.cluster);
  if (rows === undefined) carried.set(row.cluster, [row]);
  else rows.push(row);
}

function countsByCluster(
  model: Model,
  cells: Cells,
  unplaced: ReadonlyMap<string, Float64Array>,
  hostNumbers: ReadonlyMap<string, number>,
): ReadonlyMap<string, Float64Array> {
  const { hostsByCluster } = modelIndex(model);
  const byCluster = new Map<string, Float64Array>();
  for (const [cluster, pending] of unplaced) {
    const counts = Float64Array.from(pending);
    for (const host of hostsByCluster.get(cluster) ?? []) {
      const number = hostNumbers.get(host.id) ?? -1;
      for (let flavor = 0; flavor < counts.length; flavor += 1) {
        counts[flavor] = (counts[flavor] ?? 0) + cells.of(number, flavor);
      }
    }
    byCluster.set(cluster, counts);
  }
  return byCluster;
}
