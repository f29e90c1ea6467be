import type { CatalogueMetric } from './catalogue-metric.ts';

/** Storage pools. Data only; see `catalogue-metric.ts` for what the fields mean. */
export const STORAGE_METRICS: readonly CatalogueMetric[] = [
  {
    id: 'snapshot_used_bytes',
    title: 'Snapshot store used',
    kinds: ['storagePool'],
    unit: 'bytes',
    dimension: 'bytes',
    reduction: 'sum',
    feeds: ['storage.snapshots'],
    aliases: ['snapshots_used_bytes'],
    patterns: ['^snapshot(?:s|_store|_storage)?_(?:used|usage|size)$'],
    queries: [
      {
        exporter: 'zfs_exporter',
        kind: 'storagePool',
        entityLabel: 'pool',
        query: 'sum by (pool) (zfs_dataset_used_by_snapshot_bytes{$match})',
        note: 'Space that deleting all snapshots would free.',
      },
      {
        exporter: 'minio',
        kind: 'storagePool',
        entityLabel: 'bucket',
        query: 'max by (bucket) (minio_bucket_usage_total_bytes{bucket=~".*snapshot.*",$match})',
        note: 'Buckets with snapshot in their name.',
      },
      {
        exporter: 'node_exporter',
        kind: 'storagePool',
        entityLabel: 'instance',
        query:
          'sum by (instance) (node_filesystem_size_bytes{mountpoint=~".*/snapshots?(/.*)?",$match} - node_filesystem_free_bytes{mountpoint=~".*/snapshots?(/.*)?",$match})',
        note: 'File systems mounted at a folder called snapshots.',
      },
    ],
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
    patterns: ['^volumes?(?:_store|_storage)?_(?:used|usage)$'],
    queries: [
      {
        exporter: 'ceph',
        kind: 'storagePool',
        entityLabel: 'name',
        query:
          'max by (name) (ceph_pool_stored{$match} * on (pool_id) group_left (name) ceph_pool_metadata{$match})',
        note: 'Per pool, before replication.',
      },
      {
        exporter: 'zfs_exporter',
        kind: 'storagePool',
        entityLabel: 'pool',
        query: 'sum by (pool) (zfs_dataset_used_by_dataset_bytes{type="volume",$match})',
        note: 'Volumes without their snapshots.',
      },
      {
        exporter: 'kubelet',
        kind: 'storagePool',
        entityLabel: 'namespace',
        query: 'sum by (namespace) (kubelet_volume_stats_used_bytes{$match})',
        note: 'Persistent volumes, summed by namespace.',
      },
    ],
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
    patterns: ['^backup(?:s|_store|_storage)?_(?:used|usage|size)$'],
    queries: [
      {
        exporter: 'minio',
        kind: 'storagePool',
        entityLabel: 'bucket',
        query: 'max by (bucket) (minio_bucket_usage_total_bytes{bucket=~".*backup.*",$match})',
        note: 'Buckets with backup in their name.',
      },
      {
        exporter: 'pgbackrest_exporter',
        kind: 'storagePool',
        entityLabel: 'stanza',
        query: 'sum by (stanza) (pgbackrest_backup_repo_delta_bytes{$match})',
        note: 'What each backup added to the repository, compressed.',
      },
    ],
  },
];
