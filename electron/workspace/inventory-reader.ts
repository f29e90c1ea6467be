import { byCodeUnits } from '../../shared/model/model-index.ts';
import type { ClusterChoice, InventoryChoices, InventoryRows } from '../../shared/ipc/inventory-channels.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { Host, Model } from '../../shared/model/document.ts';
import type { Workspace } from './workspace.ts';

/** Allocatable memory as the selector `largest` compares it (MODEL.md section 5); not measured sorts last. */
function allocatableBytes(host: Host): number {
  return host.memoryBytes === null
    ? Number.NEGATIVE_INFINITY
    : host.memoryBytes - host.systemReservedMemoryBytes;
}

function clusterChoices(model: Model): ClusterChoice[] {
  const hostsOf = new Map<string, Host[]>(model.clusters.map((cluster) => [cluster.id, []]));
  for (const host of model.hosts) hostsOf.get(host.cluster)?.push(host);
  const microvmsOf = new Map<string, number>();
  for (const row of model.microvms)
    microvmsOf.set(row.cluster, (microvmsOf.get(row.cluster) ?? 0) + row.count);
  return model.clusters.map((cluster) => {
    const hosts = hostsOf.get(cluster.id) ?? [];
    const [largest] = hosts
      .filter((host) => host.state !== 'down')
      .sort((a, b) => allocatableBytes(b) - allocatableBytes(a) || byCodeUnits(a.id, b.id));
    const domains = new Set(hosts.map((host) => host.failureDomain).filter((domain) => domain !== null));
    return {
      id: cluster.id,
      region: cluster.region,
      hosts: hosts.length,
      largestHost: largest?.id ?? null,
      largestHostMemoryBytes:
        largest === undefined || largest.memoryBytes === null ? null : allocatableBytes(largest),
      microvms: microvmsOf.get(cluster.id) ?? 0,
      failureDomains: [...domains].sort(byCodeUnits),
    };
  });
}

function customerChoices(model: Model): InventoryChoices['customers'] {
  const counts = new Map<string, number>();
  for (const row of model.microvms) {
    if (row.customer !== null) counts.set(row.customer, (counts.get(row.customer) ?? 0) + row.count);
  }
  return [...counts].sort(([a], [b]) => byCodeUnits(a, b)).map(([id, microvms]) => ({ id, microvms }));
}

/** Everything forms offer to choose from. */
export function inventoryChoices(workspace: Workspace): InventoryChoices {
  const model = workspace.model();
  const named = ({ id, region }: { readonly id: string; readonly region: string | null }) => ({ id, region });
  return {
    revision: workspace.revision,
    regions: model.regions,
    clusters: clusterChoices(model),
    hosts: model.hosts.map(({ id, cluster, failureDomain, state, memoryBytes, cpuCores }) => ({
      id,
      cluster,
      failureDomain,
      state,
      memoryBytes,
      cpuCores,
    })),
    edgeNodes: model.edgeNodes.map(({ id, region, state }) => ({ id, region, state })),
    postgres: model.postgres.map(named),
    controlPlanes: model.controlPlanes.map(named),
    storagePools: model.storagePools.map(named),
    flavors: model.flavors.map(({ id, vcpus, memoryBytes }) => ({ id, vcpus, memoryBytes })),
    skus: model.skus.map(({ id, cpuCores, memoryBytes, unitCost, currency, leadTimeDays }) => ({
      id,
      cpuCores,
      memoryBytes,
      unitCost,
      currency,
      leadTimeDays,
    })),
    customers: customerChoices(model),
    overhead: model.overhead,
  };
}

/** Rows of one kind; only microVMs (and hosts, by cluster) are narrowed by the request's other fields. */
export function inventoryRows(workspace: Workspace, request: RequestOf<'inventory:rows'>): InventoryRows {
  const model = workspace.model();
  const { host, cluster, customer } = request;
  const inCluster = (row: { readonly cluster: string }): boolean =>
    cluster === undefined || row.cluster === cluster;
  let rows: InventoryRows['rows'] = model[request.kind];
  if (request.kind === 'hosts') rows = model.hosts.filter(inCluster);
  if (request.kind === 'microvms') {
    rows = model.microvms.filter(
      (row) =>
        inCluster(row) &&
        (host === undefined || row.host === host) &&
        (customer === undefined || row.customer === customer),
    );
  }
  return { revision: workspace.revision, rows };
}
