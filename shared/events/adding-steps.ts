import { policyLeaf } from '../assess/leaves.ts';
import { machinesNode, peerLimitNode, peersNode, peersOf } from '../assess/overlay-peers.ts';
import { derived, leaf, type ExplainNode, type Source } from '../explain/node.ts';
import type { ControlPlane, Model, Sku } from '../model/document.ts';
import { regionOfCluster } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { allocatableOf, demandOf } from '../placement/demand.ts';
import { RESOURCES } from '../placement/outcome.ts';
import type { Unit } from '../units.ts';
import { clusterMemory } from './cluster-capacity.ts';
import { reconcileCapacityNode } from './recovery-of.ts';
import { bytesInWords, type StepBody } from './step.ts';

interface Addition {
  readonly cluster: string;
  readonly sku: Sku;
  readonly added: readonly string[];
}

/**
 * The six steps of adding hosts and what each would meet: provision; install agent, supervisor and storage services; join
 * the overlay and confirm peers; register and confirm heartbeats; canary; mark schedulable.
 */
export function addingSteps(
  before: Model,
  after: Model,
  addition: Addition,
  policy: Policy,
): readonly StepBody[] {
  return [
    provision(addition, policy),
    install(addition),
    joinOverlay(before, after, addition),
    register(after, addition),
    canary(after, addition, policy),
    markSchedulable(before, after, addition, policy),
  ];
}

const plural = (count: number) => `${count} ${count === 1 ? 'host' : 'hosts'}`;
const numberOf = ({ value }: ExplainNode): number | null => (typeof value === 'number' ? value : null);

const ofSku = (sku: Sku, field: string): Source => ({ origin: 'vendor', of: `skus[${sku.id}].${field}` });

const addedNode = ({ added }: Addition): ExplainNode =>
  leaf('hosts to reconcile', added.length, 'count', { origin: 'scenario', of: 'count' });

/** What all new hosts cost, draw or take up: one of them × how many; `null` where one is not known. */
export function ofAll(
  label: string,
  addition: Addition,
  field: 'unitCost' | 'powerWatts' | 'rackUnits',
): ExplainNode {
  return derived(label, 'count', 'product of inputs', [
    leaf('of one host', addition.sku[field], 'count', ofSku(addition.sku, field)),
    { ...addedNode(addition), label: 'hosts' },
  ]);
}

/** Days from order to service: `leadTimeDays` of the machine type + `provisioningDays` (MODEL.md section 12). */
function provision(addition: Addition, policy: Policy): StepBody {
  const { sku, added } = addition;
  const days = derived('days from order to service', 'days', 'sum of inputs', [
    leaf('lead time', sku.leadTimeDays, 'days', ofSku(sku, 'leadTimeDays')),
    policyLeaf(policy, 'provisioningDays', 'days'),
  ]);
  return {
    name: 'provision',
    text: 'Provision',
    effect:
      days.value === null
        ? `${plural(added.length)} of ${sku.id}; the lead time is not known`
        : `${plural(added.length)} of ${sku.id} can be in service ${Number(Number(days.value).toPrecision(12))} days after the order`,
    figures: [
      { node: days },
      { node: ofAll(`cost (${sku.currency ?? 'currency not known'})`, addition, 'unitCost'), kind: 'money' },
      { node: ofAll('power (watts)', addition, 'powerWatts'), kind: 'watts' },
      { node: ofAll('rack units', addition, 'rackUnits') },
    ],
    verdict: days.value === null ? 'not-measured' : 'ok',
  };
}

