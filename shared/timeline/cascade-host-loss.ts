import type { HostLossOutcome } from '../events/host-loss.ts';
import { measured } from '../assess/leaves.ts';
import { machinesNode, peersOf } from '../assess/overlay-peers.ts';
import { sumNode } from '../explain/grouping.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { EdgeNode, Host, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { ReconnectSurvivor } from '../transients/edge-reconnect.ts';
import { acceptNode } from '../transients/reconnect-explain.ts';
import { reconcileSteps } from './cascade-reconcile.ts';
import { inWords, missingOf, step, type FigureOf, type Step } from './cascade-step.ts';

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
export function hostLossSteps({ before, after, policy, outcome, figure }: HostLoss): readonly Step[] {
  const { recovery, lost } = outcome;
  const gone = new Set(lost);
  const steps: Step[] = [
    step({
      id: DISPLACED,
      atSeconds: 0,
      domain: 'compute',
      effect: 'hosts are gone; microVMs that lose theirs',
      value: microvmsNode(before, 'MicroVMs that lose their host', ({ id }) => gone.has(id)),
      verdict: FATE[outcome.verdict],
      missing: outcome.verdict === 'undecided' ? ['a placement or a proof that there is none'] : [],
    }),
  ];
  for (const region of regionsOf(before, gone)) {
    const displacedHere = countOn(before, region, (host) => gone.has(host));
    if (displacedHere > 0) {
      steps.push(...edgeSteps({ before, after, policy, outcome, figure }, region));
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
  steps.push(backStep(outcome, figure));
  return steps;
}

interface HostLoss {
  readonly before: Model;
  readonly after: Model;
  readonly policy: Policy;
  readonly outcome: HostLossOutcome;
  readonly figure: FigureOf;
}

function backStep({ recovery, displaced }: HostLossOutcome, figure: FigureOf): Step {
  const { seconds, never, missing } = recovery;
  return step({
    from: DISPLACED,
    atSeconds: seconds,
    domain: 'compute',
    effect: never
      ? 'the displaced microVMs never all come back'
      : `all ${inWords(displaced)} displaced microVMs are back; seconds`,
    value: figure('recovery.seconds'),
    ...(never ? { verdict: 'breach' as const } : {}),
    missing,
  });
}

/** MicroVMs running on the hosts `on` picks, by host. */
function microvmsNode(model: Model, label: string, on: (host: Host) => boolean): ExplainNode {
  const byHost = new Map<string, number>();
  for (const { host, count } of model.microvms)
    if (host !== null) byHost.set(host, (byHost.get(host) ?? 0) + count);
  const hosts = model.hosts.filter((host) => on(host) && (byHost.get(host.id) ?? 0) > 0);
  return sumNode(
    label,
    'microvms',
    hosts.map(({ id }) => measured(id, byHost.get(id) ?? 0, 'microvms', `microvms on hosts[${id}]`)),
  );
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

/**
 * Edge of a region after a host loss: its connections × microVMs displaced ÷ microVMs running drop, and come back over the
 * seconds from detection to recovery; the nodes in service accept Σ of their new connections a second (MODEL.md section 10).
 */
function edgeSteps({ before, after, outcome, figure }: HostLoss, region: string): readonly Step[] {
  const nodes = after.edgeNodes.filter((node) => node.region === region && node.state === 'in-service');
  const effect = `connections to the displaced microVMs of ${region} drop; connections`;
  if (nodes.length === 0)
    return [
      step({ from: DISPLACED, atSeconds: 0, domain: 'edge', effect, value: null, missing: ['edgeNodes'] }),
    ];
  const gone = new Set(outcome.lost);
  const clusters = new Set(before.clusters.filter((each) => each.region === region).map(({ id }) => id));
  const isUp = ({ cluster, state }: Host) => clusters.has(cluster) && state !== 'down';
  const connections = sumNode(
    `connections of ${region}`,
    'connections',
    nodes.map(({ id, used }) =>
      measured(id, used.connections, 'connections', `edgeNodes[${id}].used.connections`),
    ),
  );
  const dropped = derived('Connections that drop', 'connections', 'a × b ÷ c', [
    connections,
    microvmsNode(before, `displaced in ${region}`, (host) => isUp(host) && gone.has(host.id)),
    microvmsNode(before, `running in ${region}`, isUp),
  ]);
  const limit = sumNode(
    'New connections the nodes accept',
    'perSecond',
    nodes.map((node) => ({ ...acceptNode(reconnectorOf(node)), label: node.id })),
  );
  const { detectionSeconds, missing, never } = outcome.recovery;
  const recovery = figure('recovery.seconds');
  const rate =
    recovery === null
      ? null
      : derived('New connections', 'perSecond', 'a ÷ b, 0 if b is 0', [
          dropped,
          derived('seconds they come back over', 'seconds', 'a − b', [
            recovery,
            leaf('detection', detectionSeconds, 'seconds', { origin: 'computed', of: 'outcome.recovery' }),
          ]),
        ]);
  const unknown = missingOf({ 'edgeNodes.used.connections': connections.value });
  return [
    step({
      id: `dropped ${region}`,
      from: DISPLACED,
      atSeconds: 0,
      domain: 'edge',
      effect,
      value: dropped,
      missing: unknown,
    }),
    step({
      from: `dropped ${region}`,
      atSeconds: detectionSeconds,
      domain: 'edge',
      effect: `connections come back to ${region} as the microVMs boot; new connections a second`,
      value: rate,
      limit,
      missing: [...unknown, ...missing, ...missingOf({ 'edgeNodes.newConnectionsPerSecond': limit.value })],
      ...(never ? { verdict: 'breach' as const } : {}),
    }),
  ];
}

/** A node as it accepts connections: how many it gets does not matter here. */
const reconnectorOf = (node: EdgeNode): ReconnectSurvivor => ({
  node: node.id,
  connections: null,
  newConnectionsPerSecond: node.newConnectionsPerSecond,
  cpuCores: node.cpuCores,
  usedCpuCores: node.used.cpuCores,
  newConnectionCpuSeconds: node.newConnectionCpuSeconds,
});

/**
 * Dead tunnels to lost machines, on every machine that is left: machines lost × (machines of the region − machines lost), in a
 * full mesh.
 */
export function tunnelStep(before: Model, region: string, lost: number): Step {
  const { fullMesh } = peersOf(before, region);
  const gone = leaf('machines lost', lost, 'count', { origin: 'computed', of: 'the event' });
  return step({
    atSeconds: TUNNEL_REJECT_SECONDS,
    domain: 'overlay',
    effect: `tunnels to lost machines of ${region} are rejected at last, until then they stand and carry nothing; tunnels`,
    value: derived('Dead tunnels', 'count', 'product of inputs', [
      gone,
      derived('machines left', 'count', 'a − b, at least 0', [machinesNode(before, region), gone]),
    ]),
    missing: fullMesh ? [] : [`overlays[${region}]`],
  });
}
