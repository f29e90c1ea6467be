import type { GridReduction } from '../history/grid-sum.ts';
import type { DemandSource, SourceNode } from '../history/measured-history.ts';
import type { EdgeNode, Host, Model, PostgresNode } from '../model/document.ts';
import { modelIndex, remember } from '../model/model-index.ts';
import type { Unit } from '../units.ts';

/** A series that can stand for a constraint's demand. */
export interface DemandFeed {
  readonly source: DemandSource;
  readonly basis: 'reserved' | 'used';
  /** Taken off the entities' values in all, in the constraint's unit (`SourceNode.less`). */
  readonly less: number;
  /**
   * `demand`: the constraint's own demand · `convergeSeconds`: the measured time to converge, which is what the target of
   * `controlPlane.reconcile` is on.
   */
  readonly quantity: 'demand' | 'convergeSeconds';
  /** Unit of the values where it is not the constraint's. */
  readonly unit?: Unit;
}

const leafNode = (entity: string, weight = 1): SourceNode => ({ entity, weight, parts: [] });
const whole = (entity: string | null, parts: readonly SourceNode[]): SourceNode => ({
  entity,
  weight: 1,
  parts,
});

interface Shape {
  readonly metric: string;
  readonly node: SourceNode;
  readonly reduction?: GridReduction;
  readonly quantile?: number;
}

function sourceOf(constraintId: string, scope: string, shape: Shape): DemandSource {
  return {
    key: `${shape.metric} ${constraintId}`,
    metric: shape.metric,
    scope,
    reduction: shape.reduction ?? 'sum',
    quantile: shape.quantile ?? 0.95,
    node: shape.node,
  };
}

type Feeds = (model: Model, scope: string, id: string) => readonly DemandFeed[];

const used =
  (shapeOf: (model: Model, scope: string) => Shape | null): Feeds =>
  (model, scope, id) => {
    const shape = shapeOf(model, scope);
    if (shape === null) return [];
    return [{ source: sourceOf(id, scope, shape), basis: 'used', less: 0, quantity: 'demand' }];
  };

const idOf = (scope: string): string => scope.slice(scope.indexOf(':') + 1);

/** Hosts of a scope that are not down; a down host's use is ignored (MODEL.md section 4). */
function hostsOf(model: Model, scope: string): readonly Host[] {
  const { hostsByCluster, clustersByRegion } = modelIndex(model);
  const clusters = scope.startsWith('cluster:')
    ? [idOf(scope)]
    : (clustersByRegion.get(idOf(scope)) ?? []).map((cluster) => cluster.id);
  return clusters
    .flatMap((cluster) => hostsByCluster.get(cluster) ?? [])
    .filter((host) => host.state !== 'down');
}

type LessOf = (host: Host) => number;
const nothing: LessOf = () => 0;
const systemReserve: LessOf = (host) => host.systemReservedMemoryBytes;

const lessIn = (hosts: readonly Host[], lessOf: LessOf): number =>
  hosts.reduce((sum, host) => sum + lessOf(host), 0);

const withLess = (node: SourceNode, less: number): SourceNode => (less === 0 ? node : { ...node, less });

function clusterNode(model: Model, cluster: string, lessOf: LessOf): SourceNode {
  const hosts = hostsOf(model, `cluster:${cluster}`);
  const own = whole(
    `cluster:${cluster}`,
    hosts.map((host) => withLess(leafNode(host.id), lessOf(host))),
  );
  return withLess(own, lessIn(hosts, lessOf));
}

/** A cluster's own series, else its hosts'; a region's own series, else its clusters'. */
function computeNode(model: Model, scope: string, lessOf: LessOf = nothing): SourceNode {
  if (scope.startsWith('cluster:')) return clusterNode(model, idOf(scope), lessOf);
  const clusters = modelIndex(model).clustersByRegion.get(idOf(scope)) ?? [];
  const filled = clusters.filter((cluster) => hostsOf(model, `cluster:${cluster.id}`).length > 0);
  const own = whole(
    scope,
    filled.map((cluster) => clusterNode(model, cluster.id, lessOf)),
  );
  return withLess(own, lessIn(hostsOf(model, scope), lessOf));
}

