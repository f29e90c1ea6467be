import type { Model, Sku } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { demandOf } from '../placement/demand.ts';
import { clusterMemory } from './cluster-capacity.ts';
import { peersOf, regionOfCluster } from './overlay-peers.ts';
import { reconcileCapacity } from './recovery-of.ts';
import { bytesInWords, numbered, type Step, type StepBody } from './step.ts';

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
): readonly Step[] {
  return numbered([
    provision(addition, policy),
    install(addition),
    joinOverlay(before, after, addition),
    register(after, addition),
    canary(after, addition, policy),
    markSchedulable(before, after, addition, policy),
  ]);
}

const plural = (count: number) => `${count} ${count === 1 ? 'host' : 'hosts'}`;

function provision({ sku, added }: Addition, policy: Policy): StepBody {
  const days = sku.leadTimeDays === null ? null : sku.leadTimeDays + policy.provisioningDays;
  const times = (value: number | null) => (value === null ? null : value * added.length);
  return {
    name: 'provision',
    text: 'Provision',
    effect:
      days === null
        ? `${plural(added.length)} of ${sku.id}; the lead time is not known`
        : `${plural(added.length)} of ${sku.id} can be in service ${days} days after the order`,
    figures: [
      { label: 'days from order to service', value: days, unit: 'days' },
      { label: `cost (${sku.currency ?? 'currency not known'})`, value: times(sku.unitCost), unit: 'money' },
      { label: 'power', value: times(sku.powerWatts), unit: 'watts' },
      { label: 'rack units', value: times(sku.rackUnits), unit: 'count' },
    ],
    verdict: days === null ? 'not-measured' : 'ok',
  };
}

function install({ sku, added }: Addition): StepBody {
  const usable = sku.memoryBytes === null ? null : sku.memoryBytes - sku.systemReservedMemoryBytes;
  const fits = usable === null ? null : usable > 0;
  return {
    name: 'install',
    text: 'Install agent, supervisor and storage services',
    effect:
      usable === null
        ? `the memory of ${sku.id} is not measured`
        : `the system reserve leaves ${bytesInWords(usable)} per host for microVMs on ${plural(added.length)}`,
    figures: [
      {
        label: 'system reserve per host',
        value: sku.systemReservedMemoryBytes,
        unit: 'bytes',
        limit: sku.memoryBytes,
      },
      { label: 'memory left for microVMs per host', value: usable, unit: 'bytes' },
    ],
    verdict: fits === null ? 'not-measured' : fits ? 'ok' : 'breach',
  };
}

function joinOverlay(before: Model, after: Model, { cluster, added }: Addition): StepBody {
  const region = regionOfCluster(after, cluster) ?? '';
  const old = peersOf(before, region);
  const now = peersOf(after, region);
  const tunnels = ((now.peers + 1) * now.peers - (old.peers + 1) * old.peers) / 2;
  const judged =
    now.limit === null || !now.fullMesh ? 'not-measured' : now.peers <= now.limit ? 'ok' : 'breach';
  return {
    name: 'join-overlay',
    text: 'Join the overlay and confirm peers',
    effect: now.fullMesh
      ? `every host goes from ${old.peers} to ${now.peers} peers; ${tunnels} new tunnels for ${plural(added.length)}`
      : `${region} has no full-mesh overlay in the model`,
    figures: [
      { label: 'peers per host', value: now.peers, unit: 'count', limit: now.limit },
      { label: 'new tunnels', value: tunnels, unit: 'count' },
    ],
    verdict: judged,
  };
}

function register(after: Model, { cluster, added }: Addition): StepBody {
  const region = regionOfCluster(after, cluster);
  const planes = after.controlPlanes.filter((plane) => plane.region === region);
  const spare = planes.map((plane) => {
    const capacity = reconcileCapacity(plane);
    const arrivals = plane.reconcileArrivalsPerSecond;
    return capacity === null || arrivals === null ? null : capacity - arrivals;
  });
  const least = spare.reduce<number | null>(
    (low, value) => (low === null || value === null ? null : Math.min(low, value)),
    planes.length === 0 ? null : Infinity,
  );
  const seconds = least !== null && least > 0 ? added.length / least : null;
  return {
    name: 'register',
    text: 'Register and confirm heartbeats',
    effect:
      least === null
        ? 'the reconcile loop of the region is not measured'
        : seconds === null
          ? 'the reconcile loop has no capacity to spare: the new hosts would wait for ever'
          : `reconciling ${plural(added.length)} takes ${Number(seconds.toPrecision(3))} s of spare capacity`,
    figures: [
      { label: 'hosts to reconcile', value: added.length, unit: 'count' },
      { label: 'spare reconcile capacity', value: least, unit: 'perSecond' },
      { label: 'seconds', value: seconds, unit: 'seconds' },
    ],
    verdict: least === null ? 'not-measured' : seconds === null ? 'breach' : 'ok',
  };
}

/** The canary is one microVM of the flavor most common in the cluster; it must fit an empty host of the type. */
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
  const limits = [
    sku.memoryBytes === null ? null : sku.memoryBytes - sku.systemReservedMemoryBytes,
    sku.cpuCores,
    sku.iops,
    sku.diskThroughputBytesPerSecond,
    sku.fileDescriptors,
    sku.processes,
  ];
  const needs = flavor === undefined ? null : demandOf(flavor, after.overhead, policy.cpuOvercommit);
  let fits: number | null = null;
  needs?.forEach((need, index) => {
    const limit = limits[index] ?? null;
    if (limit === null || need === 0) return;
    fits = Math.min(fits ?? Infinity, Math.floor(limit / need));
  });
  return {
    name: 'canary',
    text: 'Canary',
    effect:
      flavor === undefined || fits === null
        ? 'no flavor or no limit is known to try'
        : `an empty host takes ${String(fits)} microVMs of ${flavor.id}`,
    figures: [
      { label: `microVMs of ${flavor?.id ?? 'any flavor'} per empty host`, value: fits, unit: 'microvms' },
    ],
    verdict: fits === null ? 'not-measured' : fits >= 1 ? 'ok' : 'breach',
  };
}

function markSchedulable(before: Model, after: Model, { cluster }: Addition, policy: Policy): StepBody {
  const losses = policy.hostLossesPerCluster + policy.maintenanceHostsPerCluster;
  const old = clusterMemory(before, cluster, losses);
  const now = clusterMemory(after, cluster, losses);
  const gain = old.safeBytes === null || now.safeBytes === null ? null : now.safeBytes - old.safeBytes;
  return {
    name: 'schedulable',
    text: 'Mark schedulable',
    effect:
      gain === null
        ? `${cluster} has hosts whose memory is not measured`
        : `${cluster} gains ${bytesInWords(gain)} of memory with ${losses} largest in reserve`,
    figures: [
      { label: 'schedulable hosts', value: now.hosts, unit: 'hosts' },
      { label: 'memory', value: now.capacityBytes, unit: 'bytes' },
      { label: 'memory with the reserve taken away', value: now.safeBytes, unit: 'bytes' },
    ],
    verdict: gain === null ? 'not-measured' : 'ok',
  };
}
