import { GROUP_SIZE, sumNode } from '../explain/grouping.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { EdgeNode, Measured } from '../model/document.ts';
import type { Unit } from '../units.ts';
import { edgeSurvivalRow } from './edge-survival.ts';
import { edgeScopes, edgeTarget, nodesInService, nodesWithLoad } from './edge-scope.ts';
import { largestMeasured } from './largest-measured.ts';
import { measured, policyLeaf } from './leaves.ts';
import { nodeRow, numberOf, type Derivation } from './node-row.ts';
import type { ConstraintRow, Context } from './row.ts';

const field = (node: EdgeNode, name: string): string => `edgeNodes[${node.id}].${name}`;

interface EdgeSum {
  readonly resource: string;
  readonly unit: Unit;
  readonly limit: (node: EdgeNode) => ExplainNode;
  readonly used: (node: EdgeNode) => ExplainNode;
}

const plainSum = (
  resource: string,
  unit: Unit,
  limitField: 'maxConnections' | 'packetsPerSecond' | 'throughputBytesPerSecond' | 'cpuCores',
  usedField: 'connections' | 'packetsPerSecond' | 'throughputBytesPerSecond' | 'cpuCores',
): EdgeSum => ({
  resource,
  unit,
  limit: (node) => measured(node.id, node[limitField], unit, field(node, limitField)),
  used: (node) => measured(node.id, node.used[usedField], unit, field(node, `used.${usedField}`)),
});

/** Memory: what the base leaves free against connections × memory per connection. */
const memorySum: EdgeSum = {
  resource: 'memory',
  unit: 'bytes',
  limit: (node) =>
    derived(node.id, 'bytes', 'a − b', [
      measured('memory', node.memoryBytes, 'bytes', field(node, 'memoryBytes')),
      measured('base', node.baseMemoryBytes, 'bytes', field(node, 'baseMemoryBytes')),
    ]),
  used: (node) =>
    derived(node.id, 'bytes', 'product of inputs', [
      measured('connections', node.used.connections, 'connections', field(node, 'used.connections')),
      measured(
        'per connection',
        node.memoryBytesPerConnection,
        'bytes',
        field(node, 'memoryBytesPerConnection'),
      ),
    ]),
};

/**
 * Edge of a region: demand = Σ of what its nodes carry, capacity = Σ of what nodes in service can take, available = capacity −
 * reserve; at most `edgeUtilizationMaxRatio` of it may be used (MODEL.md section 4). Where no node is in service the demand is what
 * the nodes that are down carried.
 */
function sumRow(spec: EdgeSum): ConstraintRow {
  return nodeRow({
    domain: 'edge',
    resource: spec.resource,
    scopes: edgeScopes,
    derive(context, scope): Derivation {
      const nodes = nodesInService(context, scope);
      const loaded = nodesWithLoad(context, scope);
      const where = nodes.length > 0 ? 'in service' : 'that are down';
      const demand = sumNode(
        `Used on ${loaded.length} edge nodes ${where}`,
        spec.unit,
        loaded.map(spec.used),
      );
      const capacity = sumNode(
        `Capacity of ${nodes.length} edge nodes in service`,
        spec.unit,
        nodes.map(spec.limit),
      );
      return {
        unit: spec.unit,
        capacity,
        reserve: edgeReserve(context, spec, nodes, capacity),
        used: demand,
        demand,
        target: edgeTarget(context),
        basis: 'used',
      };
    },
  });
}

/** The k largest of that resource, k = edgeLossesPerRegion; all of it if k reaches the nodes. */
function edgeReserve(
  context: Context,
  spec: EdgeSum,
  nodes: readonly EdgeNode[],
  capacity: ExplainNode,
): ExplainNode {
  const k = context.policy.edgeLossesPerRegion;
  const label = `Reserve: ${k} largest of ${nodes.length} edge nodes`;
  if (k >= nodes.length || capacity.value === null)
    return derived(label, spec.unit, 'same as input', [capacity]);
  const limits = nodes.map(spec.limit).sort((a, b) => (numberOf(b) ?? 0) - (numberOf(a) ?? 0));
  if (k >= GROUP_SIZE) return sumNode(label, spec.unit, limits.slice(0, k));
  const losses = policyLeaf(context.policy, 'edgeLossesPerRegion', 'count');
  return derived(label, spec.unit, 'sum of the k largest', [losses, ...limits.slice(0, GROUP_SIZE)]);
}

