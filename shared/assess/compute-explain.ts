import { GROUP_SIZE, sumBySizeNode, sumNode } from '../explain/grouping.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { plainQuantity } from '../explain/text.ts';
import type { Flavor, Host } from '../model/document.ts';
import { failureDomains, isSchedulable, reservedHosts } from './cluster-figures.ts';
import type { Demand } from './compute-demand.ts';
import type { HostResource } from './host-resource.ts';
import { measured, overheadLeaf, policyLeaf } from './leaves.ts';
import { microvmCounts } from './microvm-counts.ts';
import { scopeId, scopeKind, type Context } from './row.ts';

/** One part of a constraint, explained for a cluster; a region's is the sum over its clusters. */
type ClusterPart = (context: Context, resource: HostResource, cluster: string) => ExplainNode;

function overScope(
  context: Context,
  resource: HostResource,
  scope: string,
  label: string,
  part: ClusterPart,
): ExplainNode {
  if (scopeKind(scope) === 'cluster') return part(context, resource, scopeId(scope));
  const clusters = context.index.clustersByRegion.get(scopeId(scope)) ?? [];
  return sumNode(
    label,
    resource.unit,
    clusters.map((cluster) => part(context, resource, cluster.id)),
  );
}

export function capacityNode(context: Context, resource: HostResource, scope: string): ExplainNode {
  return overScope(context, resource, scope, 'Capacity of schedulable hosts', clusterCapacity);
}

export function reserveNode(context: Context, resource: HostResource, scope: string): ExplainNode {
  return overScope(context, resource, scope, 'Reserve', clusterReserve);
}

export function reservedNode(context: Context, resource: HostResource, scope: string): ExplainNode {
  return overScope(context, resource, scope, 'Reserved by microVMs', clusterReserved);
}

function usedNode(context: Context, resource: HostResource, scope: string): ExplainNode {
  return overScope(context, resource, scope, 'Used, measured', clusterUsed);
}

/** The demand by the source it was taken from. */
export function demandNode(
  context: Context,
  resource: HostResource,
  scope: string,
  demand: Demand,
): ExplainNode {
  switch (demand.source) {
    case 'reserved':
      return reservedNode(context, resource, scope);
    case 'used':
      return usedNode(context, resource, scope);
    case 'peak':
      return measured(
        `p95 daily peak of the summed used cores on ${demand.peakDay ?? ''}`,
        demand.value,
        resource.unit,
        `history: cpu_used_cores of ${scope}`,
      );
    case 'larger':
      return derived('Larger of reserved and used', resource.unit, 'largest known input', [
        reservedNode(context, resource, scope),
        usedNode(context, resource, scope),
      ]);
  }
}

export function hostLimitNode(resource: HostResource, host: Host): ExplainNode {
  const of = `hosts[${host.id}].${resource.hostField}`;
  if (resource.name !== 'memory') return measured(host.id, resource.limit(host), resource.unit, of);
  return derived(host.id, 'bytes', 'a − b', [
    measured('memory', host.memoryBytes, 'bytes', of),
    systemReserved(host),
  ]);
}

function systemReserved(host: Host): ExplainNode {
  const origin = host.systemReservedMemoryBytes === 0 ? 'default' : 'measured';
  const of = `hosts[${host.id}].systemReservedMemoryBytes`;
  return leaf('system reserved', host.systemReservedMemoryBytes, 'bytes', { origin, of });
}

export function hostUsedNode(resource: HostResource, host: Host): ExplainNode {
  const of = `hosts[${host.id}].used.${resource.hostField}`;
  if (resource.name !== 'memory') return measured(host.id, resource.used(host), resource.unit, of);
  return derived(host.id, 'bytes', 'a − b, at least 0', [
    measured('memory used', host.used.memoryBytes, 'bytes', of),
    systemReserved(host),
  ]);
}

const hostsOf = (context: Context, cluster: string): readonly Host[] =>
  context.index.hostsByCluster.get(cluster) ?? [];

