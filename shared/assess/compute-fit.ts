import { groupedSum, sumNode } from '../explain/grouping.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { Flavor, Host } from '../model/document.ts';
import { clusterFigures, isSchedulable, reservedHosts } from './cluster-figures.ts';
import { clusterScopes } from './compute-capacity.ts';
import { capacityNode, needNode, reservedNode, reserveNode } from './compute-explain.ts';
import type { Constraint } from './constraint.ts';
import { HOST_RESOURCES, type HostResource } from './host-resource.ts';
import { policyLeaf } from './leaves.ts';
import { microvmCounts } from './microvm-counts.ts';
import { scopeId, type ConstraintRow, type Context } from './row.ts';

/** One host as `fit` sees it: what is free per resource (`null`: the limit does not constrain) and who stands on it. */
interface FitHost {
  readonly host: Host;
  readonly free: readonly (number | null)[];
  /** Flavor number and count of the microVMs on it. */
  readonly standing: readonly (readonly [number, number])[];
}

interface FitCluster {
  readonly hosts: readonly FitHost[];
  readonly flavors: readonly (Flavor | undefined)[];
  /** Per flavor number: what one microVM reserves of each resource; `null` where that is not known. */
  readonly needs: readonly (readonly (number | null)[])[];
}

function fitCluster(context: Context, cluster: string): FitCluster {
  const { model, policy, index } = context;
  const counts = microvmCounts(model);
  const flavors = counts.flavorIds.map((id) => index.flavorById.get(id));
  const needs = flavors.map((flavor) =>
    HOST_RESOURCES.map((resource) =>
      flavor === undefined ? null : resource.reservation(flavor, model.overhead, policy).value,
    ),
  );
  const running = (index.hostsByCluster.get(cluster) ?? []).filter((host) => host.state !== 'down');
  const hosts = running.map((host) => {
    const number = counts.hostNumbers.get(host.id) ?? -1;
    const standing = flavors.flatMap((_, flavor) => {
      const count = counts.at(number, flavor);
      return count > 0 ? [[flavor, count] as const] : [];
    });
    return {
      host,
      standing,
      free: HOST_RESOURCES.map((resource, r) => freeOf(resource.limit(host), standing, needs, r)),
    };
  });
  return { hosts, flavors, needs };
}

/** Unknown needs of resources other than memory are taken as none, as a `null` limit does not constrain. */
function freeOf(
  limit: number | null,
  standing: FitHost['standing'],
  needs: FitCluster['needs'],
  resource: number,
): number | null {
  if (limit === null) return null;
  return limit - groupedSum(standing.map(([flavor, count]) => count * (needs[flavor]?.[resource] ?? 0)));
}

/** The resource that refuses first and how many more of the need the host takes; `null` if nothing limits. */
function slots(
  free: readonly (number | null)[],
  need: readonly (number | null)[],
): { readonly resource: number; readonly count: number } | null {
  let least: { resource: number; count: number } | null = null;
  for (let resource = 0; resource < need.length; resource += 1) {
    const want = need[resource] ?? 0;
    const have = free[resource] ?? null;
    if (have === null || want <= 0) continue;
    const count = Math.max(0, Math.floor(have / want));
    if (least === null || count < least.count) least = { resource, count };
  }
  return least;
}

/** How many places of `need` a displaced microVM of `other` takes at most: the largest ratio over the resources. */
function placesTaken(other: readonly (number | null)[], need: readonly (number | null)[]): number {
  let places = 1;
  for (let resource = 0; resource < need.length; resource += 1) {
    const want = need[resource] ?? 0;
    if (want > 0) places = Math.max(places, Math.ceil((other[resource] ?? 0) / want));
  }
  return places;
}

/** Places on a host, and places its loss would cost: its own and those its displaced microVMs need elsewhere. */
interface HostPlaces {
  readonly host: Host;
  readonly places: number;
  readonly displaced: number;
  readonly refusing: number | null;
}

