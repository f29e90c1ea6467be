import type { EdgeFlapOutcome } from '../events/edge-flap.ts';
import type { EdgeLossOutcome } from '../events/edge-loss.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { TUNNEL_REJECT_SECONDS, tunnelStep } from './cascade-host-loss.ts';
import { inWords, step, type Step } from './cascade-step.ts';

/** Edge nodes lost (MODEL.md section 10): connections drop, survivors fill, clients come back, tunnels go stale. */
export function edgeLossSteps(before: Model, policy: Policy, outcome: EdgeLossOutcome): readonly Step[] {
  const { connections, seconds, missing } = outcome.reconnect;
  const stranded = outcome.survivors.length === 0;
  const lost = before.edgeNodes.filter((node) => outcome.lost.includes(node.id));
  const regions = [...new Set(lost.map((node) => node.region))].sort();
  return [
    step({
      id: 'dropped',
      atSeconds: 0,
      domain: 'edge',
      effect: connections === null ? 'connections drop' : `${inWords(connections)} connections drop`,
      value: connections,
      missing,
    }),
    step({
      from: 'dropped',
      atSeconds: 0,
      domain: 'edge',
      effect: stranded
        ? 'no edge node is left to take the connections'
        : 'highest utilization of a survivor once all are back',
      value: outcome.maxUtilization,
      limit: policy.edgeUtilizationMaxRatio,
      verdict: outcome.verdict,
      missing: outcome.verdict === 'not-measured' ? ['edgeNodes.used'] : [],
    }),
    step({
      from: 'dropped',
      atSeconds: seconds,
      domain: 'edge',
      effect: stranded ? 'the connections never come back' : 'all connections are back; seconds',
      value: seconds,
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
export function edgeFlapSteps(outcome: EdgeFlapOutcome): readonly Step[] {
  const {
    droppedConnectionsPerHour: perHour,
    reconnectPerSecond,
    reconnectLimitPerSecond,
    downSeconds,
    periodSeconds,
  } = outcome;
  const each = perHour === null ? null : (perHour * periodSeconds) / 3600;
  const steps = [
    step({
      id: 'fall',
      atSeconds: 0,
      domain: 'edge',
      effect:
        each === null ? 'connections drop at every fall' : `${inWords(each)} connections drop at every fall`,
      value: each,
      missing: each === null ? ['edgeNodes.used.connections'] : [],
    }),
    step({
      from: 'fall',
      atSeconds: 0,
      domain: 'edge',
      effect: 'they come back to the other nodes within one fall; new connections a second',
      value: reconnectPerSecond,
      limit: reconnectLimitPerSecond,
      missing: reconnectLimitPerSecond === null ? ['edgeNodes.newConnectionsPerSecond'] : [],
    }),
  ];
  if (downSeconds <= TUNNEL_REJECT_SECONDS) return steps;
  const effect = 'the node is down long enough for its tunnels to be rejected and made anew at every return';
  return [
    ...steps,
    step({ atSeconds: TUNNEL_REJECT_SECONDS, domain: 'overlay', effect, value: downSeconds }),
  ];
}
