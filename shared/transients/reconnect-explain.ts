import { derived, leaf, type ExplainNode, type Source } from '../explain/node.ts';
import type { Measured } from '../model/document.ts';
import type { ReconnectSurvivor } from './edge-reconnect.ts';

export interface ReconnectNodes {
  readonly connections: ExplainNode;
  readonly seconds: ExplainNode;
  readonly ratePerSecond: ExplainNode;
}

/** How lost connections come back, as a derivation; beside the formulas of edge-reconnect.ts. */
export function reconnectNodes(lost: Measured, survivors: readonly ReconnectSurvivor[]): ReconnectNodes {
  const connections = leaf('Lost connections', lost, 'connections', {
    origin: 'measured',
    of: 'edgeNodes.used.connections of the lost nodes',
  });
  const taking = survivors.filter((survivor) => survivor.connections !== 0);
  const seconds =
    lost === 0
      ? leaf('Reconnected', 0, 'seconds', { origin: 'computed', of: 'no connection is lost' })
      : lost === null || survivors.length === 0
        ? leaf('Reconnected', null, 'seconds', {
            origin: 'not measured',
            of: 'no survivor, or no connections known',
          })
        : derived('Reconnected', 'seconds', 'maximum of inputs', taking.map(nodeOf));
  return {
    connections,
    seconds,
    ratePerSecond: derived('Reconnect rate', 'perSecond', 'a ÷ b, 0 if b is 0', [connections, seconds]),
  };
}

/** Share of a survivor: connections it takes over ÷ new connections it accepts per second, in seconds (MODEL.md section 7). */
function nodeOf(survivor: ReconnectSurvivor): ExplainNode {
  return derived(`Share of ${survivor.node}`, 'seconds', 'a ÷ b', [
    leaf('connections it takes', survivor.connections, 'connections', {
      origin: 'computed',
      of: 'policy.edgeRebalance over the survivors of the region',
    }),
    acceptNode(survivor),
  ]);
}

/**
 * New connections of a survivor: `newConnectionsPerSecond`; where `newConnectionCpuSeconds` is known at most free cores ÷ the core
 * seconds of one connection, free cores = cores − used cores, at least 0 (MODEL.md section 7).
 */
export function acceptNode(survivor: ReconnectSurvivor): ExplainNode {
  const { cpuCores, usedCpuCores, newConnectionCpuSeconds: cost } = survivor;
  const field = (name: string): Source => ({ origin: 'measured', of: `edgeNodes[${survivor.node}].${name}` });
  const limit = leaf(
    'new connections',
    survivor.newConnectionsPerSecond,
    'perSecond',
    field('newConnectionsPerSecond'),
  );
  if (
    survivor.newConnectionsPerSecond === null ||
    cpuCores === null ||
    usedCpuCores === null ||
    cost === null ||
    cost === 0
  )
    return limit;
  const free = derived('free cores', 'cores', 'a − b, at least 0', [
    leaf('cores', cpuCores, 'cores', field('cpuCores')),
    leaf('used cores', usedCpuCores, 'cores', field('used.cpuCores')),
  ]);
  const byCpu = derived('new connections by free cores', 'perSecond', 'a ÷ b', [
    free,
    leaf('core seconds of a connection', cost, 'seconds', field('newConnectionCpuSeconds')),
  ]);
  return derived('new connections', 'perSecond', 'minimum of inputs', [limit, byCpu]);
}