function placesByHost(fit: FitCluster, flavor: number): readonly HostPlaces[] | null {
  const need = fit.needs[flavor] ?? [];
  const taken = fit.needs.map((other) => placesTaken(other, need));
  const all: HostPlaces[] = [];
  for (const { host, free, standing } of fit.hosts) {
    const here = isSchedulable(host) ? slots(free, need) : { resource: 0, count: 0 };
    if (here === null) return null;
    const displaced = standing.reduce((sum, [other, count]) => sum + count * (taken[other] ?? 1), 0);
    all.push({ host, places: here.count, displaced, refusing: isSchedulable(host) ? here.resource : null });
  }
  return all;
}

/**
 * How many more microVMs of a flavor fit while the policy's losses stay survivable, counted in places of that flavor:
 * the places on all hosts, less those that the loss of the k worst hosts takes (their own, and what their displaced
 * microVMs need elsewhere), and never more than the summed headroom of any resource allows. For one shape on equal hosts
 * this is exact, (n − 1) × ⌊usable ÷ size⌋ in all; for mixed shapes a count, not a placement (`howManyMore` places).
 * `null` if the flavor's memory is not known or nothing limits it.
 */
function fitOf(context: Context, cluster: string, fit: FitCluster, flavor: number): number | null {
  if (fit.needs[flavor]?.[0] == null) return null;
  const places = placesByHost(fit, flavor);
  if (places === null) return null;
  const total = groupedSum(places.map((entry) => entry.places));
  const lost = places.map((entry) => entry.places + entry.displaced).sort((a, b) => b - a);
  const bounds = [total - groupedSum(lost.slice(0, reservedHosts(context.policy)))];
  HOST_RESOURCES.forEach((resource, r) => {
    const bound = summedBound(context, cluster, resource, fit.needs[flavor]?.[r] ?? null);
    if (bound !== null) bounds.push(bound);
  });
  return Math.max(0, Math.min(...bounds));
}

function summedBound(
  context: Context,
  cluster: string,
  resource: HostResource,
  need: number | null,
): number | null {
  if (need === null || need <= 0) return null;
  const { capacity, reserve, reserved } = clusterFigures(context.model, context.policy, resource, cluster);
  if (capacity === null || reserve === null || reserved === null) return null;
  return Math.floor((capacity - reserve - reserved) / need);
}

/**
 * Free capacity of the schedulable hosts that no single flavor could fill: per host what is left after filling it with
 * the flavor that leaves least.
 */
function unallocatable(fit: FitCluster, resource: number): number | null {
  const left: number[] = [];
  for (const { host, free } of fit.hosts) {
    if (!isSchedulable(host)) continue;
    const here = free[resource] ?? null;
    if (here === null) return null;
    let least = Math.max(0, here);
    for (const need of fit.needs) {
      const count = need[0] == null ? 0 : (slots(free, need)?.count ?? 0);
      least = Math.min(least, Math.max(0, here - count * (need[resource] ?? 0)));
    }
    left.push(least);
  }
  return groupedSum(left);
}

/** `compute.fit@cluster:C`: per flavor how many more fit under N+1 (`beside`), and what no flavor can use. */
export const fitRow: ConstraintRow = {
  domain: 'compute',
  resource: 'fit',
  scopes: clusterScopes,
  compute(context, scope): Constraint {
    const cluster = scopeId(scope);
    const fit = fitCluster(context, cluster);
    const beside: Record<string, number | null> = {};
    let most: number | null = null;
    fit.flavors.forEach((flavor, number) => {
      const count = fitOf(context, cluster, fit, number);
      if (flavor !== undefined) beside[`flavor:${flavor.id}`] = count;
      if (count !== null && (most === null || count > most)) most = count;
    });
    beside['unallocatableMemoryBytes'] = unallocatable(fit, 0);
    beside['unallocatableCpuCores'] = unallocatable(fit, 1);
    return {
      id: `compute.fit@${scope}`,
      domain: 'compute',
      resource: 'fit',
      scope,
      unit: 'microvms',
      capacity: null,
      reserve: null,
      available: null,
      reserved: null,
      used: null,
      demand: null,
      utilization: null,
      headroom: null,
      target: null,
      margin: most,
      verdict: most === null ? 'not-measured' : 'no-target',
      beside,
    };
  },
  explain: explainFit,
};

