import type { CatalogueMetric } from './catalogue-metric.ts';

/** Postgres nodes. Data only; see `catalogue-metric.ts` for what the fields mean. */
export const POSTGRES_METRICS: readonly CatalogueMetric[] = [
  {
    id: 'postgres_cpu_cores',
    title: 'Postgres CPU',
    kinds: ['postgresNode'],
    unit: 'cores',
    dimension: 'cores',
    reduction: 'max',
    feeds: ['controlPlane.postgresCpu'],
    aliases: ['postgres_cpu_used_cores', 'pg_cpu_cores'],
    patterns: [],
    queries: [
      {
        exporter: 'process_exporter',
        kind: 'postgresNode',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(namedprocess_namegroup_cpu_seconds_total{groupname=~"postgres|postmaster",$match}[$window]))',
      },
      {
        exporter: 'cadvisor',
        kind: 'postgresNode',
        entityLabel: 'pod',
        query: 'sum by (pod) (rate(container_cpu_usage_seconds_total{container="postgres",$match}[$window]))',
        note: 'Postgres in containers, such as CloudNativePG.',
      },
    ],
  },
  {
    id: 'postgres_iops',
    title: 'Postgres IOPS',
    kinds: ['postgresNode'],
    unit: '1/s',
    dimension: 'perSecond',
    reduction: 'max',
    feeds: ['controlPlane.postgresIops'],
    aliases: ['postgres_disk_iops', 'pg_iops'],
    patterns: [],
    queries: [
      {
        exporter: 'cadvisor',
        kind: 'postgresNode',
        entityLabel: 'pod',
        query:
          'sum by (pod) (rate(container_fs_reads_total{container="postgres",$match}[$window]) + rate(container_fs_writes_total{container="postgres",$match}[$window]))',
        note: 'Reads and writes of Postgres in containers, such as CloudNativePG.',
      },
      {
        exporter: 'node_exporter',
        kind: 'postgresNode',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(node_disk_reads_completed_total{device!~"dm-.*|md.*|loop.*|ram.*|zram.*|sr.*|fd.*|nbd.*",$match}[$window]) + rate(node_disk_writes_completed_total{device!~"dm-.*|md.*|loop.*|ram.*|zram.*|sr.*|fd.*|nbd.*",$match}[$window]))',
        note: 'Where Postgres has a machine of its own: all operations of its disks. Give a matcher that picks the database machines.',
      },
    ],
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
    patterns: [
      '^(?:pg|postgres|postgresql)_(?:backends|numbackends|active_connections)$',
      '^database_?connections$',
    ],
    queries: [
      {
        exporter: 'postgres_exporter',
        kind: 'postgresNode',
        entityLabel: 'instance',
        query: 'sum by (instance) (pg_stat_activity_count{$match})',
        note: 'All databases and states.',
      },
      {
        exporter: 'cloudnative_pg',
        kind: 'postgresNode',
        entityLabel: 'pod',
        query: 'sum by (pod) (cnpg_backends_total{$match})',
      },
    ],
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
    patterns: [
      '^(?:aurora_)?replica_?lag$',
      '^pg_replication_lag$',
      '^(?:pg|postgres|postgresql)_replica(?:tion)?_(?:lag|delay)$',
    ],
    queries: [
      {
        exporter: 'postgres_exporter',
        kind: 'postgresNode',
        entityLabel: 'instance',
        query: 'max by (instance) (pg_replication_lag_seconds{$match} or pg_replication_lag{$match})',
        note: 'The second name is that of exporters before 0.13.',
      },
      {
        exporter: 'cloudnative_pg',
        kind: 'postgresNode',
        entityLabel: 'pod',
        query: 'max by (pod) (cnpg_pg_replication_lag{$match})',
      },
    ],
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
    patterns: [],
    queries: [
      {
        exporter: 'postgres_exporter',
        kind: 'postgresNode',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(pg_stat_statements_calls_total{$match}[$window]) and rate(pg_stat_statements_seconds_total{$match}[$window]) / rate(pg_stat_statements_calls_total{$match}[$window]) > 1) or 0 * sum by (instance) (rate(pg_stat_statements_calls_total{$match}[$window]))',
        note: 'Calls of statements that took more than 1 s on average in the window: the exporter counts no single slow query. Needs --collector.stat_statements.',
      },
    ],
  },
];
