import {
  edgeLoadsAfter,
  edgeUtilization,
  EDGE_LOADS,
  EDGE_RESOURCES,
  type EdgeLoads,
  type EdgeResource,
} from '../assess/edge-load.ts';
import { byCodeUnits } from '../model/model-index.ts';
import type { EdgeNode, Measured, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { ReconnectSurvivor } from '../transients/edge-reconnect.ts';

/** Utilizations of one node; `null` where limit or load is not measured. `cpu` stands only where it is known. */
export interface EdgeUtilization {
  readonly connections: number | null;
  readonly memory: number | null;
  readonly packets: number | null;
  readonly throughput: number | null;
  readonly listeners: number | null;
  readonly cpu?: number;
}

export interface SurvivorState {
  readonly node: string;
  readonly utilization: EdgeUtilization;
  /** The resource with the highest utilization; `null` if none is known. */
  readonly binding: EdgeResource | null;
}

/** Utilization of every resource of a node as it stands, and which binds. */
export function stateOf(node: EdgeNode): SurvivorState {
  const { cpu, ...utilization } = edgeUtilization(node, node.used);
  const known = { ...utilization, cpu };
  let binding: EdgeResource | null = null;
  for (const resource of EDGE_RESOURCES) {
    const value = known[resource];
    if (value !== null && (binding === null || value > (known[binding] ?? -1))) binding = resource;
  }
  return { node: node.id, utilization: cpu === null ? utilization : { ...utilization, cpu }, binding };
}

/** Highest known utilization over nodes and resources; `null` if none is known. */
export function highestUtilization(states: readonly SurvivorState[]): number | null {
  let most: number | null = null;
  for (const { utilization, binding } of states) {
    const value = binding === null ? null : (utilization[binding] ?? null);
    if (value !== null && (most === null || value > most)) most = value;
  }
  return most;
}

const add = (a: Measured, b: Measured): Measured => (a === null || b === null ? null : a + b);
const times = (a: Measured, b: Measured): Measured => (a === null || b === null ? null : a * b);

/** A node's share of new load: equal, or in proportion to maxConnections; `null` where one of those is not measured or all are 0. */
export function edgeShare(node: EdgeNode, nodes: readonly EdgeNode[], policy: Policy): Measured {
  if (policy.edgeRebalance === 'even') return 1 / nodes.length;
  const total = nodes.reduce<Measured>((sum, { maxConnections }) => add(sum, maxConnections), 0);
  return total !== null && total > 0 && node.maxConnections !== null ? node.maxConnections / total : null;
}

/** New load put on the nodes of a region by the policy's `edgeRebalance`, e.g. a new customer's connections. */
export function withNewLoad(
  nodes: readonly EdgeNode[],
  load: EdgeLoads,
  policy: Policy,
): readonly EdgeNode[] {
  return nodes.map((node) => {
    const share = edgeShare(node, nodes, policy);
    const used = { ...node.used };
    for (const key of EDGE_LOADS) if (load[key] !== 0) used[key] = add(used[key], times(load[key], share));
    return { ...node, used };
  });
}

export interface Redistribution {
  /** All nodes of the model: lost ones down, survivors with their share. */
  readonly edgeNodes: readonly EdgeNode[];
  readonly survivors: readonly EdgeNode[];
  readonly reconnect: readonly ReconnectSurvivor[];
  /** Connections of all lost nodes; `null` if one is not measured. */
  readonly lostConnections: number | null;
  readonly strandedRegions: readonly string[];
}

/**
 * Takes nodes out of service; within each region their load goes to the survivors in service (assess/edge-load.ts). A
 * region without a survivor keeps the load on its lost nodes: nobody takes it, and it must not look as if it were gone.
 */
export function redistribute(
  model: Pick<Model, 'edgeNodes'>,
  policy: Policy,
  lost: ReadonlySet<string>,
): Redistribution {
  const lostNodes = model.edgeNodes.filter((node) => lost.has(node.id));
  const changed = new Map<string, EdgeNode>();
  const survivors: EdgeNode[] = [];
  const reconnect: ReconnectSurvivor[] = [];
  const strandedRegions: string[] = [];
  for (const region of [...new Set(lostNodes.map((node) => node.region))].sort(byCodeUnits)) {
    const gone = lostNodes.filter((node) => node.region === region);
    const left = model.edgeNodes.filter(
      (node) => node.region === region && node.state === 'in-service' && !lost.has(node.id),
    );
    if (left.length === 0) strandedRegions.push(region);
    const moved = { connections: 0, packetsPerSecond: 0, throughputBytesPerSecond: 0, cpuCores: 0 };
    for (const node of gone) {
      changed.set(node.id, {
        ...node,
        state: 'down',
        used: left.length === 0 ? node.used : { ...node.used, ...moved },
      });
    }
    const connections = connectionsOf(gone);
    for (const node of left) {
      const after = { ...node, used: { ...node.used, ...edgeLoadsAfter(node, left, gone, policy) } };
      changed.set(node.id, after);
      survivors.push(after);
      reconnect.push({
        node: node.id,
        connections: times(connections, edgeShare(node, left, policy)),
        newConnectionsPerSecond: node.newConnectionsPerSecond,
        cpuCores: node.cpuCores,
        usedCpuCores: node.used.cpuCores,
        newConnectionCpuSeconds: node.newConnectionCpuSeconds,
      });
    }
  }
  return {
    edgeNodes: model.edgeNodes.map((node) => changed.get(node.id) ?? node),
    survivors,
    reconnect,
    lostConnections: connectionsOf(lostNodes),
    strandedRegions,
  };
}

function connectionsOf(nodes: readonly EdgeNode[]): Measured {
  return nodes.reduce<Measured>((sum, node) => add(sum, node.used.connections), 0);
}
