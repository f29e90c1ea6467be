import { groupedSum, groupedSumOfMeasured, sumBySize } from '../explain/grouping.ts';
import type { Host, Measured, Microvm, Model } from '../model/document.ts';
import { byId, modelIndex, remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { HOST_RESOURCES, type HostResource } from './host-resource.ts';
import { microvmCounts } from './microvm-counts.ts';

/** What a cluster's hosts have of one resource, before any policy. */
interface HostSupply {
  /** Limits of the schedulable hosts, largest first; `null` if one of them is not measured. */
  readonly limits: Float64Array | null;
  readonly capacity: Measured;
  /** Summed limit of the largest failure domain. */
  readonly largestDomain: Measured;
  /** Measured use of the hosts not down. */
  readonly usedOnHosts: Measured;
}

interface ClusterSupply extends HostSupply {
  /** Measured use of the hosts not down plus what pending microVMs carry. */
  readonly used: Measured;
}

/** One resource of one cluster under a policy. */
export interface ClusterFigures {
  readonly capacity: Measured;
  readonly reserve: Measured;
  readonly reserved: Measured;
  /** False where the overhead is missing, so that `reserved` is a lower bound. */
  readonly reservedComplete: boolean;
  readonly used: Measured;
}

export function isSchedulable(host: Host): boolean {
  return host.state === 'schedulable';
}

/** Schedulable hosts by failure domain; a host without one is a domain of its own. Hosts in the given order. */
export function failureDomains(hosts: readonly Host[]): ReadonlyMap<string, readonly Host[]> {
  const domains = new Map<string, Host[]>();
  for (const host of hosts) {
    if (!isSchedulable(host)) continue;
    const key = host.failureDomain === null ? `host ${host.id}` : `domain ${host.failureDomain}`;
    const domain = domains.get(key);
    if (domain === undefined) domains.set(key, [host]);
    else domain.push(host);
  }
  return domains;
}

/** Hosts kept in reserve per cluster: losses to survive plus hosts out for maintenance. */
export function reservedHosts(policy: Policy): number {
  return policy.hostLossesPerCluster + policy.maintenanceHostsPerCluster;
}

type ByCluster<Supply> = ReadonlyMap<HostResource, ReadonlyMap<string, Supply>>;

function eachCluster<Supply>(
  hostsByCluster: ReadonlyMap<string, readonly Host[]>,
  supply: (cluster: string, hosts: readonly Host[], resource: HostResource) => Supply,
): ByCluster<Supply> {
  const byResource = new Map<HostResource, Map<string, Supply>>();
  for (const resource of HOST_RESOURCES) {
    const byCluster = new Map<string, Supply>();
    for (const [cluster, hosts] of hostsByCluster) byCluster.set(cluster, supply(cluster, hosts, resource));
    byResource.set(resource, byCluster);
  }
  return byResource;
}

const byClusters = remember((_hosts: readonly Host[]) => new WeakMap<object, ByCluster<HostSupply>>());

/** Supplies of the hosts alone. Events that leave the hosts as they are share them, so these are found again. */
function hostSupplies(model: Model): ByCluster<HostSupply> {
  const known = byClusters(model.hosts);
  let supplied = known.get(model.clusters);
  if (supplied === undefined) {
    supplied = eachCluster(modelIndex(model).hostsByCluster, (_cluster, hosts, resource) => {
      const limits = sortedLimits(hosts, resource);
      const running = hosts.filter((host) => host.state !== 'down');
      return {
        limits,
        capacity: limits === null ? null : sumBySize(limits),
        largestDomain: limits === null ? null : largestDomain(hosts, resource),
        usedOnHosts: groupedSumOfMeasured(running.map((host) => resource.used(host))),
      };
    });
    known.set(model.clusters, supplied);
  }
  return supplied;
}

/** Supplies of every cluster, by resource and cluster id; remembered with the model. */
const supplies: (model: Model) => ByCluster<ClusterSupply> = remember((model) => {
  const onHosts = hostSupplies(model);
  return eachCluster(modelIndex(model).hostsByCluster, (cluster, _hosts, resource) => {
    const supply = onHosts.get(resource)?.get(cluster);
    if (supply === undefined) throw new Error(`no cluster ${cluster} in the model`);
    return { ...supply, used: usedOf(model, cluster, supply.usedOnHosts, resource) };
  });
});

function sortedLimits(hosts: readonly Host[], resource: HostResource): Float64Array | null {
  const limits: number[] = [];
  for (const host of hosts) {
    if (!isSchedulable(host)) continue;
    const limit = resource.limit(host);
    if (limit === null) return null;
    limits.push(limit);
  }
  return Float64Array.from(limits).sort().reverse();
}

function largestDomain(hosts: readonly Host[], resource: HostResource): number {
  let largest: number | null = null;
  for (const members of failureDomains(hosts).values()) {
    const sum = groupedSum(members.map((host) => resource.limit(host) ?? 0));
    if (largest === null || sum > largest) largest = sum;
  }
  return largest ?? 0;
}

/** Σ used over hosts not down: `null` if one of them lacks it; plus the workload pending microVMs lost their hosts with. */
function usedOf(
  model: Model,
  cluster: string,
  onHosts: Measured,
  resource: HostResource,
  more: MorePending | null = null,
): Measured {
  const key = resource.carried;
  const own = key === null ? undefined : microvmCounts(model).carried.get(cluster);
  const carried = more === null ? own : [...(own ?? []), ...more.rows].sort(byId);
  if (key === null || carried === undefined) return onHosts;
  const lost = groupedSumOfMeasured(carried.map((row) => row.carried?.[key] ?? null));
  return onHosts === null || lost === null ? null : onHosts + lost;
}

/** MicroVMs that wait in a cluster beside those of the model. */
export interface MorePending {
  /** Each with the workload it carries. */
  readonly rows: readonly Microvm[];
  /** Their number by flavor, in the order of `MicrovmCounts`. */
  readonly byFlavor: ArrayLike<number>;
}

/**
 * Capacity, reserve, reserved and used of one resource of one cluster (MODEL.md section 4).
 *
 * @param more microVMs counted as if they were pending in the model.
 */
export function clusterFigures(
  model: Model,
  policy: Policy,
  resource: HostResource,
  cluster: string,
  more: MorePending | null = null,
): ClusterFigures {
  const supply = supplies(model).get(resource)?.get(cluster);
  if (supply === undefined) throw new Error(`no cluster ${cluster} in the model`);
  const reserved = reservedOf(model, policy, resource, cluster, more);
  return {
    capacity: supply.capacity,
    reserve: reserveOf(supply, policy),
    reserved: reserved.value,
    reservedComplete: reserved.complete,
    used: more === null ? supply.used : usedOf(model, cluster, supply.usedOnHosts, resource, more),
  };
}

/** The k largest hosts, the largest failure domain, or the larger of both; all of the capacity if k reaches the hosts. */
function reserveOf(supply: ClusterSupply, policy: Policy): Measured {
  const { limits, capacity, largestDomain: domain } = supply;
  if (limits === null || capacity === null || domain === null) return null;
  const k = reservedHosts(policy);
  const hosts = k >= limits.length ? capacity : groupedSum(limits.subarray(0, k));
  if (policy.reserveBasis === 'hosts') return hosts;
  return policy.reserveBasis === 'failureDomain' ? domain : Math.max(hosts, domain);
}

function reservedOf(
  model: Model,
  policy: Policy,
  resource: HostResource,
  cluster: string,
  more: MorePending | null,
): { readonly value: Measured; readonly complete: boolean } {
  const { flavorIds, byCluster } = microvmCounts(model);
  const { flavorById } = modelIndex(model);
  const counts = byCluster.get(cluster);
  const terms: number[] = [];
  let complete = true;
  for (let number = 0; number < flavorIds.length; number += 1) {
    const count = (counts?.[number] ?? 0) + (more?.byFlavor[number] ?? 0);
    const flavor = flavorById.get(flavorIds[number] ?? '');
    if (count === 0 || flavor === undefined) continue;
    const need = resource.reservation(flavor, model.overhead, policy);
    if (need.value === null) return { value: null, complete: false };
    terms.push(count * need.value);
    complete &&= need.complete;
  }
  return { value: groupedSum(terms), complete };
}

/** The same summed over the clusters of a region, in order of id. */
export function regionFigures(
  model: Model,
  policy: Policy,
  resource: HostResource,
  clusters: readonly { readonly id: string }[],
): ClusterFigures {
  return summedFigures(clusters.map((cluster) => clusterFigures(model, policy, resource, cluster.id)));
}

/** Figures of several clusters, in order of their ids, as one. */
export function summedFigures(each: readonly ClusterFigures[]): ClusterFigures {
  return {
    capacity: groupedSumOfMeasured(each.map((figures) => figures.capacity)),
    reserve: groupedSumOfMeasured(each.map((figures) => figures.reserve)),
    reserved: groupedSumOfMeasured(each.map((figures) => figures.reserved)),
    reservedComplete: each.every((figures) => figures.reservedComplete),
    used: groupedSumOfMeasured(each.map((figures) => figures.used)),
  };
}
