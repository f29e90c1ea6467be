import { isSchedulable, reservedHosts } from '../assess/cluster-figures.ts';
import type { HostResource } from '../assess/host-resource.ts';
import { groupedSum } from '../explain/grouping.ts';
import type { Host, Model } from '../model/document.ts';
import { modelIndex, remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';

/** What the schedulable hosts of one cluster give of one resource on some days, before anything is bought. */
export interface Supply {
  /** One per different set of hosts: days with the same key have the very same supply. */
  readonly key: string;
  /** Limits of the hosts, largest first. */
  readonly limits: readonly number[];
  readonly capacity: number;
  /** Summed limits by failure domain; a host without one is a domain of its own, named `null` and its id. */
  readonly domains: readonly { readonly failureDomain: string | null; readonly sum: number }[];
}

/** Hosts bought of one size, in one failure domain (`null`: each is a domain of its own). */
export interface BoughtHosts {
  readonly size: number;
  readonly count: number;
  readonly failureDomain: string | null;
}

let lists = 0;
/** A number for every list of hosts, so that supplies can be told apart by a short text. */
const listNumber: (hosts: readonly Host[]) => number = remember(() => (lists += 1));

const remembered = remember((_hosts: readonly Host[]) => new Map<string, Supply | null>());

/** `null` where a schedulable host's limit is not measured. */
export function supplyOf(model: Model, cluster: string, resource: HostResource): Supply | null {
  const known = remembered(model.hosts);
  const key = `${resource.name} ${cluster}`;
  let supply = known.get(key);
  if (supply === undefined) {
    const hosts = (modelIndex(model).hostsByCluster.get(cluster) ?? []).filter(isSchedulable);
    known.set(key, (supply = made(hosts, resource, `${key} ${listNumber(model.hosts)}`)));
  }
  return supply;
}

function made(hosts: readonly Host[], resource: HostResource, key: string): Supply | null {
  const limits: number[] = [];
  const domains = new Map<string, { readonly failureDomain: string | null; readonly limits: number[] }>();
  for (const host of hosts) {
    const limit = resource.limit(host);
    if (limit === null) return null;
    limits.push(limit);
    const name = host.failureDomain === null ? `host ${host.id}` : `domain ${host.failureDomain}`;
    const domain = domains.get(name);
    if (domain === undefined) domains.set(name, { failureDomain: host.failureDomain, limits: [limit] });
    else domain.limits.push(limit);
  }
  limits.sort((a, b) => b - a);
  return {
    key,
    limits,
    capacity: groupedSum(limits),
    domains: [...domains.values()].map((domain) => ({
      failureDomain: domain.failureDomain,
      sum: groupedSum(domain.limits),
    })),
  };
}

/** Which reserves a policy takes off, the larger of them where both. */
export function reserveKinds({ reserveBasis }: Policy): readonly ('hosts' | 'failureDomain')[] {
  return reserveBasis === 'max' ? ['hosts', 'failureDomain'] : [reserveBasis];
}

/**
 * Available of a cluster with hosts bought (MODEL.md section 4): capacity minus the k largest hosts, the largest failure
 * domain, or the larger of both. More hosts never leave less: a host of size m adds m to the capacity and at most m to
 * either reserve. The plan rests on that (docs/decisions/0007-purchase-plan.md).
 */
export function availableWith(supply: Supply, bought: readonly BoughtHosts[], policy: Policy): number {
  const extra = bought.filter(({ count }) => count > 0);
  const capacity = supply.capacity + extra.reduce((sum, { size, count }) => sum + size * count, 0);
  const reserves = reserveKinds(policy).map((kind) =>
    kind === 'hosts' ? largestHosts(supply, extra, reservedHosts(policy)) : largestDomain(supply, extra),
  );
  return capacity - Math.max(...reserves);
}

function largestHosts({ limits }: Supply, bought: readonly BoughtHosts[], k: number): number {
  const sizes = limits.slice(0, k);
  for (const { size, count } of bought) for (let i = 0; i < Math.min(k, count); i += 1) sizes.push(size);
  sizes.sort((a, b) => b - a);
  return groupedSum(sizes.slice(0, k));
}

function largestDomain({ domains }: Supply, bought: readonly BoughtHosts[]): number {
  let largest = 0;
  for (const { failureDomain, size } of bought) if (failureDomain === null) largest = Math.max(largest, size);
  const named = new Set([
    ...domains.map(({ failureDomain }) => failureDomain),
    ...bought.map(({ failureDomain }) => failureDomain),
  ]);
  for (const { failureDomain, sum } of domains) if (failureDomain === null) largest = Math.max(largest, sum);
  for (const name of named) {
    if (name === null) continue;
    const own = domains.find(({ failureDomain }) => failureDomain === name)?.sum ?? 0;
    const added = bought
      .filter(({ failureDomain }) => failureDomain === name)
      .reduce((sum, { size, count }) => sum + size * count, 0);
    largest = Math.max(largest, own + added);
  }
  return largest;
}
