import type { Host, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import { clusterMemory } from './cluster-capacity.ts';
import { peersOf, regionOfCluster } from './overlay-peers.ts';
import { numbered, type Step, type StepBody } from './step.ts';

interface Removal {
  readonly hosts: readonly Host[];
  readonly removed: ReadonlySet<string>;
  readonly outcome: PlacementOutcome;
  readonly drainSeconds: number | null;
}

/**
 * The five steps of decommissioning hosts and what each would meet: cordon; drain; verify zero workloads and volumes
 * detached; remove from overlay and inventory; wipe and retire.
 */
export function removingSteps(
  before: Model,
  after: Model,
  removal: Removal,
  policy: Policy,
): readonly Step[] {
  return numbered([
    cordon(before, removal, policy),
    drain(removal),
    verify(before, after, removal),
    remove(before, after, removal),
    wipe(removal),
  ]);
}

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

function cordon(before: Model, { hosts }: Removal, policy: Policy): StepBody {
  const losses = policy.hostLossesPerCluster + policy.maintenanceHostsPerCluster;
  const gone = new Set(hosts.map((host) => host.id));
  const cordoned: Model = {
    ...before,
    hosts: before.hosts.map((host) => (gone.has(host.id) ? { ...host, state: 'cordoned' } : host)),
  };
  const clusters = [...new Set(hosts.map((host) => host.cluster))];
  const figures = clusters.map((cluster) => {
    const left = clusterMemory(cordoned, cluster, losses);
    return { cluster, hosts: left.hosts, safeBytes: left.safeBytes };
  });
  const known = figures.every((figure) => figure.safeBytes !== null);
  return {
    name: 'cordon',
    text: 'Cordon',
    effect: figures
      .map(({ cluster, hosts: left }) => `${cluster} has ${plural(left, 'schedulable host')} left`)
      .join('; '),
    figures: figures.map(({ cluster, safeBytes }) => ({
      label: `memory left in ${cluster} with ${losses} largest in reserve`,
      value: safeBytes,
      unit: 'bytes',
    })),
    verdict: !known ? 'not-measured' : figures.some((figure) => figure.hosts === 0) ? 'breach' : 'ok',
  };
}

function drain({ outcome, drainSeconds }: Removal): StepBody {
  const { verdict, displaced, moves } = outcome;
  const word = {
    survives: 'the scheduler places everything',
    'survives-repacked': 'everything fits once microVMs on other hosts move',
    fails: 'not everything fits elsewhere, proved',
    undecided: 'no placement was found and none was ruled out',
  }[verdict];
  return {
    name: 'drain',
    text: 'Drain',
    effect: `${plural(displaced, 'microVM')} to move: ${word}`,
    figures: [
      { label: 'microVMs to move off', value: displaced, unit: 'microvms' },
      { label: 'moves in all', value: moves.length, unit: 'count' },
      { label: 'drain time', value: drainSeconds, unit: 'seconds' },
    ],
    verdict: verdict === 'fails' ? 'breach' : verdict === 'undecided' ? 'not-measured' : 'ok',
  };
}

function verify(before: Model, after: Model, { hosts }: Removal): StepBody {
  const ids = new Set(hosts.map((host) => host.id));
  const left = after.microvms.reduce(
    (sum, row) => sum + (row.host !== null && ids.has(row.host) ? row.count : 0),
    0,
  );
  const attached = before.storagePools.flatMap((pool) =>
    pool.volumes.filter((volume) => volume.host !== null && ids.has(volume.host)),
  ).length;
  return {
    name: 'verify',
    text: 'Verify zero workloads and volumes detached',
    effect: `${plural(left, 'microVM')} left on the hosts; ${plural(attached, 'volume')} to detach`,
    figures: [
      { label: 'microVMs left', value: left, unit: 'microvms', limit: 0 },
      { label: 'volumes to detach', value: attached, unit: 'count' },
    ],
    verdict: left === 0 ? 'ok' : 'breach',
  };
}

function remove(before: Model, after: Model, { hosts, removed }: Removal): StepBody {
  const regions = [...new Set(hosts.map((host) => regionOfCluster(before, host.cluster) ?? ''))];
  const figures = regions.map((region) => {
    const now = peersOf(after, region);
    return { label: `peers per machine in ${region}`, value: now.peers, unit: 'count', limit: now.limit };
  });
  const stay = hosts.length - removed.size;
  return {
    name: 'remove',
    text: 'Remove from overlay and inventory',
    effect:
      stay === 0
        ? `${plural(removed.size, 'host')} to take out of the overlay and the inventory`
        : `${plural(removed.size, 'host')} to take out; ${plural(stay, 'host')} must stay until empty`,
    figures,
    verdict: stay === 0 ? 'ok' : 'breach',
  };
}

function wipe({ hosts, removed }: Removal): StepBody {
  const gone = hosts.filter((host) => removed.has(host.id));
  const disk = gone.reduce<number | null>(
    (sum, host) => (sum === null || host.osDiskBytes === null ? null : sum + host.osDiskBytes),
    0,
  );
  return {
    name: 'wipe',
    text: 'Wipe and retire',
    effect:
      gone.length === 0
        ? 'no host is empty: nothing may be wiped'
        : `${plural(gone.length, 'host')} can be wiped and retired`,
    figures: [{ label: 'OS disk to wipe', value: disk, unit: 'diskBytes' }],
    verdict: gone.length === hosts.length ? 'ok' : 'breach',
  };
}
