import { policySource } from '../assess/leaves.ts';
import { derived, leaf } from '../explain/node.ts';
import type { Microvm } from '../model/document.ts';
import { figuresOf, type OutcomeFigure } from './outcome-figure.ts';
import { defineEvent, type EventContext, refused, type Applied } from './definition.ts';
import { reconcileCapacity } from './recovery-of.ts';

export interface OverlayDegradationOutcome {
  /** Probability that one peer's tunnel goes stale. */
  readonly staleRatio: number;
  readonly hosts: number;
  /** Expected number of hosts that look lost although they run; 0 while the degradation is shorter than detection. */
  readonly hostsPresumedLost: number;
  /** Expected microVMs on them: what the control plane would needlessly reconcile. */
  readonly reconcileLoad: number;
  /** Seconds the region's slowest control plane needs for that on top of its queue; `null` if not measured or never. */
  readonly reconcileSeconds: number | null;
  readonly verdict: 'ok' | 'breach' | 'not-measured';
}

/** A handshake is tried every 5 s for at most 60 s of a degradation; both its packets must arrive. */
const HANDSHAKE_RETRY_SECONDS = 5;
const HANDSHAKE_WINDOW_SECONDS = 60;

/**
 * Packet loss on a region's overlay (MODEL.md section 6): P(stale) = (1 − (1 − loss)²)^⌊min(duration, 60) ÷ 5⌋ per peer;
 * hosts presumed lost = hosts × P if the degradation lasts longer than host failure detection; the reconcile load is
 * their microVMs. Judged against the control plane's time-to-converge target. Hosts and microVMs count where they are up
 * and running. Shorter than one handshake interval nothing is due, so nothing goes stale (the formula's power of 0 would say
 * everything does). A passing state: constraints stay as they are.
 */
export const overlayDegradation = defineEvent({
  type: 'overlayDegradation',
  title: 'Degrade the overlay',
  summary: 'The overlay loses packets for a while; tunnels go stale and healthy hosts look lost.',
  group: 'failure',
  fields: [
    {
      kind: 'entity',
      of: 'region',
      many: false,
      required: true,
      name: 'region',
      label: 'Region',
      help: 'Whose overlay degrades.',
    },
    {
      kind: 'ratio',
      required: true,
      name: 'packetLossRatio',
      label: 'Packet loss',
      help: 'Share of packets lost, each way.',
    },
    {
      kind: 'quantity',
      unit: 'seconds',
      min: 0,
      required: true,
      name: 'durationSeconds',
      label: 'Duration',
      help: 'How long it lasts.',
    },
  ],
  defaults(model) {
    const [region] = model.regions;
    return region === undefined
      ? 'the model has no region'
      : { region: region.id, packetLossRatio: 0.3, durationSeconds: 60 };
  },
  apply(context, { region, packetLossRatio: loss, durationSeconds }): Applied<OverlayDegradationOutcome> {
    const { model, policy } = context;
    if (!model.regions.some((candidate) => candidate.id === region)) {
      return refused(context, 'region', `there is no region ${region}`, region);
    }
    const clusters = new Set(
      model.clusters.filter((cluster) => cluster.region === region).map((cluster) => cluster.id),
    );
    const hosts = new Set(
      model.hosts
        .filter((host) => clusters.has(host.cluster) && host.state !== 'down')
        .map((host) => host.id),
    );
    const running = model.microvms.reduce(
      (sum: number, row: Microvm) => sum + (row.host !== null && hosts.has(row.host) ? row.count : 0),
      0,
    );
    const tries = Math.floor(Math.min(durationSeconds, HANDSHAKE_WINDOW_SECONDS) / HANDSHAKE_RETRY_SECONDS);
    const staleRatio = tries === 0 ? 0 : (1 - (1 - loss) ** 2) ** tries;
    const noticed = durationSeconds > policy.hostFailureDetectionSeconds;
    const presumed = noticed ? hosts.size * staleRatio : 0;
    const load = noticed ? running * staleRatio : 0;
    const drains = model.controlPlanes
      .filter((plane) => plane.region === region)
      .map((plane) => {
        const capacity = reconcileCapacity(plane);
        const {
          reconcileArrivalsPerSecond: arrivals,
          reconcileQueueDepth: depth,
          timeToConvergeSloSeconds: slo,
        } = plane;
        if (capacity === null || arrivals === null || depth === null)
          return { seconds: null, verdict: 'not-measured' } as const;
        if (capacity <= arrivals) return { seconds: null, verdict: 'breach' } as const;
        const seconds = (depth + load) / (capacity - arrivals);
        return {
          seconds,
          verdict: slo === null ? 'not-measured' : seconds <= slo ? 'ok' : 'breach',
        } as const;
      });
    const verdicts = drains.map((drain) => drain.verdict);
    const known = drains.length > 0 && drains.every((drain) => drain.seconds !== null);
    return {
      ok: true,
      model,
      figures: () =>
        degradationFigures(context, { region, loss, durationSeconds, hosts: hosts.size, running }),
      outcome: {
        staleRatio,
        hosts: hosts.size,
        hostsPresumedLost: presumed,
        reconcileLoad: load,
        reconcileSeconds: known
          ? drains.reduce((most, drain) => Math.max(most, drain.seconds ?? 0), 0)
          : null,
        verdict: verdicts.includes('breach')
          ? 'breach'
          : verdicts.length === 0 || verdicts.includes('not-measured')
            ? 'not-measured'
            : 'ok',
      },
    };
  },
});

