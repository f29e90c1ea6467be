import { GROUP_SIZE, sumNode } from '../explain/grouping.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { Flavor } from '../model/document.ts';
import { wholeSizes } from '../model/rounding.ts';
import { clusterFigures, isSchedulable, reservedHosts } from './cluster-figures.ts';
import { clusterScopes } from './compute-capacity.ts';
import { capacityNode, needNode, reservedNode, reserveNode } from './compute-explain.ts';
import type { Constraint } from './constraint.ts';
import { displacedPlaces, fitPlaces, placesOn, unallocatable, type FitPlaces } from './fit-places.ts';
import { HOST_RESOURCES, type HostResource } from './host-resource.ts';
import { policyLeaf } from './leaves.ts';
import { scopeId, type ConstraintRow, type Context } from './row.ts';

/** What is left of each resource in the whole cluster after reserve and reservations; `null` where not measured. */
function summedLeft(context: Context, cluster: string): readonly (number | null)[] {
  return HOST_RESOURCES.map((resource) => {
    const figures = clusterFigures(context.model, context.policy, resource, cluster);
    const { capacity, reserve, reserved } = figures;
    return capacity === null || reserve === null || reserved === null ? null : capacity - reserve - reserved;
  });
}

/**
 * How many more microVMs of a flavor fit while the policy's losses stay survivable, counted in places of that flavor:
 * the places on all hosts, less those that the loss of the k worst hosts takes (their own, and what their displaced
 * microVMs need elsewhere), and never more than the summed headroom of any resource allows. For one shape on equal hosts
 * this is exact, (n − 1) × ⌊usable ÷ size⌋ in all, and so it is where the summed headroom decides, which no placement can
 * exceed. Elsewhere, among mixed shapes, it is a count, not a placement (`howManyMore` places): displaced microVMs of other
 * sizes are taken at their largest, so more may fit, and the row says "at least". `null` if the flavor's memory is not known or nothing limits it.
 */
function fitOf(
  context: Context,
  fit: FitPlaces,
  left: readonly (number | null)[],
  flavor: number,
): Fit | null {
  if (fit.countable[flavor] !== true) return null;
  const costs = new Float64Array(fit.hosts.length);
  let total = 0;
  for (let h = 0; h < fit.hosts.length; h += 1) {
    const places = fit.places[h * fit.flavors.length + flavor] ?? 0;
    if (places === Infinity) return null;
    total += places;
    costs[h] = places + displacedPlaces(fit, h, flavor);
  }
  costs.sort().reverse();
  const byPlaces =
    total - costs.subarray(0, reservedHosts(context.policy)).reduce((sum, cost) => sum + cost, 0);
  let bySums = Infinity;
  left.forEach((free, r) => {
    const need = fit.needs[flavor * HOST_RESOURCES.length + r] ?? 0;
    if (free !== null && need > 0) bySums = Math.min(bySums, wholeSizes(free, need));
  });
  const isExact = bySums <= byPlaces || standsAlone(fit, flavor);
  return { count: Math.max(0, Math.min(byPlaces, bySums)), isExact };
}

interface Fit {
  readonly count: number;
  /** False: at least so many. */
  readonly isExact: boolean;
}

/** Whether no other flavor stands in the cluster: what a loss displaces then takes exactly its own places. */
function standsAlone({ standing, flavors }: FitPlaces, flavor: number): boolean {
  return standing.every((count, at) => count === 0 || at % flavors.length === flavor);
}

const AT_LEAST = 'at least: displaced microVMs of other sizes are counted at their largest, so more may fit';

/** `compute.fit@cluster:C`: per flavor how many more fit under N+1 (`beside`), and what no flavor can use. */
export const fitRow: ConstraintRow = {
  domain: 'compute',
  resource: 'fit',
  scopes: clusterScopes,
  compute(context, scope): Constraint {
    const cluster = scopeId(scope);
    const fit = fitPlaces(context, cluster);
    const left = summedLeft(context, cluster);
    const beside: Record<string, number | string | null> = {};
    let most: Fit | null = null;
    const atLeast: string[] = [];
    for (const [number, flavor] of fit.flavors.entries()) {
      if (flavor === undefined) continue;
      const own = fitOf(context, fit, left, number);
      beside[`flavor:${flavor.id}`] = own?.count ?? null;
      if (own?.isExact === false) atLeast.push(flavor.id);
      if (own !== null && (most === null || own.count > most.count)) most = own;
    }
    if (atLeast.length > 0) beside['atLeast'] = atLeast.join(', ');
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
      margin: most?.count ?? null,
      verdict: most === null ? 'not-measured' : 'no-target',
      ...(most?.isExact === false ? { notes: [AT_LEAST] } : {}),
      beside,
    };
  },
  explain: explainFit,
};

/**
 * More of one flavor: the largest count over the flavors of how many more of that flavor alone fit into a cluster with its reserve
 * kept (MODEL.md section 4). Flavors of which nothing limits the count, or whose size is not known, are left out.
 */
