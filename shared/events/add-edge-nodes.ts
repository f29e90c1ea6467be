import type { EdgeNode, Model } from '../model/document.ts';
import { defineEvent, refused, type Applied } from './definition.ts';
import type { QuantityField } from './field.ts';
import { newIds } from './new-ids.ts';

export interface AddEdgeNodesOutcome {
  readonly added: readonly string[];
  readonly region: string;
}

const limit = <const Name extends string>(
  name: Name,
  label: string,
  unit: QuantityField['unit'],
  help: string,
) => ({ kind: 'quantity', name, label, unit, min: 0, help: `${help} Absent: that of "like".` }) as const;

/** Nodes are named `<region>-edge-<n>`. */
const prefixOf = (region: string) => `${region}-edge`;

/**
 * New edge nodes in service (MODEL.md section 6), with the limits given, else those of the node named by `like`, else not
 * measured. They carry nothing yet: connections that are open stay where they are. Dedicated listeners stand on every
 * node, so a new one starts with as many listener ports as the fullest node of the region. Overlay peers rise.
 */
export const addEdgeNodes = defineEvent({
  type: 'addEdgeNodes',
  title: 'Add edge nodes',
  summary: 'New edge nodes come into service in a region.',
  group: 'change',
  fields: [
    {
      kind: 'entity',
      of: 'region',
      many: false,
      required: true,
      name: 'region',
      label: 'Region',
      help: 'Where the nodes stand.',
    },
    {
      kind: 'count',
      min: 1,
      max: 1000,
      default: 1,
      name: 'count',
      label: 'How many',
      help: 'Number of new nodes.',
    },
    {
      kind: 'entity',
      of: 'edgeNode',
      many: false,
      mayBeDown: true,
      name: 'like',
      label: 'Like',
      help: 'A node whose limits the new ones have.',
      within: 'region',
    },
    limit('maxConnections', 'Connections', 'connections', 'Most connections at once.'),
    limit('memoryBytes', 'Memory', 'bytes', 'Memory of the node.'),
    limit('baseMemoryBytes', 'Base memory', 'bytes', 'Memory used without any connection.'),
    limit('memoryBytesPerConnection', 'Memory per connection', 'bytes', 'Memory each connection needs.'),
    limit('packetsPerSecond', 'Packets', 'packetsPerSecond', 'Most packets per second.'),
    limit('throughputBytesPerSecond', 'Throughput', 'bytesPerSecond', 'Most bytes per second.'),
    limit('listenerPorts', 'Listener ports', 'count', 'Ports for dedicated listeners.'),
    limit('newConnectionsPerSecond', 'New connections', 'perSecond', 'Most new connections per second.'),
    limit('cpuCores', 'CPU', 'cores', 'Cores of the node.'),
    limit(
      'newConnectionCpuSeconds',
      'CPU per new connection',
      'seconds',
      'CPU seconds a new connection costs.',
    ),
  ],
  defaults(model) {
    const [region] = model.regions;
    if (region === undefined) return 'the model has no region';
    const like = largestNode(model, region.id);
    return like === null ? { region: region.id, count: 1 } : { region: region.id, count: 1, like: like.id };
  },
  creates: ({ region, count }, taken) => newIds(`edgeNode:${prefixOf(region)}`, count, taken),
  apply(context, values): Applied<AddEdgeNodesOutcome> {
    const { model } = context;
    if (!model.regions.some((region) => region.id === values.region)) {
      return refused(context, 'region', `there is no region ${values.region}`, values.region);
    }
    const like = model.edgeNodes.find((node) => node.id === values.like);
    if (values.like !== null && like === undefined) {
      return refused(context, 'like', `there is no edge node ${values.like}`, values.like);
    }
    const added = newIds(
      prefixOf(values.region),
      values.count,
      new Set(model.edgeNodes.map((node) => node.id)),
    );
    const nodes = added.map((id) => nodeOf(model, id, values, like));
    return {
      ok: true,
      model: { ...model, edgeNodes: [...model.edgeNodes, ...nodes] },
      outcome: { added, region: values.region },
    };
  },
});

/** The node of a region with the most connections possible; ties by document order. */
export function largestNode(model: Model, region: string): EdgeNode | null {
  return model.edgeNodes
    .filter((node) => node.region === region)
    .reduce<EdgeNode | null>(
      (best, node) =>
        best === null || (node.maxConnections ?? -1) > (best.maxConnections ?? -1) ? node : best,
      null,
    );
}

const LIMITS = [
  'maxConnections',
  'memoryBytes',
  'baseMemoryBytes',
  'memoryBytesPerConnection',
  'packetsPerSecond',
  'throughputBytesPerSecond',
  'listenerPorts',
  'newConnectionsPerSecond',
  'cpuCores',
  'newConnectionCpuSeconds',
] as const;

type Limits = Pick<EdgeNode, (typeof LIMITS)[number]>;

function nodeOf(
  model: Model,
  id: string,
  values: Limits & { readonly region: string },
  like: EdgeNode | undefined,
): EdgeNode {
  const listeners = model.edgeNodes
    .filter((node) => node.region === values.region && node.state === 'in-service')
    .map((node) => node.used.listenerPorts)
    .filter((ports) => ports !== null);
  const own = (key: keyof Limits) => values[key] ?? like?.[key] ?? null;
  return {
    id,
    region: values.region,
    state: 'in-service',
    maxConnections: own('maxConnections'),
    memoryBytes: own('memoryBytes'),
    baseMemoryBytes: own('baseMemoryBytes'),
    memoryBytesPerConnection: own('memoryBytesPerConnection'),
    packetsPerSecond: own('packetsPerSecond'),
    throughputBytesPerSecond: own('throughputBytesPerSecond'),
    listenerPorts: own('listenerPorts'),
    newConnectionsPerSecond: own('newConnectionsPerSecond'),
    cpuCores: own('cpuCores'),
    newConnectionCpuSeconds: own('newConnectionCpuSeconds'),
    used: {
      connections: 0,
      packetsPerSecond: 0,
      throughputBytesPerSecond: 0,
      listenerPorts: listeners.length === 0 ? null : Math.max(...listeners),
      cpuCores: 0,
      connectSuccessRatio: null,
      resetsPerSecond: 0,
    },
  };
}
