import type { Model } from '../model/document.ts';
import type { EntityKind } from './field.ts';

/** One thing an entity field may name. `disabled` says why it may not be chosen now. */
export interface EntityOption {
  readonly id: string;
  readonly label: string;
  readonly disabled?: string;
}

const plain = (entries: readonly { readonly id: string }[]): EntityOption[] =>
  entries.map(({ id }) => ({ id, label: id }));

const kept = <T>(entries: readonly T[], keep: boolean | ((entry: T) => boolean)): readonly T[] =>
  typeof keep === 'boolean' ? entries : entries.filter(keep);

/**
 * Everything of a kind, in the document's order, for pickers and for the parser. `within` narrows hosts, failure domains
 * to a cluster, and clusters, edge nodes, Postgres, control planes, pools to a region. Things that are down are listed
 * but disabled. `constraint` has no list here: its ids come from an assessment.
 */
export function entityOptions(model: Model, kind: EntityKind, within?: string): readonly EntityOption[] {
  const inCluster =
    within === undefined || ((entry: { readonly cluster: string }) => entry.cluster === within);
  const inRegion =
    within === undefined || ((entry: { readonly region: string | null }) => entry.region === within);
  switch (kind) {
    case 'region':
      return model.regions.map(({ id, name }) => ({ id, label: name ?? id }));
    case 'cluster':
      return plain(kept(model.clusters, inRegion));
    case 'host':
      return kept(model.hosts, inCluster).map((host) => ({
        id: host.id,
        label: host.state === 'schedulable' ? host.id : `${host.id} (${host.state})`,
        ...(host.state === 'down' ? { disabled: 'is already down' } : {}),
      }));
    case 'failureDomain':
      return failureDomains(kept(model.hosts, inCluster));
    case 'flavor':
      return plain(model.flavors);
    case 'sku':
      return plain(model.skus);
    case 'edgeNode':
      return kept(model.edgeNodes, inRegion).map((node) => ({
        id: node.id,
        label: node.state === 'down' ? `${node.id} (down)` : node.id,
        ...(node.state === 'down' ? { disabled: 'is already down' } : {}),
      }));
    case 'postgres':
      return plain(kept(model.postgres, inRegion));
    case 'controlPlane':
      return plain(kept(model.controlPlanes, inRegion));
    case 'storagePool':
      return plain(kept(model.storagePools, inRegion));
    case 'constraint':
      return [];
  }
}

function failureDomains(hosts: Model['hosts']): EntityOption[] {
  const up = new Map<string, boolean>();
  for (const host of hosts) {
    if (host.failureDomain === null) continue;
    up.set(host.failureDomain, (up.get(host.failureDomain) ?? false) || host.state !== 'down');
  }
  return [...up].map(([id, anyUp]) => ({ id, label: id, ...(anyUp ? {} : { disabled: 'is already down' }) }));
}

/** How a kind reads in a sentence. */
export const ENTITY_NAMES: Readonly<Record<EntityKind, string>> = {
  region: 'region',
  cluster: 'cluster',
  host: 'host',
  failureDomain: 'failure domain',
  flavor: 'flavor',
  sku: 'machine type',
  edgeNode: 'edge node',
  postgres: 'Postgres cluster',
  controlPlane: 'control plane',
  storagePool: 'storage pool',
  constraint: 'constraint',
};