const computeUsed = (metric: string): Feeds =>
  used((model, scope) => ({ metric, node: computeNode(model, scope) }));

/**
 * Reserved memory first, then used memory. A host's measured memory includes what its system keeps; the demand of the
 * constraint does not (section 4), so each host's system reserve is taken off its own samples, at least 0, before they are
 * summed: a host that came later takes nothing off the days before it.
 */
const memoryFeeds: Feeds = (model, scope, id) => {
  return [
    {
      source: sourceOf(id, scope, { metric: 'memory_reserved_bytes', node: computeNode(model, scope) }),
      basis: 'reserved',
      less: 0,
      quantity: 'demand',
    },
    {
      source: sourceOf(id, scope, {
        metric: 'memory_used_bytes',
        node: computeNode(model, scope, systemReserve),
      }),
      basis: 'used',
      less: lessIn(hostsOf(model, scope), systemReserve),
      quantity: 'demand',
    },
  ];
};

const edgeNodesOf = (model: Model, scope: string): readonly EdgeNode[] =>
  (modelIndex(model).edgeNodesByRegion.get(idOf(scope)) ?? []).filter((node) => node.state === 'in-service');

const edge = (metric: string, shape: Partial<Shape> = {}): Feeds =>
  used((model, scope) => ({
    metric,
    node: whole(
      scope,
      edgeNodesOf(model, scope).map((node) => leafNode(node.id)),
    ),
    ...shape,
  }));

/** Connections × memory per connection, node by node; a region's stored sum only where all nodes need the same. */
const edgeMemory: Feeds = used((model, scope) => {
  const nodes = edgeNodesOf(model, scope);
  const each = nodes.map((node) => node.memoryBytesPerConnection);
  const [first] = each;
  if (first === undefined || first === null || each.some((bytes) => bytes === null)) return null;
  const parts = nodes.map((node) => leafNode(node.id, node.memoryBytesPerConnection ?? 0));
  const alike = each.every((bytes) => bytes === first);
  return { metric: 'edge_connections', node: { entity: alike ? scope : null, weight: first, parts } };
});

const nodesOf = (model: Model, scope: string): readonly PostgresNode[] =>
  model.postgres.find((postgres) => postgres.id === idOf(scope))?.nodes ?? [];

/** The node that is primary now; its series before it became primary is its own, not the former primary's. */
const primary = (metric: string): Feeds =>
  used((model, scope) => {
    const node = nodesOf(model, scope).find((candidate) => candidate.role === 'primary');
    return node === undefined ? null : { metric, node: whole(null, [leafNode(node.id)]) };
  });

const replicas = (metric: string): Feeds =>
  used((model, scope) => ({
    metric,
    reduction: 'largest',
    node: whole(
      null,
      nodesOf(model, scope)
        .filter((node) => node.role === 'replica')
        .map((node) => leafNode(node.id)),
    ),
  }));

const single = (metric: string): Feeds => used((_model, scope) => ({ metric, node: leafNode(idOf(scope)) }));

/** A pool's own series, else the sum of its volumes'. */
const volumes: Feeds = used((model, scope) => {
  const pool = model.storagePools.find((candidate) => candidate.id === idOf(scope));
  const parts = (pool?.volumes ?? []).map((volume) => leafNode(volume.id));
  return { metric: 'volume_used_bytes', node: whole(idOf(scope), parts) };
});

/** Requests in flight: requests per second × the mean latency of the model (Little's law). */
const apiConcurrency: Feeds = used((model, scope) => {
  const plane = model.controlPlanes.find((candidate) => candidate.id === idOf(scope));
  const latency = plane?.apiMeanLatencySeconds ?? null;
  return latency === null
    ? null
    : { metric: 'api_requests_per_second', node: leafNode(idOf(scope), latency) };
});