/**
 * Capacity of a cluster: Σ over its schedulable hosts of the host's limit, in the resource's unit; memory without what the system
 * reserves (MODEL.md section 4). Hosts of one size are one input; a limit nobody measured makes the sum not measured.
 */
export const clusterCapacity: ClusterPart = (context, resource, cluster) => {
  const hosts = hostsOf(context, cluster).filter(isSchedulable);
  return sumBySizeNode(
    `${cluster}: ${hosts.length} schedulable hosts`,
    resource.unit,
    hosts.map((host) => hostLimitNode(resource, host)),
    (size) => plainQuantity(size, resource.unit),
  );
};

/**
 * Reserve of a cluster: what its largest schedulable hosts hold, as many as `hostLossesPerCluster` +
 * `maintenanceHostsPerCluster`; by `reserveBasis` what its largest failure domain holds instead, or the larger of both
 * (MODEL.md section 4).
 */
const clusterReserve: ClusterPart = (context, resource, cluster) => {
  const basis = context.policy.reserveBasis;
  if (basis === 'hosts') return largestHosts(context, resource, cluster);
  if (basis === 'failureDomain') return largestDomainNode(context, resource, cluster);
  return derived(`${cluster}: larger of hosts and failure domain`, resource.unit, 'maximum of inputs', [
    largestHosts(context, resource, cluster),
    largestDomainNode(context, resource, cluster),
  ]);
};

/** The k largest of the hosts. Those that cannot be among them are left out, and so said, where there are too many. */
export function largestHosts(context: Context, resource: HostResource, cluster: string): ExplainNode {
  const { policy } = context;
  const hosts = hostsOf(context, cluster).filter(isSchedulable);
  const k = reservedHosts(policy);
  const label = `${cluster}: ${k} largest of ${hosts.length} hosts`;
  if (k >= hosts.length || hosts.some((host) => resource.limit(host) === null)) {
    return derived(label, resource.unit, 'same as input', [clusterCapacity(context, resource, cluster)]);
  }
  const largest = [...hosts].sort((a, b) => (resource.limit(b) ?? 0) - (resource.limit(a) ?? 0));
  if (k >= GROUP_SIZE) {
    return sumNode(
      label,
      resource.unit,
      largest.slice(0, k).map((host) => hostLimitNode(resource, host)),
    );
  }
  const losses = derived('hosts kept in reserve', 'hosts', 'sum of inputs', [
    policyLeaf(policy, 'hostLossesPerCluster', 'hosts'),
    policyLeaf(policy, 'maintenanceHostsPerCluster', 'hosts'),
  ]);
  const shown = largest.slice(0, GROUP_SIZE);
  const listed = shown.length < largest.length ? `${label}, the ${GROUP_SIZE} largest listed` : label;
  return derived(listed, resource.unit, 'sum of the k largest', [
    losses,
    ...shown.map((host) => hostLimitNode(resource, host)),
  ]);
}

function largestDomainNode(context: Context, resource: HostResource, cluster: string): ExplainNode {
  const domains = [...failureDomains(hostsOf(context, cluster)).values()];
  const label = `${cluster}: largest of ${domains.length} failure domains`;
  if (domains.length === 0) return derived(label, resource.unit, 'sum of inputs', []);
  const nodes = domains.map((hosts) =>
    sumNode(
      hosts[0]?.failureDomain ?? hosts[0]?.id ?? '',
      resource.unit,
      hosts.map((host) => hostLimitNode(resource, host)),
    ),
  );
  // A domain that is not measured must stand in the list, or the maximum would look known.
  const rank = (node: ExplainNode) => (typeof node.value === 'number' ? node.value : Infinity);
  nodes.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
  return derived(label, resource.unit, 'maximum of inputs', nodes.slice(0, GROUP_SIZE));
}

/**
 * Reserved in a cluster: Σ over flavors of microVMs × what one needs, overhead included; pending microVMs count too (MODEL.md
 * section 4).
 */