/** Memory a host of the type leaves for microVMs: `memoryBytes` − `systemReservedMemoryBytes`, bytes (MODEL.md section 4). */
function install({ sku, added }: Addition): StepBody {
  const memory = leaf('memory', sku.memoryBytes, 'bytes', ofSku(sku, 'memoryBytes'));
  const reserve = leaf(
    'system reserve per host',
    sku.systemReservedMemoryBytes,
    'bytes',
    ofSku(sku, 'systemReservedMemoryBytes'),
  );
  const node = derived('memory left for microVMs per host', 'bytes', 'a − b', [memory, reserve]);
  const usable = numberOf(node);
  return {
    name: 'install',
    text: 'Install agent, supervisor and storage services',
    effect:
      usable === null
        ? `the memory of ${sku.id} is not measured`
        : `the system reserve leaves ${bytesInWords(usable)} per host for microVMs on ${plural(added.length)}`,
    figures: [{ node: reserve, limit: memory }, { node }],
    verdict: usable === null ? 'not-measured' : usable > 0 ? 'ok' : 'breach',
  };
}

/** Tunnels of a full mesh: machines × peers of each ÷ 2, since two machines share one. */
function tunnelsNode(model: Model, region: string, label: string): ExplainNode {
  return derived(label, 'count', 'a × b ÷ c', [
    machinesNode(model, region),
    peersNode(model, region),
    leaf('machines of a tunnel', 2, 'count', { origin: 'default', of: 'full mesh' }),
  ]);
}

/** Peers and tunnels of a region's full mesh with the new hosts; without one neither is known (MODEL.md section 4). */
function joinOverlay(before: Model, after: Model, { cluster, added }: Addition): StepBody {
  const region = regionOfCluster(after, cluster) ?? '';
  const old = peersOf(before, region);
  const now = peersOf(after, region);
  const tunnels = derived('new tunnels', 'count', 'a − b', [
    tunnelsNode(after, region, 'tunnels with them'),
    tunnelsNode(before, region, 'tunnels without them'),
  ]);
  const judged =
    now.limit === null || !now.fullMesh ? 'not-measured' : now.peers <= now.limit ? 'ok' : 'breach';
  return {
    name: 'join-overlay',
    text: 'Join the overlay and confirm peers',
    effect: now.fullMesh
      ? `every host goes from ${old.peers} to ${now.peers} peers; ${tunnels.value ?? 0} new tunnels for ${plural(added.length)}`
      : `${region} has no full-mesh overlay in the model`,
    figures: [
      { node: peersNode(after, region, 'peers per host'), limit: peerLimitNode(after, region) },
      { node: tunnels },
    ],
    verdict: judged,
  };
}

const arrivalsNode = (plane: ControlPlane): ExplainNode =>
  leaf('arrivals', plane.reconcileArrivalsPerSecond, 'perSecond', {
    origin: 'measured',
    of: `controlPlanes[${plane.id}].reconcileArrivalsPerSecond`,
  });

/**
 * Registering the new hosts: each is one item for every control plane of the region; hosts ÷ (capacity − arrivals) seconds on
 * the slowest, capacity = `reconcileWorkers` ÷ `reconcileServiceSeconds`; never where arrivals reach it.
 */
function register(after: Model, addition: Addition): StepBody {
  const region = regionOfCluster(after, addition.cluster);
  const planes = after.controlPlanes.filter((plane) => plane.region === region);
  const hosts = addedNode(addition);
  const unknown = (label: string, unit: Unit): ExplainNode =>
    leaf(label, null, unit, { origin: 'not measured', of: 'controlPlanes of the region' });
  const spare =
    planes.length === 0
      ? unknown('spare reconcile capacity', 'perSecond')
      : derived(
          'spare reconcile capacity',
          'perSecond',
          'minimum of inputs',
          planes.map((plane) =>
            derived(`spare of ${plane.id}`, 'perSecond', 'a − b', [
              reconcileCapacityNode(plane),
              arrivalsNode(plane),
            ]),
          ),
        );
  const seconds =
    planes.length === 0
      ? unknown('seconds', 'seconds')
      : derived(
          'seconds',
          'seconds',
          'maximum of inputs',
          planes.map((plane) =>
            derived(`queue of ${plane.id}`, 'seconds', 'a ÷ (b − c)', [
              hosts,
              reconcileCapacityNode(plane),
              arrivalsNode(plane),
            ]),
          ),
        );
  const takes = numberOf(seconds);
  return {
    name: 'register',
    text: 'Register and confirm heartbeats',
    effect:
      spare.value === null
        ? 'the reconcile loop of the region is not measured'
        : takes === null
          ? 'the reconcile loop has no capacity to spare: the new hosts would wait for ever'
          : `reconciling ${plural(addition.added.length)} takes ${Number(takes.toPrecision(3))} s of spare capacity`,
    figures: [{ node: hosts }, { node: spare }, { node: seconds }],
    verdict: spare.value === null ? 'not-measured' : takes === null ? 'breach' : 'ok',
  };
}

