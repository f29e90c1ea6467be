import { EDGE_RESOURCES, type EdgeLoad, type EdgeResource } from '../assess/edge-load.ts';
import { derived, leaf, type ExplainNode, type Source } from '../explain/node.ts';
import type { EdgeNode, Measured, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Unit } from '../units.ts';
import { reconnectNodes } from '../transients/reconnect-explain.ts';
import type { Redistribution } from './edge-rebalance.ts';
import { figuresOf, type OutcomeFigure } from './outcome-figure.ts';

const LOAD_OF: Readonly<Record<Exclude<EdgeResource, 'memory' | 'listeners'>, EdgeLoad>> = {
  connections: 'connections',
  packets: 'packetsPerSecond',
  throughput: 'throughputBytesPerSecond',
  cpu: 'cpuCores',
};
const UNITS: Readonly<Record<EdgeLoad, Unit>> = {
  connections: 'connections',
  packetsPerSecond: 'packetsPerSecond',
  throughputBytesPerSecond: 'bytesPerSecond',
  cpuCores: 'cores',
};

/** How an edge loss fills the survivors and how its connections come back, as derivations. */
export function edgeLossFigures(
  { edgeNodes }: Pick<Model, 'edgeNodes'>,
  policy: Policy,
  lost: ReadonlySet<string>,
  after: Redistribution,
): OutcomeFigure[] {
  const survivors = after.survivors.map(({ id }, index) => {
    const world = worldOf(edgeNodes, policy, lost, id);
    const nodes = EDGE_RESOURCES.map((resource) => [resource, utilizationNode(world, resource)] as const);
    // The CPU stands in the outcome only where it is known.
    return figuresOf(
      Object.fromEntries(nodes.filter(([resource, { value }]) => resource !== 'cpu' || value !== null)),
      `survivors[${index}].utilization`,
    );
  });
  return [
    {
      field: 'maxUtilization',
      node: derived(
        'Highest utilization of a survivor',
        'ratio',
        'largest known input',
        survivors.flat().map(({ node }) => node),
      ),
    },
    ...figuresOf(reconnectAfterLoss(after), 'reconnect'),
    ...survivors.flat(),
  ];
}

/** How long the lost connections take to come back, each figure of the outcome's `reconnect`. */
export function reconnectAfterLoss(after: Redistribution) {
  const stranded = after.strandedRegions.length > 0;
  return { ...reconnectNodes(after.lostConnections, stranded ? [] : after.reconnect) };
}

/** How full one survivor is of one resource after nodes are lost: a cell of the edge's survival matrix. */
export function survivorUtilization(
  { edgeNodes }: Pick<Model, 'edgeNodes'>,
  policy: Policy,
  lost: readonly string[],
  survivor: string,
  resource: EdgeResource,
): ExplainNode {
  return utilizationNode(worldOf(edgeNodes, policy, new Set(lost), survivor), resource);
}

interface World {
  readonly node: EdgeNode;
  readonly left: readonly EdgeNode[];
  readonly gone: readonly EdgeNode[];
  readonly policy: Policy;
}

function worldOf(
  edgeNodes: readonly EdgeNode[],
  policy: Policy,
  lost: ReadonlySet<string>,
  survivor: string,
): World {
  const node = edgeNodes.find(({ id }) => id === survivor);
  if (node === undefined) throw new Error(`survivor ${survivor} is not of the model`);
  const inRegion = edgeNodes.filter((other) => other.region === node.region);
  return {
    node,
    left: inRegion.filter((other) => other.state === 'in-service' && !lost.has(other.id)),
    gone: inRegion.filter((other) => lost.has(other.id)),
    policy,
  };
}

const field = (node: EdgeNode, name: string): Source => ({
  origin: 'measured',
  of: `edgeNodes[${node.id}].${name}`,
});

/**
 * Utilization of a survivor: what it carries after the loss ÷ its limit, as a ratio; endless where it carries something without a
 * limit (MODEL.md section 6). Listeners stand on every node and do not move.
 */
function utilizationNode(world: World, resource: EdgeResource): ExplainNode {
  const { node } = world;
  const of = (unit: Unit, load: ExplainNode, limit: Measured, name: string): ExplainNode =>
    derived(`${resource} of ${node.id}`, 'ratio', 'load ÷ limit, endless without a limit', [
      load,
      leaf('limit', limit, unit, field(node, name)),
    ]);
  switch (resource) {
    case 'memory':
      return of('bytes', memoryNode(world), node.memoryBytes, 'memoryBytes');
    case 'listeners': {
      const ports = leaf('listeners', node.used.listenerPorts, 'count', field(node, 'used.listenerPorts'));
      return of('count', ports, node.listenerPorts, 'listenerPorts');
    }
    case 'connections':
      return of('connections', loadNode(world, 'connections'), node.maxConnections, 'maxConnections');
    default: {
      const load = LOAD_OF[resource];
      const limits = {
        packets: node.packetsPerSecond,
        throughput: node.throughputBytesPerSecond,
        cpu: node.cpuCores,
      };
      return of(UNITS[load], loadNode(world, load), limits[resource], load);
    }
  }
}

/** Memory of a survivor: base + connections after the loss × memory per connection, bytes (MODEL.md section 6). */
function memoryNode(world: World): ExplainNode {
  const { node } = world;
  return derived('memory', 'bytes', 'a + b × c', [
    leaf('base', node.baseMemoryBytes, 'bytes', field(node, 'baseMemoryBytes')),
    loadNode(world, 'connections'),
    leaf('per connection', node.memoryBytesPerConnection, 'bytes', field(node, 'memoryBytesPerConnection')),
  ]);
}

/** Own load and the share of what the lost nodes carried, by the policy's rule. */
function loadNode({ node, left, gone, policy }: World, load: EdgeLoad): ExplainNode {
  const unit = UNITS[load];
  const own = leaf('own', node.used[load], unit, field(node, `used.${load}`));
  const moved = derived(
    'of the lost nodes',
    unit,
    'sum of inputs',
    gone.map((lost) => leaf(lost.id, lost.used[load], unit, field(lost, `used.${load}`))),
  );
  if (moved.value === 0) return derived('load', unit, 'same as input', [own]);
  if (policy.edgeRebalance === 'even') {
    const count: Source = { origin: 'computed', of: `nodes left in service in ${node.region}` };
    return derived('load', unit, 'a + b ÷ c', [own, moved, leaf('survivors', left.length, 'count', count)]);
  }
  const limitOf = (other: EdgeNode): ExplainNode =>
    leaf(other.id, other.maxConnections, 'connections', field(other, 'maxConnections'));
  return derived('load', unit, 'a + b × c ÷ d', [
    own,
    moved,
    limitOf(node),
    derived('of all survivors', 'connections', 'sum of inputs', left.map(limitOf)),
  ]);
}
