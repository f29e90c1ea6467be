import { fact, measured } from '../assess/leaves.ts';
import { peerLimitNode, peersNode } from '../assess/overlay-peers.ts';
import { sumNode } from '../explain/grouping.ts';
import { leaf, type ExplainNode } from '../explain/node.ts';
import type { Host, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import { clusterMemory } from './cluster-capacity.ts';
import { regionOfCluster } from '../model/model-index.ts';
import type { StepBody } from './step.ts';

interface Removal {
  readonly hosts: readonly Host[];
  readonly removed: ReadonlySet<string>;
  readonly outcome: PlacementOutcome;
  /** Drain seconds. */
  readonly drain: ExplainNode;
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
): readonly StepBody[] {
  return [
    cordon(before, removal, policy),
    drain(removal),
    verify(before, after, removal),
    remove(before, after, removal),
    wipe(removal),
  ];
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
    const label = `memory left in ${cluster} with ${losses} largest in reserve`;
    const { hosts: left, safe } = clusterMemory(cordoned, policy, cluster, label);
    return { cluster, hosts: Number(left.value), safe };
  });
  const known = figures.every(({ safe }) => safe.value !== null);
  return {
    name: 'cordon',
    text: 'Cordon',
    effect: figures
      .map(({ cluster, hosts: left }) => `${cluster} has ${plural(left, 'schedulable host')} left`)
      .join('; '),
    figures: figures.map(({ safe }) => ({ node: safe })),
    verdict: !known ? 'not-measured' : figures.some((figure) => figure.hosts === 0) ? 'breach' : 'ok',
  };
}

const placed = (of: string) => ({ origin: 'computed', of }) as const;

function drain({ outcome, drain: node }: Removal): StepBody {
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
      {
        node: leaf('microVMs to move off', displaced, 'microvms', placed('microVMs that run on the hosts')),
      },
      { node: leaf('moves in all', moves.length, 'count', placed('the placement found')) },
      { node: { ...node, label: 'drain time' } },
    ],
    verdict: verdict === 'fails' ? 'breach' : verdict === 'undecided' ? 'not-measured' : 'ok',
  };
}

/** MicroVMs left on the hosts once they are drained: Σ of what still runs on each; none may be left (MODEL.md section 6). */
function verify(before: Model, after: Model, { hosts }: Removal): StepBody {
  const ids = new Set(hosts.map((host) => host.id));
  const rows = after.microvms.filter(({ host }) => host !== null && ids.has(host));
  const stays = sumNode(
    'microVMs left',
    'microvms',
    rows.map(({ id, host, count }) =>
      measured(`${id} on ${host ?? ''}`, count, 'microvms', `microvms[${id}]`),
    ),
  );
  const left = Number(stays.value);
  const attached = before.storagePools.flatMap((pool) =>
    pool.volumes.filter((volume) => volume.host !== null && ids.has(volume.host)),
  ).length;
  return {
    name: 'verify',
    text: 'Verify zero workloads and volumes detached',
    effect: `${plural(left, 'microVM')} left on the hosts; ${plural(attached, 'volume')} to detach`,
    figures: [
      { node: stays, limit: fact('none may be left', 0, 'microvms', 'a host is removed empty') },
      { node: measured('volumes to detach', attached, 'count', 'storagePools.volumes.host of the hosts') },
    ],
    verdict: left === 0 ? 'ok' : 'breach',
  };
}

function remove(before: Model, after: Model, { hosts, removed }: Removal): StepBody {
  const regions = [...new Set(hosts.map((host) => regionOfCluster(before, host.cluster) ?? ''))];
  const figures = regions.map((region) => {
    const node = peersNode(after, region, `peers per machine in ${region}`);
    return { node, limit: peerLimitNode(after, region) };
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

/** OS disk to wipe: Σ `osDiskBytes` of the hosts that are gone, bytes. */
function wipe({ hosts, removed }: Removal): StepBody {
  const gone = hosts.filter((host) => removed.has(host.id));
  const disk = sumNode(
    'OS disk to wipe',
    'diskBytes',
    gone.map(({ id, osDiskBytes }) => measured(id, osDiskBytes, 'diskBytes', `hosts[${id}].osDiskBytes`)),
  );
  return {
    name: 'wipe',
    text: 'Wipe and retire',
    effect:
      gone.length === 0
        ? 'no host is empty: nothing may be wiped'
        : `${plural(gone.length, 'host')} can be wiped and retired`,
    figures: [{ node: disk }],
    verdict: gone.length === hosts.length ? 'ok' : 'breach',
  };
}
