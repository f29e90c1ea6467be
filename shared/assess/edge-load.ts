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

/**
 * Own load plus the survivor's part of what the lost nodes carried: `even` = equal shares, `by-capacity` = in proportion to
 * maxConnections. `null` where a needed value is not measured, or all survivors' maxConnections are 0.
 */
function edgeLoadAfter(
  load: EdgeLoad,
  survivor: EdgeNode,
  survivors: readonly EdgeNode[],
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
  if (policy.edgeRebalance === 'even') return own + moved / survivors.length;
  const limits = survivors.map((node) => node.maxConnections);
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
  const after = (load: EdgeLoad) => edgeLoadAfter(load, survivor, survivors, lost, policy);
  return {
    connections: after('connections'),
    packetsPerSecond: after('packetsPerSecond'),
    throughputBytesPerSecond: after('throughputBytesPerSecond'),
    cpuCores: after('cpuCores'),
  };
}

/**
 * Utilization of one edge node under given loads; memory is (base + connections × per connection) ÷ memoryBytes. `null`
 * where an input is not measured; `Infinity` where there is load and the limit is 0.
 */
export function edgeUtilization(
  node: EdgeNode,
  loads: EdgeLoads,
): Readonly<Record<EdgeResource, number | null>> {
  const { connections } = loads;
  const { baseMemoryBytes: base, memoryBytesPerConnection: each } = node;
  const memory = base === null || each === null || connections === null ? null : base + connections * each;
  return {
    connections: share(connections, node.maxConnections),
    memory: share(memory, node.memoryBytes),
    packets: share(loads.packetsPerSecond, node.packetsPerSecond),
    throughput: share(loads.throughputBytesPerSecond, node.throughputBytesPerSecond),
    listeners: share(node.used.listenerPorts, node.listenerPorts),
    cpu: share(loads.cpuCores, node.cpuCores),
  };
}

function share(load: Measured, limit: Measured): number | null {
  if (load === null || limit === null) return null;
  if (limit > 0) return load / limit;
  return load > 0 ? Infinity : 0;
}
