export interface Exporter {
  readonly title: string;
  /** A metric that is there if the exporter is. */
  readonly marker: string;
}

/** Where Prometheus metrics of the catalogue come from. */
export const EXPORTERS = {
  node_exporter: { title: 'node_exporter', marker: 'node_uname_info' },
  process_exporter: { title: 'process-exporter', marker: 'namedprocess_namegroup_num_procs' },
  cadvisor: { title: 'cAdvisor', marker: 'container_last_seen' },
  kata: { title: 'Kata Containers (Firecracker metrics)', marker: 'kata_firecracker_vcpu' },
  kube_state_metrics: { title: 'kube-state-metrics', marker: 'kube_pod_container_resource_requests' },
  kubelet: { title: 'kubelet', marker: 'kubelet_volume_stats_used_bytes' },
  blackbox_exporter: { title: 'blackbox_exporter', marker: 'probe_success' },
  smokeping_prober: { title: 'smokeping_prober', marker: 'smokeping_requests_total' },
  haproxy: { title: 'HAProxy 2 and later', marker: 'haproxy_process_current_connections' },
  envoy: { title: 'Envoy', marker: 'envoy_server_live' },
  postgres_exporter: { title: 'postgres_exporter', marker: 'pg_stat_activity_count' },
  cloudnative_pg: { title: 'CloudNativePG', marker: 'cnpg_backends_total' },
  pgbackrest_exporter: { title: 'pgbackrest_exporter', marker: 'pgbackrest_backup_repo_delta_bytes' },
  http_server: { title: 'HTTP server, request counter', marker: 'http_requests_total' },
  http_histogram: { title: 'HTTP server, duration histogram', marker: 'http_request_duration_seconds_count' },
  grpc_server: { title: 'gRPC server', marker: 'grpc_server_handled_total' },
  kube_apiserver: { title: 'Kubernetes API server', marker: 'apiserver_request_total' },
  controller_runtime: { title: 'controller work queues (client-go)', marker: 'workqueue_depth' },
  zfs_exporter: { title: 'zfs_exporter', marker: 'zfs_pool_size_bytes' },
  ceph: { title: 'Ceph manager', marker: 'ceph_pool_metadata' },
  minio: { title: 'MinIO', marker: 'minio_bucket_usage_total_bytes' },
  wireguard_exporter: {
    title: 'prometheus_wireguard_exporter',
    marker: 'wireguard_latest_handshake_seconds',
  },
  wireguard_exporter_mdlayher: {
    title: 'wireguard_exporter (mdlayher)',
    marker: 'wireguard_peer_last_handshake_seconds',
  },
} as const satisfies Record<string, Exporter>;

export type ExporterId = keyof typeof EXPORTERS;
