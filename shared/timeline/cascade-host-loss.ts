import type { HostLossOutcome } from '../events/host-loss.ts';
import { peersOf } from '../events/overlay-peers.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { acceptRate } from '../transients/edge-reconnect.ts';
import { reconcileSteps } from './cascade-reconcile.ts';
import { inWords, missingOf, step, type Step } from './cascade-step.ts';

/** WireGuard rejects a session this long after its last handshake; until then a dead peer's tunnel stands. */
export const TUNNEL_REJECT_SECONDS = 180;

/** The first step, which most others follow from. */
const DISPLACED = 'displaced';

const FATE = {
  survives: 'ok',
  'survives-repacked': 'ok',
  fails: 'breach',
  undecided: 'not-measured',
} as const;

/**
 * A host loss across the domains (MODEL.md section 10): microVMs lose their hosts, their edge connections drop and come
 * back as they boot, the control plane and its database work through the queue, dead tunnels stand until rejected.
 *
 * Connections are taken to be spread evenly over the region's running microVMs: nothing in the model says who holds which.
 */
export function hostLossSteps(
  before: Model,
  after: Model,
  policy: Policy,
  outcome: HostLossOutcome,
): readonly Step[] {
  const { recovery, displaced, lost } = outcome;
  const gone = new Set(lost);
  const steps: Step[] = [
    step({
      id: DISPLACED,
      atSeconds: 0,
      domain: 'compute',
      effect: `${inWords(displaced)} microVMs lose their host`,
      value: displaced,
      verdict: FATE[outcome.verdict],
      missing: outcome.verdict === 'undecided' ? ['a placement or a proof that there is none'] : [],
    }),
  ];
  for (const region of regionsOf(before, gone)) {
    const displacedHere = countOn(before, region, (host) => gone.has(host));
    if (displacedHere > 0) {
      steps.push(...edgeSteps(before, after, region, displacedHere, outcome));
      const what = `${displacedHere} microVMs of ${region}`;
      const { detectionSeconds } = recovery;
      steps.push(
        ...reconcileSteps(after, policy, region, {
          atSeconds: detectionSeconds,
          items: displacedHere,
          what,
          stalledSeconds: detectionSeconds,
          from: DISPLACED,
        }),
      );
    }
    steps.push(tunnelStep(before, region, countLost(before, region, gone)));
  }
  steps.push(backStep(outcome));
  return steps;
}

function backStep({ recovery, displaced }: HostLossOutcome): Step {
  const { seconds, never, missing } = recovery;
  return step({
    from: DISPLACED,
    atSeconds: seconds,
    domain: 'compute',
    effect: never
      ? 'the displaced microVMs never all come back'
      : `all ${inWords(displaced)} displaced microVMs are back; seconds`,
    value: seconds,
    ...(never ? { verdict: 'breach' as const } : {}),
    missing,
  });
}

function regionsOf(model: Model, lost: ReadonlySet<string>): readonly string[] {
  const clusters = new Set(model.hosts.filter((host) => lost.has(host.id)).map((host) => host.cluster));
  return [
    ...new Set(model.clusters.filter((cluster) => clusters.has(cluster.id)).map((cluster) => cluster.region)),
  ].sort();
}

/** MicroVMs running in a region on the hosts `on` picks. */
function countOn(model: Model, region: string, on: (host: string) => boolean): number {
  const clusters = new Set(
    model.clusters.filter((cluster) => cluster.region === region).map((cluster) => cluster.id),
  );
  const up = new Set(model.hosts.filter((host) => host.state !== 'down').map((host) => host.id));
  return model.microvms.reduce(
    (sum, row) =>
      row.host !== null && clusters.has(row.cluster) && up.has(row.host) && on(row.host)
        ? sum + row.count
        : sum,
    0,
  );
}

function countLost(model: Model, region: string, lost: ReadonlySet<string>): number {
  const clusters = new Set(
    model.clusters.filter((cluster) => cluster.region === region).map((cluster) => cluster.id),
  );
  return model.hosts.filter((host) => lost.has(host.id) && clusters.has(host.cluster)).length;
}

function edgeSteps(
  before: Model,
  after: Model,
  region: string,
  displaced: number,
  outcome: HostLossOutcome,
): readonly Step[] {
  const nodes = after.edgeNodes.filter((node) => node.region === region && node.state === 'in-service');
  if (nodes.length === 0) {
    const effect = `connections to the displaced microVMs of ${region} drop`;
    return [
      step({ from: DISPLACED, atSeconds: 0, domain: 'edge', effect, value: null, missing: ['edgeNodes'] }),
    ];
  }
  let connections: number | null = 0;
  let limit: number | null = 0;
  for (const node of nodes) {
    const rate = acceptRate({
      node: node.id,
      connections: null,
      newConnectionsPerSecond: node.newConnectionsPerSecond,
      cpuCores: node.cpuCores,
      usedCpuCores: node.used.cpuCores,
      newConnectionCpuSeconds: node.newConnectionCpuSeconds,
    });
    connections =
      connections === null || node.used.connections === null ? null : connections + node.used.connections;
    limit = limit === null || rate === null ? null : limit + rate;
  }
  const running = countOn(before, region, () => true);
  const dropped = connections === null ? null : (connections * displaced) / running;
  const { seconds, detectionSeconds, missing } = outcome.recovery;
  const over = seconds === null ? null : seconds - detectionSeconds;
  const rate = dropped === null || over === null ? null : over > 0 ? dropped / over : 0;
  const lacking = [...missingOf({ 'edgeNodes.used.connections': connections }), ...missing];
  return [
    step({
      id: `dropped ${region}`,
      from: DISPLACED,
      atSeconds: 0,
      domain: 'edge',
      effect:
        dropped === null
          ? `connections to the displaced microVMs of ${region} drop`
          : `${inWords(Math.round(dropped))} connections to the displaced microVMs of ${region} drop`,
      value: dropped,
      missing: missingOf({ 'edgeNodes.used.connections': connections }),
    }),
    step({
      from: `dropped ${region}`,
      atSeconds: detectionSeconds,
      domain: 'edge',
      effect: `connections come back to ${region} as the microVMs boot; new connections a second`,
      value: rate,
      limit,
      missing: [...lacking, ...missingOf({ 'edgeNodes.newConnectionsPerSecond': limit })],
      ...(outcome.recovery.never ? { verdict: 'breach' as const } : {}),
    }),
  ];
}

/** Dead tunnels to lost machines, on every machine that is left. */
export function tunnelStep(before: Model, region: string, lost: number): Step {
  const { peers, fullMesh } = peersOf(before, region);
  const tunnels = lost * Math.max(0, peers + 1 - lost);
  return step({
    atSeconds: TUNNEL_REJECT_SECONDS,
    domain: 'overlay',
    effect: `${inWords(tunnels)} tunnels to lost machines of ${region} are rejected at last; until then they stand and carry nothing`,
    value: fullMesh ? tunnels : null,
    missing: fullMesh ? [] : [`overlays[${region}]`],
  });
}