function explainFit(context: Context, scope: string): ExplainNode {
  const fit = fitPlaces(context, scopeId(scope));
  const left = HOST_RESOURCES.map((resource) => leftNode(context, resource, scope));
  const nodes = fit.flavors.flatMap((flavor, number) =>
    flavor === undefined ? [] : [explainFlavor(context, fit, left, number, flavor)],
  );
  // Of many flavors those that fit most often decide; the others are left out.
  nodes.sort((a, b) => Number(b.value ?? -1) - Number(a.value ?? -1));
  return derived(
    'Most that fit of one flavor',
    'microvms',
    'largest known input',
    nodes.slice(0, GROUP_SIZE),
  );
}

/** What is left of a resource in the cluster; shared by all flavors' nodes. */
function leftNode(context: Context, resource: HostResource, scope: string): ExplainNode {
  const available = derived('available', resource.unit, 'a − b', [
    capacityNode(context, resource, scope),
    reserveNode(context, resource, scope),
  ]);
  const reserved = reservedNode(context, resource, scope);
  return derived(`summed ${resource.name} left`, resource.unit, 'a − b', [available, reserved]);
}

/**
 * More of this flavor: the smallest of the places its hosts have with the reserve kept and, per resource, ⌊what the cluster has left
 * ÷ what one needs⌋; at least 0 (MODEL.md section 4). *At
 * least* where displaced microVMs of other sizes are counted at their largest.
 */
function explainFlavor(
  context: Context,
  fit: FitPlaces,
  left: readonly ExplainNode[],
  number: number,
  flavor: Flavor,
): ExplainNode {
  const unlimited = fit.hosts.some((_, h) => fit.places[h * fit.flavors.length + number] === Infinity);
  if (fit.countable[number] !== true || unlimited) {
    const of = fit.countable[number] === true ? 'a limit of the hosts' : `flavors[${flavor.id}].memoryBytes`;
    return leaf(flavor.id, null, 'microvms', { origin: 'not measured', of });
  }
  const bounds = HOST_RESOURCES.flatMap((resource, r) => {
    const free = left[r];
    const need = fit.needs[number * HOST_RESOURCES.length + r] ?? 0;
    if (free === undefined || free.value === null || need <= 0) return [];
    const each = needNode(context, resource, flavor);
    return derived(`by summed ${resource.name}`, 'microvms', 'a ÷ b, whole part', [free, each]);
  });
  const byPlaces = explainPlaces(context, fit, number, flavor);
  const decidedBySums = bounds.some(({ value }) => Number(value) <= Number(byPlaces.value));
  const label = decidedBySums || standsAlone(fit, number) ? flavor.id : `${flavor.id}, at least`;
  return derived(label, 'microvms', 'minimum of inputs, at least 0', [byPlaces, ...bounds]);
}

/**
 * Places on hosts: Σ over hosts of ⌊free ÷ need⌋ of the resource that refuses first, minus the places the worst losses cost. The
 * loss of a host costs its own places and those its displaced microVMs take (MODEL.md section 4).
 */
function explainPlaces(context: Context, fit: FitPlaces, number: number, flavor: Flavor): ExplainNode {
  const places = fit.hosts.map((host, h) => {
    const why = isSchedulable(host)
      ? `${HOST_RESOURCES[placesOn(fit, h, number).resource]?.name ?? ''} refuses first`
      : `${host.state}, takes none`;
    const of = `hosts[${host.id}]: free ÷ need of ${flavor.id}`;
    const count = fit.places[h * fit.flavors.length + number] ?? 0;
    return leaf(`${host.id} (${why})`, count, 'microvms', { origin: 'computed', of });
  });
  const costs = fit.hosts.map((host, h) => {
    const displaced = leaf(
      'places its displaced microVMs take',
      displacedPlaces(fit, h, number),
      'microvms',
      {
        origin: 'computed',
        of: `microvms on hosts[${host.id}]`,
      },
    );
    const own = places[h];
    return derived(
      `loss of ${host.id}`,
      'microvms',
      'sum of inputs',
      own === undefined ? [displaced] : [own, displaced],
    );
  });
  costs.sort((a, b) => Number(b.value) - Number(a.value));
  const total = sumNode(`Places for ${flavor.id} on all hosts`, 'microvms', places);
  return derived('by places on hosts', 'microvms', 'a − b', [total, worstCosts(context, costs)]);
}

/**
 * Places the worst losses cost: sum of the k largest costs of losing one host, k = `hostLossesPerCluster` +
 * `maintenanceHostsPerCluster` (MODEL.md section 4).
 */
function worstCosts(context: Context, costs: readonly ExplainNode[]): ExplainNode {
  const { policy } = context;
  const k = reservedHosts(policy);
  const label = 'Places the worst losses cost';
  if (k >= GROUP_SIZE) return sumNode(label, 'microvms', costs.slice(0, k));
  const losses = derived('hosts kept in reserve', 'hosts', 'sum of inputs', [
    policyLeaf(policy, 'hostLossesPerCluster', 'hosts'),
    policyLeaf(policy, 'maintenanceHostsPerCluster', 'hosts'),
  ]);
  return derived(label, 'microvms', 'sum of the k largest', [losses, ...costs.slice(0, GROUP_SIZE)]);
}
