import type { EdgeFlapOutcome } from '../events/edge-flap.ts';
import type { EdgeLossOutcome } from '../events/edge-loss.ts';
import { policyLeaf } from '../assess/leaves.ts';
import { derived, leaf } from '../explain/node.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { HOUR_SECONDS } from '../units.ts';
import { TUNNEL_REJECT_SECONDS, tunnelStep } from './cascade-host-loss.ts';
import { step, type FigureOf, type Step } from './cascade-step.ts';

/** Edge nodes lost (MODEL.md section 10): connections drop, survivors fill, clients come back, tunnels go stale. */
export function edgeLossSteps(
  before: Model,
  policy: Policy,
  outcome: EdgeLossOutcome,
  figure: FigureOf,
): readonly Step[] {
  const { seconds, missing } = outcome.reconnect;
  const stranded = outcome.survivors.length === 0;
  const lost = before.edgeNodes.filter((node) => outcome.lost.includes(node.id));
  const regions = [...new Set(lost.map((node) => node.region))].sort();
  return [
    step({
      id: 'dropped',
      atSeconds: 0,
      domain: 'edge',
      effect: 'connections to the lost nodes drop; connections',
      value: figure('reconnect.connections'),
      missing,
    }),
    step({
      from: 'dropped',
      atSeconds: 0,
      domain: 'edge',
      effect: stranded
        ? 'no edge node is left to take the connections'
        : 'highest utilization of a survivor once all are back',
      value: figure('maxUtilization'),
      limit: policyLeaf(policy, 'edgeUtilizationMaxRatio', 'ratio'),
      verdict: outcome.verdict,
      missing: outcome.verdict === 'not-measured' ? ['edgeNodes.used'] : [],
    }),
    step({
      from: 'dropped',
      atSeconds: seconds,
      domain: 'edge',
      effect: stranded ? 'the connections never come back' : 'all connections are back; seconds',
      value: figure('reconnect.seconds'),
      ...(stranded ? { verdict: 'breach' as const } : {}),
      missing:
        seconds === null && missing.length === 0 && !stranded
          ? ['edgeNodes.newConnectionsPerSecond']
          : missing,
    }),
    ...regions.map((region) =>
      tunnelStep(before, region, lost.filter((node) => node.region === region).length),
    ),
  ];
}

/** One fall of a flapping node: what drops, and whether it can come back as fast as the node returns. */
export function edgeFlapSteps(outcome: EdgeFlapOutcome, figure: FigureOf): readonly Step[] {
  const { reconnectLimitPerSecond, downSeconds, periodSeconds } = outcome;
  const perHour = figure('droppedConnectionsPerHour');
  const scenario = (label: string, value: number, of: string) =>
    leaf(label, value, 'seconds', { origin: 'scenario', of });
  const each =
    perHour === null
      ? null
      : derived('Dropped at every fall', 'connections', 'a × b ÷ c', [
          perHour,
          scenario('period', periodSeconds, 'periodSeconds'),
          leaf('seconds of an hour', HOUR_SECONDS, 'seconds', { origin: 'computed', of: 'an hour' }),
        ]);
  const steps = [
    step({
      id: 'fall',
      atSeconds: 0,
      domain: 'edge',
      effect: 'connections drop at every fall; connections',
      value: each,
      missing: outcome.droppedConnectionsPerHour === null ? ['edgeNodes.used.connections'] : [],
    }),
    step({
      from: 'fall',
      atSeconds: 0,
      domain: 'edge',
      effect: 'they come back to the other nodes within one fall; new connections a second',
      value: figure('reconnectPerSecond'),
      limit: figure('reconnectLimitPerSecond'),
      missing: reconnectLimitPerSecond === null ? ['edgeNodes.newConnectionsPerSecond'] : [],
    }),
  ];
  if (downSeconds <= TUNNEL_REJECT_SECONDS) return steps;
  const effect =
    'the node is down long enough for its tunnels to be rejected and made anew at every return; seconds';
  const value = scenario('Down', downSeconds, 'downSeconds');
  return [...steps, step({ atSeconds: TUNNEL_REJECT_SECONDS, domain: 'overlay', effect, value })];
}