const listenersRow = nodeRow({
  domain: 'edge',
  resource: 'listeners',
  scopes: edgeScopes,
  derive(context, scope) {
    const nodes = nodesInService(context, scope);
    const shares = nodes.map((node) =>
      derived(node.id, 'ratio', 'demand ÷ available', [
        measured('ports in use', node.used.listenerPorts, 'count', field(node, 'used.listenerPorts')),
        measured('port limit', node.listenerPorts, 'count', field(node, 'listenerPorts')),
      ]),
    );
    const overflown = nodes.find((node) => node.listenerPorts === 0 && (node.used.listenerPorts ?? 0) > 0);
    const fullest = largestMeasured('Fullest edge node', 'ratio', shares);
    return {
      ...fullest,
      unit: 'ratio',
      capacity: leaf('the node’s limit', 1, 'ratio', { origin: 'computed', of: 'share of listenerPorts' }),
      target: edgeTarget(context),
      basis: 'fullest node: listeners stand on every node',
      root: fullest.demand,
      ...(overflown === undefined
        ? {}
        : {
            notes: [`${overflown.id} has listeners and no port`],
            adjust: (constraint) => ({ ...constraint, verdict: 'breach' as const }),
          }),
    };
  },
});

function shownRow(
  resource: string,
  unit: Unit,
  basis: string,
  demandNode: (nodes: readonly EdgeNode[]) => ExplainNode,
): ConstraintRow {
  return nodeRow({
    domain: 'edge',
    resource,
    scopes: edgeScopes,
    derive(context, scope) {
      const demand = demandNode(nodesWithLoad(context, scope));
      return { unit, demand, used: demand, target: null, basis };
    },
  });
}

const used = (node: EdgeNode, name: 'connectSuccessRatio' | 'resetsPerSecond', unit: Unit): ExplainNode => {
  const value: Measured = node.used[name];
  return measured(node.id, value, unit, field(node, `used.${name}`));
};

/** Success of the worst node: a mean would hide one that refuses everybody. Resets add up. */
const connectSuccessRow = shownRow('connectSuccess', 'ratio', 'worst node', (nodes) => {
  const each = nodes.map((node) => used(node, 'connectSuccessRatio', 'ratio'));
  const rank = (node: ExplainNode) => numberOf(node) ?? -Infinity;
  const worst = [...each].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b))).slice(0, GROUP_SIZE);
  return derived('Connect success of the worst edge node', 'ratio', 'minimum of inputs', worst);
});

/** Connection resets: Σ over the nodes of a region, per second; shown without a target (MODEL.md section 4). */
const resetsRow = shownRow('resets', 'perSecond', 'sum over nodes', (nodes) =>
  sumNode(
    'Connection resets',
    'perSecond',
    nodes.map((node) => used(node, 'resetsPerSecond', 'perSecond')),
  ),
);

export const EDGE_ROWS: readonly ConstraintRow[] = [
  sumRow(plainSum('connections', 'connections', 'maxConnections', 'connections')),
  sumRow(memorySum),
  sumRow(plainSum('packets', 'packetsPerSecond', 'packetsPerSecond', 'packetsPerSecond')),
  sumRow(plainSum('throughput', 'bytesPerSecond', 'throughputBytesPerSecond', 'throughputBytesPerSecond')),
  sumRow(plainSum('cpu', 'cores', 'cpuCores', 'cpuCores')),
  listenersRow,
  connectSuccessRow,
  resetsRow,
  edgeSurvivalRow,
];
