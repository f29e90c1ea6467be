import { failureDomains, isSchedulable, reservedHosts } from '../assess/cluster-figures.ts';
import { HOST_RESOURCES, type HostResource } from '../assess/host-resource.ts';
import type { Host, Model } from '../model/document.ts';
import { modelIndex, remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { countedUniform, streamStart } from './counted-random.ts';

/** Days on which a host is out of order at some time: from … to, both included. */
export interface Outage {
  readonly host: string;
  readonly cluster: string;
  readonly from: number;
  readonly to: number;
}

/** Failures a year are told by the plain year of 365 days. */
export const DAYS_PER_YEAR = 365;

/** Hosts that may fail, each with the start of its own numbers. */
export interface FailingHosts {
  readonly perDay: number;
  readonly repairDays: number;
  readonly hosts: readonly { readonly id: string; readonly cluster: string; readonly start: number }[];
}

/** `null` where the policy gives no rate or no repair time: hardware failures are not drawn. */
export function failingHosts(model: Model, policy: Policy, seed: number): FailingHosts | null {
  const { hostFailuresPerYear: perYear, hostRepairDays: repairDays } = policy;
  if (perYear === null || repairDays === null || perYear <= 0 || repairDays <= 0) return null;
  const hosts = model.hosts.map(({ id, cluster }) => ({
    id,
    cluster,
    start: streamStart(seed, 'hardware', id),
  }));
  return { perDay: perYear / DAYS_PER_YEAR, repairDays, hosts };
}

/**
 * Outages of one run over the days from `firstDay` on: each host on its own fails at the policy's rate while it is up and
 * is repaired in the policy's time; on the first day it is in repair with the share of time it spends there.
 */
export function outagesOf(
  failing: FailingHosts,
  run: number,
  firstDay: number,
  days: number,
): readonly Outage[] {
  const { perDay, repairDays } = failing;
  const load = perDay * repairDays;
  const broken = load / (1 + load);
  const outages: Outage[] = [];
  for (const { id: host, cluster, start } of failing.hosts) {
    let count = 0;
    const draw = (): number => countedUniform(start, run, count++);
    const first = draw();
    // Broken at the beginning: the rest of the repair is any part of it, and the same number says which.
    let at =
      first < broken
        ? repairDays * (first / broken - 1)
        : timeToFailure((first - broken) / (1 - broken), perDay);
    while (at < days) {
      const to = Math.ceil(at + repairDays) - 1;
      if (to >= 0)
        outages.push({ host, cluster, from: firstDay + Math.max(0, Math.floor(at)), to: firstDay + to });
      at += repairDays + timeToFailure(draw(), perDay);
    }
  }
  return outages;
}

const timeToFailure = (u: number, perDay: number): number => -Math.log(1 - u) / perDay;

interface Limits {
  readonly hosts: readonly Host[];
  /** Schedulable hosts with their limits, largest first; `null` if one is not measured. */
  readonly sorted: readonly { readonly id: string; readonly limit: number }[] | null;
}

const limitsOf = remember((_model: Model) => new Map<string, Limits>());

function clusterLimits(model: Model, cluster: string, resource: HostResource): Limits {
  const known = limitsOf(model);
  const key = `${resource.name} ${cluster}`;
  let limits = known.get(key);
  if (limits === undefined) {
    const hosts = (modelIndex(model).hostsByCluster.get(cluster) ?? []).filter(isSchedulable);
    const each = hosts.map((host) => ({ id: host.id, limit: resource.limit(host) }));
    const sorted = each.every((entry): entry is { id: string; limit: number } => entry.limit !== null)
      ? each.sort((a, b) => b.limit - a.limit)
      : null;
    known.set(key, (limits = { hosts, sorted }));
  }
  return limits;
}

export const resourceNamed = (name: string): HostResource | undefined =>
  HOST_RESOURCES.find((resource) => resource.name === name);

/**
 * What a cluster has available (capacity − reserve, MODEL.md section 4) while some of its hosts are down; `null` where a
 * limit is not measured. Hosts the model does not have, or that give nothing, take nothing away.
 */
export function availableWithout(
  model: Model,
  policy: Policy,
  resource: HostResource,
  cluster: string,
  down: ReadonlySet<string>,
): number | null {
  const { hosts, sorted } = clusterLimits(model, cluster, resource);
  if (sorted === null) return null;
  const k = reservedHosts(policy);
  let [capacity, largest, kept] = [0, 0, 0];
  for (const { id, limit } of sorted) {
    if (down.has(id)) continue;
    capacity += limit;
    if (kept < k) largest += limit;
    kept += 1;
  }
  if (policy.reserveBasis === 'hosts') return capacity - largest;
  let domain = 0;
  for (const members of failureDomains(hosts.filter((host) => !down.has(host.id))).values())
    domain = Math.max(
      domain,
      members.reduce((sum, host) => sum + (resource.limit(host) ?? 0), 0),
    );
  return capacity - (policy.reserveBasis === 'failureDomain' ? domain : Math.max(largest, domain));
}