function explainFit(context: Context, scope: string): ExplainNode {
  const cluster = scopeId(scope);
  const fit = fitCluster(context, cluster);
  const left = HOST_RESOURCES.map((resource) => summedLeft(context, resource, scope));
  const nodes = fit.flavors.flatMap((flavor, number) =>
    flavor === undefined ? [] : [explainFlavor(context, scope, fit, number, flavor, left)],
  );
  return derived('Most that fit of one flavor', 'microvms', 'largest known input', nodes);
}

/** What is left of a resource in the cluster; shared by all flavors' nodes. */
function summedLeft(context: Context, resource: HostResource, scope: string): ExplainNode {
  const available = derived('available', resource.unit, 'a − b', [
    capacityNode(context, resource, scope),
    reserveNode(context, resource, scope),
  ]);
  const reserved = reservedNode(context, resource, scope);
  return derived(`summed ${resource.name} left`, resource.unit, 'a − b', [available, reserved]);
}

function explainFlavor(
  context: Context,
  scope: string,
  fit: FitCluster,
  number: number,
  flavor: Flavor,
  left: readonly ExplainNode[],
): ExplainNode {
  const cluster = scopeId(scope);
  const places = fit.needs[number]?.[0] == null ? null : placesByHost(fit, number);
  if (places === null) {
    return leaf(flavor.id, null, 'microvms', {
      origin: 'not measured',
      of: `flavors[${flavor.id}].memoryBytes`,
    });
  }
  const bounds = HOST_RESOURCES.flatMap((resource, r) => {
    const free = left[r];
    if (
      free === undefined ||
      summedBound(context, cluster, resource, fit.needs[number]?.[r] ?? null) === null
    )
      return [];
    return derived(`by summed ${resource.name}`, 'microvms', 'a ÷ b, whole part', [
      free,
      needNode(context, resource, flavor),
    ]);
  });
  return derived(flavor.id, 'microvms', 'minimum of inputs, at least 0', [
    explainPlaces(context, places, flavor, fit.needs[number] ?? []),
    ...bounds,
  ]);
}

function explainPlaces(
  context: Context,
  places: readonly HostPlaces[],
  flavor: Flavor,
  need: readonly (number | null)[],
): ExplainNode {
  const placeNode = ({ host, places: count, refusing }: HostPlaces) => {
    const resource = refusing === null ? undefined : HOST_RESOURCES[refusing];
    const why = resource === undefined ? `${host.state}, takes none` : `${resource.name} refuses first`;
    return leaf(`${host.id} (${why}, ${need[refusing ?? 0] ?? 0} each)`, count, 'microvms', {
      origin: 'computed',
      of: `hosts[${host.id}]: free ÷ need of ${flavor.id}`,
    });
  };
  const lossNode = (entry: HostPlaces) =>
    derived(`loss of ${entry.host.id}`, 'microvms', 'sum of inputs', [
      placeNode(entry),
      leaf('places its displaced microVMs take', entry.displaced, 'microvms', {
        origin: 'computed',
        of: `microvms on hosts[${entry.host.id}]`,
      }),
    ]);
  const worst = [...places].sort((a, b) => b.places + b.displaced - a.places - a.displaced);
  const k = reservedHosts(context.policy);
  const reserve =
    k >= 50
      ? sumNode('Places the worst losses cost', 'microvms', worst.slice(0, k).map(lossNode))
      : derived('Places the worst losses cost', 'microvms', 'sum of the k largest', [
          derived('hosts kept in reserve', 'hosts', 'sum of inputs', [
            policyLeaf(context.policy, 'hostLossesPerCluster', 'hosts'),
            policyLeaf(context.policy, 'maintenanceHostsPerCluster', 'hosts'),
          ]),
          ...worst.slice(0, 50).map(lossNode),
        ]);
  const total = sumNode(`Places for ${flavor.id} on all hosts`, 'microvms', places.map(placeNode));
  return derived('by places on hosts', 'microvms', 'a − b', [total, reserve]);
}
