import type { Dimension } from './cell-units.ts';

export type EntityKind =
  | 'host'
  | 'cluster'
  | 'region'
  | 'edgeNode'
  | 'postgresNode'
  | 'controlPlane'
  | 'storagePool'
  | 'overlay'
  | 'peer';

/** How values of several entities become one: added up, the worst of them, or a mean over them. */
export type EntityReduction = 'sum' | 'max' | 'mean';

export interface CatalogueMetric {
  /** Canonical id, MODEL.md section 8. */
  readonly id: string;
  readonly title: string;
  /** Entities that carry the metric; `region` and `cluster` carry sums. */
  readonly kinds: readonly EntityKind[];
  /** Unit of stored values, as shown. */
  readonly unit: string;
  readonly dimension: Dimension;
  readonly reduction: EntityReduction;
  /** Constraint ids (MODEL.md section 4, without scope) that read the metric; empty: kept and charted only. */
  readonly feeds: readonly string[];
  /** Other names in snake_case that mean the same, unit included. */
  readonly aliases: readonly string[];
}

const COMPUTE: readonly EntityKind[] = ['host', 'cluster', 'region'];
const EDGE: readonly EntityKind[] = ['edgeNode', 'region'];

/** The catalogue of canonical metrics, in the order of MODEL.md section 8. A new metric is one more entry. */
export const METRIC_CATALOGUE: readonly CatalogueMetric[] = [
  {
    id: 'cpu_used_cores',
    title: 'CPU used',
    kinds: COMPUTE,
    unit: 'cores',
    dimension: 'cores',
    reduction: 'sum',
    feeds: ['compute.cpu'],
    aliases: ['used_cpu_cores', 'cpu_cores_used', 'cpu_usage_cores'],
  },
  {
    id: 'memory_used_bytes',
    title: 'Memory used',
    kinds: COMPUTE,
    unit: 'bytes',
    dimension: 'bytes',
    reduction: 'sum',
    feeds: ['compute.memory'],
    aliases: ['used_memory_bytes', 'mem_used_bytes', 'memory_usage_bytes'],
  },
  {
    id: 'memory_reserved_bytes',
    title: 'Memory reserved',
    kinds: COMPUTE,
    unit: 'bytes',
    dimension: 'bytes',
    reduction: 'sum',
    feeds: ['compute.memory'],
    aliases: ['reserved_memory_bytes', 'mem_reserved_bytes'],
  },
  {
    id: 'iops',
    title: 'Disk operations',
    kinds: COMPUTE,
    unit: '1/s',
    dimension: 'perSecond',
    reduction: 'sum',
    feeds: ['compute.iops'],
    aliases: ['used_iops', 'disk_iops', 'io_per_second'],
  },
  {
    id: 'disk_throughput_bytes_per_second',
    title: 'Disk throughput',
    kinds: COMPUTE,
    unit: 'bytes/s',
    dimension: 'bytesPerSecond',
    reduction: 'sum',
    feeds: ['compute.diskThroughput'],
    aliases: ['used_disk_throughput_bytes_per_second', 'disk_bytes_per_second'],
  },
  {
    id: 'os_disk_used_bytes',
    title: 'OS disk used',
    kinds: ['host'],
    unit: 'bytes',
    dimension: 'bytes',
    reduction: 'sum',
    feeds: ['compute.osDisk'],
    aliases: ['used_os_disk_bytes'],
  },
  {
    id: 'microvm_count',
    title: 'MicroVMs',
    kinds: COMPUTE,
    unit: '1',
    dimension: 'count',
    reduction: 'sum',
    feeds: [],
    aliases: ['microvms', 'microvms_running', 'vm_count'],
  },
  {
    id: 'packet_loss_ratio',
    title: 'Packet loss',
    kinds: ['host', 'overlay', 'region'],
    unit: 'ratio',
    dimension: 'ratio',
    reduction: 'max',
    feeds: ['overlay.loss'],
    aliases: ['used_packet_loss_ratio'],
  },
  {
    id: 'edge_connections',
    title: 'Edge connections',
    kinds: EDGE,
    unit: '1',
    dimension: 'count',
    reduction: 'sum',
    feeds: ['edge.connections', 'edge.memory'],
    aliases: ['edge_connections_active', 'edge_active_connections', 'used_connections'],
  },
  {
    id: 'edge_packets_per_second',
    title: 'Edge packets',
    kinds: EDGE,
    unit: '1/s',
    dimension: 'perSecond',
    reduction: 'sum',
    feeds: ['edge.packets'],
    aliases: ['edge_pps'],
  },
  {
    id: 'edge_throughput_bytes_per_second',
    title: 'Edge throughput',
    kinds: EDGE,
    unit: 'bytes/s',
    dimension: 'bytesPerSecond',
    reduction: 'sum',
    feeds: ['edge.throughput'],
    aliases: ['edge_bytes_per_second'],
  },
  {
    id: 'edge_connect_success_ratio',
    title: 'Edge connect success',
    kinds: EDGE,
    unit: 'ratio',
    dimension: 'ratio',
    reduction: 'mean',
    feeds: ['edge.connectSuccess'],
    aliases: [],
  },
  {
    id: 'edge_resets_per_second',
    title: 'Edge resets',
    kinds: EDGE,
    unit: '1/s',
    dimension: 'perSecond',
    reduction: 'sum',
    feeds: ['edge.resets'],
    aliases: [],
  },
  {
    id: 'postgres_cpu_cores',
    title: 'Postgres CPU',
    kinds: ['postgresNode'],
    unit: 'cores',
    dimension: 'cores',
    reduction: 'max',
    feeds: ['controlPlane.postgresCpu'],
    aliases: ['postgres_cpu_used_cores', 'pg_cpu_cores'],
  },
  {
    id: 'postgres_connections',
    title: 'Postgres connections',
    kinds: ['postgresNode'],
    unit: '1',
    dimension: 'count',
    reduction: 'max',
    feeds: ['controlPlane.postgresConnections'],
    aliases: ['pg_connections', 'pg_stat_activity_count'],
  },
  {
    id: 'replication_lag_seconds',
    title: 'Replication lag',
    kinds: ['postgresNode'],
    unit: 's',
    dimension: 'seconds',
    reduction: 'max',
    feeds: ['controlPlane.replicationLag'],
    aliases: ['postgres_replication_lag_seconds', 'pg_replication_lag_seconds'],
  },
  {
    id: 'slow_queries_per_second',
    title: 'Slow queries',
    kinds: ['postgresNode'],
    unit: '1/s',
    dimension: 'perSecond',
    reduction: 'sum',
    feeds: ['controlPlane.slowQueries'],
    aliases: ['postgres_slow_queries_per_second'],
  },
  {
    id: 'api_requests_per_second',
    title: 'API requests',
    kinds: ['controlPlane'],
    unit: '1/s',
    dimension: 'perSecond',
    reduction: 'sum',
    feeds: ['controlPlane.apiConcurrency'],
    aliases: [],
  },
  {
    id: 'api_latency_p95_seconds',
    title: 'API latency, p95',
    kinds: ['controlPlane'],
    unit: 's',
    dimension: 'seconds',
    reduction: 'max',
    feeds: ['controlPlane.apiLatencyP95'],
    aliases: ['api_p95_latency_seconds', 'api_latency_seconds_p95'],
  },
  {
    id: 'api_5xx_ratio',
    title: 'API errors',
    kinds: ['controlPlane'],
    unit: 'ratio',
    dimension: 'ratio',
    reduction: 'max',
    feeds: ['controlPlane.api5xx'],
    aliases: ['api_error_ratio'],
  },
  {
    id: 'reconcile_queue_depth',
    title: 'Reconcile queue',
    kinds: ['controlPlane'],
    unit: '1',
    dimension: 'count',
    reduction: 'sum',
    feeds: ['controlPlane.reconcile'],
    aliases: ['reconcile_backlog'],
  },
  {
    id: 'time_to_converge_seconds',
    title: 'Time to converge',
    kinds: ['controlPlane'],
    unit: 's',
    dimension: 'seconds',
    reduction: 'max',
    feeds: ['controlPlane.reconcile'],
    aliases: ['time_to_converge_seconds_p95'],
  },
  {
    id: 'snapshot_used_bytes',
    title: 'Snapshot store used',
    kinds: ['storagePool'],
    unit: 'bytes',
    dimension: 'bytes',
    reduction: 'sum',
    feeds: ['storage.snapshots'],
    aliases: ['snapshots_used_bytes'],
  },
  {
    id: 'volume_used_bytes',
    title: 'Volumes used',
    kinds: ['storagePool'],
    unit: 'bytes',
    dimension: 'bytes',
    reduction: 'sum',
    feeds: ['storage.volumes'],
    aliases: ['volumes_used_bytes'],
  },
  {
    id: 'backup_used_bytes',
    title: 'Backups used',
    kinds: ['storagePool'],
    unit: 'bytes',
    dimension: 'bytes',
    reduction: 'sum',
    feeds: ['storage.backups'],
    aliases: ['backups_used_bytes'],
  },
  {
    id: 'peer_round_trip_seconds',
    title: 'Peer round trip',
    kinds: ['peer', 'overlay'],
    unit: 's',
    dimension: 'seconds',
    reduction: 'max',
    feeds: [],
    aliases: ['overlay_round_trip_seconds'],
  },
  {
    id: 'peer_drop_ratio',
    title: 'Peer drops',
    kinds: ['peer', 'overlay'],
    unit: 'ratio',
    dimension: 'ratio',
    reduction: 'max',
    feeds: ['overlay.loss'],
    aliases: [],
  },
  {
    id: 'handshake_age_seconds',
    title: 'Handshake age',
    kinds: ['peer', 'overlay'],
    unit: 's',
    dimension: 'seconds',
    reduction: 'max',
    feeds: ['overlay.handshakeAge'],
    aliases: ['wireguard_handshake_age_seconds'],
  },
];