const UNITS: Readonly<Record<(typeof RESOURCES)[number], Unit>> = {
  memory: 'bytes',
  cpu: 'cores',
  iops: 'iops',
  diskThroughput: 'bytesPerSecond',
  fileDescriptors: 'count',
  processes: 'count',
};

/**
 * The canary is one microVM of the flavor most common in the cluster; it must fit an empty host of the type: what the host may
 * give ÷ what one needs, whole part, by the resource that holds fewest (MODEL.md section 5).
 */
function canary(after: Model, { cluster, sku }: Addition, policy: Policy): StepBody {
  const counts = new Map<string, number>();
  for (const row of after.microvms) {
    if (row.cluster === cluster) counts.set(row.flavor, (counts.get(row.flavor) ?? 0) + row.count);
  }
  const common = after.flavors.reduce<string | null>(
    (best, { id }) => ((counts.get(id) ?? 0) > (best === null ? 0 : (counts.get(best) ?? 0)) ? id : best),
    null,
  );
  const flavor = after.flavors.find((candidate) => candidate.id === common) ?? after.flavors[0];
  const limits = allocatableOf(sku);
  const needs = flavor === undefined ? [] : demandOf(flavor, after.overhead, policy.cpuOvercommit);
  const byResource = RESOURCES.flatMap((resource, index) => {
    const [limit, need] = [limits[index] ?? null, needs[index] ?? 0];
    if (flavor === undefined || limit === null || need === 0) return [];
    return derived(`by ${resource}`, 'microvms', 'a ÷ b, whole part', [
      leaf('an empty host gives', limit, UNITS[resource], ofSku(sku, resource)),
      leaf(`one ${flavor.id} needs`, need, UNITS[resource], {
        origin: 'computed',
        of: `flavors[${flavor.id}] and the overhead of a microVM`,
      }),
    ]);
  });
  const fits = derived(
    `microVMs of ${flavor?.id ?? 'any flavor'} per empty host`,
    'microvms',
    'minimum of inputs',
    byResource,
  );
  const number = numberOf(fits);
  return {
    name: 'canary',
    text: 'Canary',
    effect:
      flavor === undefined || number === null
        ? 'no flavor or no limit is known to try'
        : `an empty host takes ${number} microVMs of ${flavor.id}`,
    figures: [{ node: fits }],
    verdict: number === null ? 'not-measured' : number >= 1 ? 'ok' : 'breach',
  };
}

function markSchedulable(before: Model, after: Model, { cluster }: Addition, policy: Policy): StepBody {
  const losses = policy.hostLossesPerCluster + policy.maintenanceHostsPerCluster;
  const old = numberOf(clusterMemory(before, policy, cluster).safe);
  const now = clusterMemory(after, policy, cluster);
  const safe = numberOf(now.safe);
  const gain = old === null || safe === null ? null : safe - old;
  return {
    name: 'schedulable',
    text: 'Mark schedulable',
    effect:
      gain === null
        ? `${cluster} has hosts whose memory is not measured`
        : `${cluster} gains ${bytesInWords(gain)} of memory with ${losses} largest in reserve`,
    figures: [{ node: now.hosts }, { node: now.capacity }, { node: now.safe }],
    verdict: gain === null ? 'not-measured' : 'ok',
  };
}
