import type { Cluster, EdgeNode, Flavor, Host, Microvm, Model } from './document.ts';

/** Order of ids everywhere in results: by code units, so that it does not depend on a locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return byCodeUnits(a.id, b.id);
}

/**
 * Remembers what a pure function computed for an immutable object for as long as that object lives. Keyed by identity:
 * an event's new model starts afresh.
 */
export function remember<Key extends object, T>(compute: (key: Key) => T): (key: Key) => T {
  const memo = new WeakMap<Key, { readonly value: T }>();
  return (key) => {
    let entry = memo.get(key);
    if (entry === undefined) {
      entry = { value: compute(key) };
      memo.set(key, entry);
    }
    return entry.value;
  };
}

/** Look-ups of a model. Lists are in order of id, so that sums over them do not depend on the document's order. */
export interface ModelIndex {
  readonly hostById: ReadonlyMap<string, Host>;
  readonly clusterById: ReadonlyMap<string, Cluster>;
  readonly flavorById: ReadonlyMap<string, Flavor>;
  readonly edgeNodeById: ReadonlyMap<string, EdgeNode>;
  /** All hosts of a cluster, down ones too. Every cluster has an entry. */
  readonly hostsByCluster: ReadonlyMap<string, readonly Host[]>;
  /** Every region has an entry. */
  readonly clustersByRegion: ReadonlyMap<string, readonly Cluster[]>;
  readonly edgeNodesByRegion: ReadonlyMap<string, readonly EdgeNode[]>;
  /** MicroVM rows as placed by the document; rows on a down host stand under that host. Computed when first asked for. */
  readonly microvmsByHost: ReadonlyMap<string, readonly Microvm[]>;
}

export const modelIndex: (model: Model) => ModelIndex = remember((model) => {
  let microvmsByHost: ReadonlyMap<string, readonly Microvm[]> | undefined;
  return {
    hostById: idMap(model.hosts),
    clusterById: idMap(model.clusters),
    flavorById: idMap(model.flavors),
    edgeNodeById: idMap(model.edgeNodes),
    hostsByCluster: grouped(model.clusters, model.hosts, (host) => host.cluster),
    clustersByRegion: grouped(model.regions, model.clusters, (cluster) => cluster.region),
    edgeNodesByRegion: grouped(model.regions, model.edgeNodes, (node) => node.region),
    get microvmsByHost() {
      microvmsByHost ??= grouped(model.hosts, model.microvms, (row) => row.host);
      return microvmsByHost;
    },
  };
});

function idMap<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((entry) => [entry.id, entry]));
}

function grouped<T extends { readonly id: string }>(
  owners: readonly { readonly id: string }[],
  list: readonly T[],
  ownerOf: (entry: T) => string | null,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>(owners.map((owner) => [owner.id, []]));
  for (const entry of list) {
    const owner = ownerOf(entry);
    if (owner !== null) groups.get(owner)?.push(entry);
  }
  for (const group of groups.values()) group.sort(byId);
  return groups;
}

/**
 * The host a microVM row runs on, or `null` if it is pending: without host, or on a host that is down (MODEL.md
 * section 4). Parsing keeps the document's `host` of the latter, so that nothing of the document is lost.
 */
export function runningHost(model: Model, row: Microvm): Host | null {
  if (row.host === null) return null;
  const host = modelIndex(model).hostById.get(row.host);
  return host === undefined || host.state === 'down' ? null : host;
}

/** The region a cluster is in; `null` for a cluster the model does not have. */
export function regionOfCluster(model: Model, cluster: string): string | null {
  return modelIndex(model).clusterById.get(cluster)?.region ?? null;
}
