import type { EdgeNode, Measured } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';

/** Loads that follow the connections of a lost edge node to the survivors (MODEL.md section 6, `edgeLoss`). */
export const EDGE_LOADS = [
  'connections',
  'packetsPerSecond',
  'throughputBytesPerSecond',
  'cpuCores',
] as const;
export type EdgeLoad = (typeof EDGE_LOADS)[number];

/** Everything that can fill an edge node, in the order in which ties are told. */
export const EDGE_RESOURCES = ['connections', 'memory', 'packets', 'throughput', 'listeners', 'cpu'] as const;
export type EdgeResource = (typeof EDGE_RESOURCES)[number];

export interface EdgeLoads {
  readonly connections: Measured;
  readonly packetsPerSecond: Measured;
  readonly throughputBytesPerSecond: Measured;
  readonly cpuCores: Measured;
}

/** Nodes that are left; equal shares need no more than their number. */
export interface EdgeSurvivors {
  readonly count: number;
  list(): readonly EdgeNode[];
}

/**
 * Own load plus the survivor's part of what the lost nodes carried: `even` = equal shares, `by-capacity` = in proportion to
 * maxConnections. `null` where a needed value is not measured, or all survivors' maxConnections are 0.
 */
export function edgeLoadAfter(
  load: EdgeLoad,
  survivor: EdgeNode,
  survivors: EdgeSurvivors,
  lost: readonly EdgeNode[],
  policy: Policy,
): Measured {
  const own = survivor.used[load];
  let moved = 0;
  for (const node of lost) {
    const used = node.used[load];
    if (used === null) return null;
    moved += used;
  }
  if (own === null) return null;
  if (lost.length === 0 || moved === 0) return own;
  if (policy.edgeRebalance === 'even') return own + moved / survivors.count;
  const limits = survivors.list().map((node) => node.maxConnections);
  if (limits.some((limit) => limit === null) || survivor.maxConnections === null) return null;
  const sum = limits.reduce<number>((total, limit) => total + (limit ?? 0), 0);
  return sum > 0 ? own + (moved * survivor.maxConnections) / sum : null;
}

/**
 * All loads of one survivor after the lost nodes' connections, packets and throughput moved to the survivors; the CPU the
 * connections cost moves with them where it is measured. Dedicated listeners stand on every node and do not move.
 */
export function edgeLoadsAfter(
  survivor: EdgeNode,
  survivors: readonly EdgeNode[],
  lost: readonly EdgeNode[],
  policy: Policy,
): EdgeLoads {
  const left = { count: survivors.length, list: () => survivors };
  const after = (load: EdgeLoad) => edgeLoadAfter(load, survivor, left, lost, policy);
  return {
    connections: after('connections'),
    packetsPerSecond: after('packetsPerSecond'),
    throughputBytesPerSecond: after('throughputBytesPerSecond'),
    cpuCores: after('cpuCores'),
  };
}

/** The load that fills a resource; listeners do not move. */
export const LOAD_OF: Readonly<Record<EdgeResource, EdgeLoad | null>> = {
  connections: 'connections',
  memory: 'connections',
  packets: 'packetsPerSecond',
  throughput: 'throughputBytesPerSecond',
  listeners: null,
  cpu: 'cpuCores',
};

/**
 * Utilization of one resource of a node under the load that fills it (`LOAD_OF`; listeners: their own ports); memory is
 * (base + connections × per connection) ÷ memoryBytes. `null` where an input is not measured; `Infinity` where there is load
 * and the limit is 0.
 */
export function edgeUtilizationOf(node: EdgeNode, resource: EdgeResource, load: Measured): number | null {
  switch (resource) {
    case 'connections':
      return share(load, node.maxConnections);
    case 'memory': {
      const { baseMemoryBytes: base, memoryBytesPerConnection: each } = node;
      return share(
        base === null || each === null || load === null ? null : base + load * each,
        node.memoryBytes,
      );
    }
    case 'packets':
      return share(load, node.packetsPerSecond);
    case 'throughput':
      return share(load, node.throughputBytesPerSecond);
    case 'listeners':
      return share(node.used.listenerPorts, node.listenerPorts);
    case 'cpu':
      return share(load, node.cpuCores);
  }
}

/** Utilization of every resource of one edge node under given loads. */
export function edgeUtilization(
  node: EdgeNode,
  loads: EdgeLoads,
): Readonly<Record<EdgeResource, number | null>> {
  const of = (resource: EdgeResource): number | null => {
    const load = LOAD_OF[resource];
    return edgeUtilizationOf(node, resource, load === null ? null : loads[load]);
  };
  return {
    connections: of('connections'),
    memory: of('memory'),
    packets: of('packets'),
    throughput: of('throughput'),
    listeners: of('listeners'),
    cpu: of('cpu'),
  };
}

function share(load: Measured, limit: Measured): number | null {
  if (load === null || limit === null) return null;
  if (limit > 0) return load / limit;
  return load > 0 ? Infinity : 0;
}
