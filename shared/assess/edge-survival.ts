import { sumNode } from '../explain/grouping.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { EdgeNode } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Unit } from '../units.ts';
import type { EdgeLoad, EdgeResource } from './edge-load.ts';
import { edgeScopes, edgeTarget, nodesInService } from './edge-scope.ts';
import { worstEdgeLoss, type EdgeWorstLoss } from './edge-worst-loss.ts';
import { measured } from './leaves.ts';
import { nodeRow, type Derivation } from './node-row.ts';

interface Filled {
  readonly unit: Unit;
  readonly load: EdgeLoad;
  readonly limit:
    'maxConnections' | 'memoryBytes' | 'packetsPerSecond' | 'throughputBytesPerSecond' | 'cpuCores';
}

/** Listeners do not move and are not in here. */
const FILLED: Readonly<Record<Exclude<EdgeResource, 'listeners'>, Filled>> = {
  connections: { unit: 'connections', load: 'connections', limit: 'maxConnections' },
  memory: { unit: 'bytes', load: 'connections', limit: 'memoryBytes' },
  packets: { unit: 'packetsPerSecond', load: 'packetsPerSecond', limit: 'packetsPerSecond' },
  throughput: { unit: 'bytesPerSecond', load: 'throughputBytesPerSecond', limit: 'throughputBytesPerSecond' },
  cpu: { unit: 'cores', load: 'cpuCores', limit: 'cpuCores' },
};

const field = (node: EdgeNode, name: string): string => `edgeNodes[${node.id}].${name}`;

/**
 * `edge.survival@region:R`: the highest utilization of any survivor and resource after every combination of
 * edgeLossesPerRegion losses (MODEL.md sections 4 and 6). No survivor is a breach. Where connections, memory, packets,
 * throughput or listeners are not measured for some survivor, the rest is a lower bound: breach if that misses, else not
 * measured. CPU counts where any node has it.
 */
export const edgeSurvivalRow = nodeRow({
  domain: 'edge',
  resource: 'survival',
  scopes: edgeScopes,
  derive(context, scope): Derivation {
    const { policy } = context;
    const nodes = nodesInService(context, scope);
    const losses = policy.edgeLossesPerRegion;
    const full = leaf('the survivor’s limit', 1, 'ratio', { origin: 'computed', of: 'share of the limit' });
    const base = {
      unit: 'ratio' as const,
      capacity: full,
      target: edgeTarget(context),
      basis: 'fullest survivor',
    };
    if (nodes.length <= losses) {
      const demand = derived('Fullest survivor', 'ratio', 'maximum of inputs', []);
      const notes = [`no survivor: ${nodes.length} in service, ${losses} lost`];
      return { ...base, demand, root: demand, notes, adjust: (found) => ({ ...found, verdict: 'breach' }) };
    }
    const { worst, missing } = worstEdgeLoss(nodes, losses, policy);
    if (worst === null) {
      const demand = leaf('Fullest survivor', null, 'ratio', { origin: 'not measured', of: 'edgeNodes' });
      return { ...base, demand, root: demand, notes: missingNotes(missing) };
    }
    const demand = explainWorst(policy, worst);
    return {
      ...base,
      demand,
      root: demand,
      lowerBound: missing.length > 0,
      notes: missingNotes(missing),
      beside: {
        worstLoss: worst.lost.map((node) => node.id).join(', '),
        survivor: worst.survivor.id,
        resource: worst.resource,
      },
      ...(Number.isFinite(worst.utilization)
        ? {}
        : { adjust: (found) => ({ ...found, verdict: 'breach' as const }) }),
    };
  },
});

function missingNotes(missing: readonly EdgeResource[]): readonly string[] {
  return missing.length === 0 ? [] : [`not measured on every node: ${missing.join(', ')}`];
}

/** The utilization of a worst loss with its derivation. */
export function explainWorst(policy: Policy, worst: EdgeWorstLoss): ExplainNode {
  const { survivor, resource, lost } = worst;
  const gone = lost.length === 0 ? 'nothing lost' : `${lost.map((node) => node.id).join(', ')} lost`;
  const label = `${survivor.id}: ${resource} with ${gone}`;
  if (resource === 'listeners') {
    return derived(label, 'ratio', 'demand ÷ available', [
      measured('ports in use', survivor.used.listenerPorts, 'count', field(survivor, 'used.listenerPorts')),
      measured('port limit', survivor.listenerPorts, 'count', field(survivor, 'listenerPorts')),
    ]);
  }
  const { unit, load, limit } = FILLED[resource];
  const after = loadAfterNode(policy, worst, load, resource === 'memory' ? 'connections' : unit);
  const demand =
    resource === 'memory'
      ? derived('memory after the loss', 'bytes', 'a + b × c', [
          measured('base', survivor.baseMemoryBytes, 'bytes', field(survivor, 'baseMemoryBytes')),
          after,
          measured(
            'per connection',
            survivor.memoryBytesPerConnection,
            'bytes',
            field(survivor, 'memoryBytesPerConnection'),
          ),
        ])
      : after;
  const limitNode = measured('limit', survivor[limit], unit, field(survivor, limit));
  return derived(label, 'ratio', 'demand ÷ available', [demand, limitNode]);
}

/** The survivor's own load and its part of the lost nodes'; the same arithmetic as `edgeLoadAfter`. */
function loadAfterNode(policy: Policy, worst: EdgeWorstLoss, load: EdgeLoad, unit: Unit): ExplainNode {
  const { survivor, survivors, lost } = worst;
  const used = (node: EdgeNode) => measured(node.id, node.used[load], unit, field(node, `used.${load}`));
  const own = measured('own load', survivor.used[load], unit, field(survivor, `used.${load}`));
  if (lost.length === 0) return own;
  const moved = sumNode('load of the lost nodes', unit, lost.map(used));
  if (policy.edgeRebalance === 'even' || moved.value === 0) {
    const count = leaf('survivors', survivors.length, 'count', {
      origin: 'computed',
      of: 'edge nodes in service',
    });
    const part = derived('equal share of the lost load', unit, 'a ÷ b', [moved, count]);
    return derived('load after the loss', unit, 'sum of inputs', [own, part]);
  }
  const limit = (node: EdgeNode) =>
    measured(node.id, node.maxConnections, 'connections', field(node, 'maxConnections'));
  const part = derived('share of the lost load by maxConnections', unit, 'a × b ÷ c', [
    moved,
    limit(survivor),
    sumNode('maxConnections of the survivors', 'connections', survivors.map(limit)),
  ]);
  return derived('load after the loss', unit, 'sum of inputs', [own, part]);
}