interface Degradation {
  readonly region: string;
  readonly loss: number;
  readonly durationSeconds: number;
  /** Up in the region, and microVMs on them. */
  readonly hosts: number;
  readonly running: number;
}

/**
 * Overlay degradation: a peer goes stale with (1 − (1 − loss)²)ⁿ, n = ⌊the smaller of duration and 60 s ÷ 5 s⌋ handshakes tried, 0
 * without a try. Presumed lost = hosts × that ratio if the duration exceeds the detection time, else 0; reconcile load = their
 * microVMs, drained in (queue depth + load) ÷ (capacity − arrivals) seconds (MODEL.md section 6).
 */
function degradationFigures(
  { model, policy }: EventContext,
  { region, loss, durationSeconds, hosts, running }: Degradation,
): readonly OutcomeFigure[] {
  const duration = leaf('duration', durationSeconds, 'seconds', {
    origin: 'scenario',
    of: 'durationSeconds',
  });
  const given = (label: string, value: number, of: string) =>
    leaf(label, value, 'seconds', { origin: 'computed', of });
  const stale = derived('A peer goes stale', 'ratio', '(1 − (1 − a)²)ⁿ, 0 without a try', [
    leaf('packet loss', loss, 'ratio', { origin: 'scenario', of: 'packetLossRatio' }),
    derived('handshakes tried', 'count', '⌊the smaller of a and b ÷ c⌋', [
      duration,
      given('window', HANDSHAKE_WINDOW_SECONDS, 'WireGuard gives up after 60 s of a stale session'),
      given('retry', HANDSHAKE_RETRY_SECONDS, 'WireGuard tries a handshake again after 5 s'),
    ]),
  ]);
  const { hostFailureDetectionSeconds } = policy;
  const detection = leaf(
    'detection',
    hostFailureDetectionSeconds,
    'seconds',
    policySource('hostFailureDetectionSeconds', hostFailureDetectionSeconds),
  );
  const part = (label: string, count: number, unit: 'hosts' | 'microvms') =>
    derived(label, unit, 'a × b if c is above d, else 0', [
      leaf(unit, count, unit, { origin: 'computed', of: `${unit} up in ${region}` }),
      stale,
      duration,
      detection,
    ]);
  const reconcileLoad = part('Reconcile load', running, 'microvms');
  const planes = model.controlPlanes.filter((plane) => plane.region === region);
  const slowest =
    planes.length === 0
      ? leaf('Reconciled', null, 'seconds', { origin: 'not measured', of: 'controlPlanes' })
      : derived(
          'Reconciled',
          'seconds',
          'maximum of inputs',
          planes.map((plane) => {
            const of = (name: string) => ({
              origin: 'measured' as const,
              of: `controlPlanes[${plane.id}].${name}`,
            });
            return derived(`Queue of ${plane.id} drained`, 'seconds', '(a + b) ÷ (c − d)', [
              leaf('queue depth', plane.reconcileQueueDepth, 'count', of('reconcileQueueDepth')),
              reconcileLoad,
              leaf(
                'capacity',
                reconcileCapacity(plane),
                'perSecond',
                of('reconcileWorkers ÷ reconcileServiceSeconds'),
              ),
              leaf(
                'arrivals',
                plane.reconcileArrivalsPerSecond,
                'perSecond',
                of('reconcileArrivalsPerSecond'),
              ),
            ]);
          }),
        );
  return figuresOf({
    staleRatio: stale,
    hostsPresumedLost: part('Hosts presumed lost', hosts, 'hosts'),
    reconcileLoad,
    reconcileSeconds: slowest,
  });
}