const reconcile: Feeds = (_model, scope, id) => [
  {
    source: sourceOf(id, scope, { metric: 'time_to_converge_seconds', node: leafNode(idOf(scope)) }),
    basis: 'used',
    less: 0,
    quantity: 'convergeSeconds',
    unit: 'seconds',
  },
];

/** A region's own series, else the worst of its hosts, or of its peers (`from>to`). */
const overlay = (metric: string, parts: 'hosts' | 'peers'): Feeds =>
  used((model, scope) => {
    const mesh = model.overlays.find((candidate) => candidate.region === idOf(scope));
    const leaves =
      parts === 'hosts'
        ? hostsOf(model, scope).map((host) => host.id)
        : (mesh?.peers ?? []).map((peer) => `${peer.from}>${peer.to}`);
    return {
      metric,
      reduction: 'largest',
      node: whole(
        scope,
        leaves.map((entity) => leafNode(entity)),
      ),
    };
  });

/** By constraint, what it may be fitted on, best first (the catalogue's `feeds`, seen from the constraint). */
const FEEDS: ReadonlyMap<string, Feeds> = new Map([
  ['compute.memory', memoryFeeds],
  ['compute.cpu', computeUsed('cpu_used_cores')],
  ['compute.iops', computeUsed('iops')],
  ['compute.diskThroughput', computeUsed('disk_throughput_bytes_per_second')],
  ['compute.osDisk', single('os_disk_used_bytes')],
  ['edge.connections', edge('edge_connections')],
  ['edge.memory', edgeMemory],
  ['edge.packets', edge('edge_packets_per_second')],
  ['edge.throughput', edge('edge_throughput_bytes_per_second')],
  ['edge.connectSuccess', edge('edge_connect_success_ratio', { reduction: 'smallest', quantile: 0.05 })],
  ['edge.resets', edge('edge_resets_per_second')],
  ['controlPlane.postgresCpu', primary('postgres_cpu_cores')],
  ['controlPlane.postgresConnections', primary('postgres_connections')],
  ['controlPlane.postgresIops', primary('postgres_iops')],
  ['controlPlane.replicationLag', replicas('replication_lag_seconds')],
  ['controlPlane.apiConcurrency', apiConcurrency],
  ['controlPlane.reconcile', reconcile],
  ['controlPlane.slowQueries', primary('slow_queries_per_second')],
  ['controlPlane.apiLatencyP95', single('api_latency_p95_seconds')],
  ['controlPlane.api5xx', single('api_5xx_ratio')],
  ['storage.snapshots', single('snapshot_used_bytes')],
  ['storage.volumes', volumes],
  ['storage.backups', single('backup_used_bytes')],
  ['overlay.loss', overlay('packet_loss_ratio', 'hosts')],
  ['overlay.handshakeAge', overlay('handshake_age_seconds', 'peers')],
]);

const remembered: (model: Model) => Map<string, readonly DemandFeed[]> = remember(() => new Map());

/** `compute.memory` of `compute.memory@region:eu-west`. */
export const constraintName = (id: string): string => id.slice(0, Math.max(0, id.indexOf('@')));
export const constraintScope = (id: string): string => id.slice(id.indexOf('@') + 1);

/** Whether measurements of some metric say anything about a constraint, in any model. */
export const isForecastable = (id: string): boolean => FEEDS.has(constraintName(id));

/** The series a constraint may be fitted on in this model, best first; empty for one that no metric feeds. */
export function demandFeeds(model: Model, constraintId: string): readonly DemandFeed[] {
  const known = remembered(model);
  let feeds = known.get(constraintId);
  if (feeds === undefined) {
    const of = FEEDS.get(constraintName(constraintId));
    feeds = of === undefined ? [] : of(model, constraintScope(constraintId), constraintId);
    known.set(constraintId, feeds);
  }
  return feeds;
}