const clusterReserved: ClusterPart = (context, resource, cluster) => {
  const { flavorIds, byCluster } = microvmCounts(context.model);
  const counts = byCluster.get(cluster);
  const nodes = flavorIds.flatMap((id, number) => {
    const count = counts?.[number] ?? 0;
    const flavor = context.index.flavorById.get(id);
    if (count === 0 || flavor === undefined) return [];
    return derived(`${id} × ${count}`, resource.unit, 'product of inputs', [
      countNode(context, cluster, number, id),
      needNode(context, resource, flavor),
    ]);
  });
  return sumNode(`${cluster}: reserved by microVMs`, resource.unit, nodes);
};

/** How many microVMs of a flavor a cluster has: by host, then those without one. */
function countNode(context: Context, cluster: string, flavorNumber: number, flavor: string): ExplainNode {
  const counts = microvmCounts(context.model);
  const nodes: ExplainNode[] = [];
  for (const host of hostsOf(context, cluster)) {
    const count = counts.at(counts.hostNumbers.get(host.id) ?? -1, flavorNumber);
    if (count === 0) continue;
    const label = host.state === 'down' ? `${host.id} (down: pending)` : host.id;
    nodes.push(measured(label, count, 'microvms', `microvms of ${flavor} on hosts[${host.id}]`));
  }
  const unplaced = counts.unplaced.get(cluster)?.[flavorNumber] ?? 0;
  if (unplaced > 0) {
    nodes.push(measured('without host', unplaced, 'microvms', `microvms of ${flavor} pending in ${cluster}`));
  }
  return sumNode(`${flavor} microVMs`, 'microvms', nodes);
}

/** What one microVM of a flavor reserves. */
export function needNode(context: Context, resource: HostResource, flavor: Flavor): ExplainNode {
  const { model, policy } = context;
  const { flavorField, overheadField, unit } = resource;
  const label = `per ${flavor.id} microVM`;
  if (flavorField === null) {
    const overhead = overheadField === null ? null : overheadLeaf(model, overheadField, unit);
    return overhead ?? leaf(label, null, unit, { origin: 'not measured', of: 'overhead' });
  }
  const size = measured(
    `${flavor.id} ${flavorField === 'vcpus' ? 'vCPUs' : resource.name}`,
    flavor[flavorField],
    unit,
    `flavors[${flavor.id}].${flavorField}`,
  );
  const part =
    flavorField === 'vcpus'
      ? derived('vCPUs ÷ overcommit', unit, 'a ÷ b', [size, policyLeaf(policy, 'cpuOvercommit', 'count')])
      : size;
  if (overheadField === null) return part;
  const overhead = overheadLeaf(model, overheadField, unit);
  if (overhead.value === null && part.value !== null) {
    return derived(`${label}, at least: overhead not measured`, unit, 'sum of known inputs', [
      part,
      overhead,
    ]);
  }
  return derived(label, unit, 'sum of inputs', [part, overhead]);
}

/**
 * Used in a cluster: Σ of what was measured on its hosts that are not down (memory without what the system reserves, at least 0
 * per host), and the workload of pending microVMs as measured on the hosts they lost (MODEL.md section 4).
 */
const clusterUsed: ClusterPart = (context, resource, cluster) => {
  const running = hostsOf(context, cluster).filter((host) => host.state !== 'down');
  const label = `${cluster}: used on ${running.length} hosts not down`;
  const onHosts = sumNode(
    label,
    resource.unit,
    running.map((host) => hostUsedNode(resource, host)),
  );
  const key = resource.carried;
  const rows = key === null ? undefined : microvmCounts(context.model).carried.get(cluster);
  if (key === null || rows === undefined) return onHosts;
  const carried = sumNode(
    'workload of pending microVMs, as measured on the hosts they lost',
    resource.unit,
    rows.map((row) =>
      measured(row.id, row.carried?.[key] ?? null, resource.unit, `microvms[${row.id}].carried.${key}`),
    ),
  );
  return derived(`${cluster}: used`, resource.unit, 'sum of inputs', [onHosts, carried]);
};
