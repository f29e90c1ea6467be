import { AS_OF, CLUSTERS, FLAVORS, MACHINES, OVERHEAD, REGIONS, SYSTEM_RESERVED_GIB } from './catalogue.mjs';
import { makeCompute, outOfService } from './compute.mjs';
import { seededRandom } from './random.mjs';
import { makeEdge, makePeers, makePostgres, makeStorage } from './services.mjs';

const SEED = 20_261_116;

function csv(header, rows) {
  return `${[header, ...rows.map((row) => row.map((cell) => cell ?? '').join(','))].join('\n')}\n`;
}

function computeTables(hosts, microvms) {
  return {
    'regions.csv': csv(
      'id,name,as_of',
      REGIONS.map((region) => [region.id, region.name, AS_OF]),
    ),
    'clusters.csv': csv(
      'id,region',
      CLUSTERS.map((cluster) => [cluster.id, cluster.region]),
    ),
    'hosts.csv': csv(
      'id,cluster,failure_domain,state,cpu_cores,memory_gib,system_reserved_memory_gib,os_disk_gb,iops,disk_throughput_mb_per_second,file_descriptors,processes,' +
        'used_cpu_cores,used_memory_bytes,used_os_disk_bytes,used_iops,used_disk_throughput_bytes_per_second,used_file_descriptors,used_processes,used_packet_loss_ratio',
      hosts.map(({ id, cluster, rack, state, kind, used }) => {
        const machine = MACHINES[kind];
        const limits = [
          machine.cores,
          machine.memoryGib,
          SYSTEM_RESERVED_GIB,
          machine.diskGb,
          machine.iops,
          machine.throughputMb,
          1_048_576,
          131_072,
        ];
        return [id, cluster, rack, state, ...limits, ...Object.values(used)];
      }),
    ),
    'flavors.csv': csv(
      'id,vcpus,memory_gib,iops,disk_throughput_mb_per_second',
      FLAVORS.map((flavor) => [flavor.id, flavor.vcpus, flavor.memoryGib, flavor.iops, flavor.throughputMb]),
    ),
    'microvms.csv': csv(
      'id,host,flavor,customer,spread_group,max_per_host',
      microvms.map((vm) => [
        vm.id,
        vm.host,
        vm.flavor.id,
        vm.customer,
        vm.group,
        vm.group === null ? null : vm.maxPerHost,
      ]),
    ),
    'skus.csv': csv(
      'id,cpu_cores,memory_gib,system_reserved_memory_gib,os_disk_gb,iops,disk_throughput_mb_per_second,file_descriptors,processes,unit_cost,currency,lead_time_days,power_watts,rack_units',
      Object.entries(MACHINES).map(([id, machine]) => [
        id, machine.cores, machine.memoryGib, SYSTEM_RESERVED_GIB, machine.diskGb, machine.iops, machine.throughputMb, 1_048_576, 131_072,
        machine.cost, 'EUR', machine.leadDays, machine.watts, machine.units,
      ]), // prettier-ignore
    ),
    'orders.csv': csv('sku,cluster,count,arrives_on', [
      ['std-64', 'use-b', 2, '2026-12-14'],
      ['std-64', 'euw-a', 1, '2026-12-03'],
    ]),
    'overhead.csv': csv(
      'memory_mib_per_vm,cpu_cores_per_vm,file_descriptors_per_vm,processes_per_vm,source',
      [[...Object.values(OVERHEAD), 'measured']],
    ),
  };
}

function edgeAndPostgresTables(edge, postgres) {
  return {
    'edge_nodes.csv': csv(
      'id,region,state,max_connections,memory_gib,base_memory_gib,memory_kib_per_connection,packets_per_second,throughput_mb_per_second,listener_ports,new_connections_per_second,cpu_cores,new_connection_cpu_ms,' +
        'used_connections,used_packets_per_second,used_throughput_bytes_per_second,used_listener_ports,used_cpu_cores,used_connect_success_ratio,used_resets_per_second',
      edge.map((node) => [
        node.id,
        node.region,
        'in-service',
        200_000,
        64,
        4,
        64,
        2_000_000,
        1250,
        20_000,
        5000,
        16,
        0.8,
        ...Object.values(node.used),
      ]),
    ),
    'postgres.csv': csv(
      'id,region,detection_seconds,promotion_seconds,replay_mb_per_second,wal_mb_per_second,rto_seconds,rpo_seconds',
      postgres.map((cluster) => [cluster.id, cluster.region, 30, 8, 80, 4, 60, 5]),
    ),
    'postgres_nodes.csv': csv(
      'postgres,id,role,synchronous,cpu_cores,iops,max_connections,reserved_connections,used_cpu_cores,used_iops,used_connections,used_slow_queries_per_second,used_replication_lag_seconds,used_replication_lag_bytes',
      postgres.flatMap(
        (cluster) =>
        cluster.nodes.map((node) => [
          cluster.id, node.id, node.role, node.synchronous, 16, 40_000, 500, 13, node.cores, node.iops, node.connections, node.slow, node.lagSeconds, node.lagBytes,
        ]), // prettier-ignore
      ),
    ),
    'client_pools.csv': csv(
      'postgres,name,instances,pool_size',
      postgres.flatMap((cluster) =>
        cluster.pools.map((pool) => [cluster.id, pool.name, pool.instances, pool.size]),
      ),
    ),
    'control_planes.csv': csv(
      'id,region,postgres,api_concurrency_limit,api_requests_per_second,api_mean_latency_ms,api_p95_latency_ms,api_5xx_ratio,reconcile_workers,reconcile_service_seconds,reconcile_arrivals_per_second,reconcile_queue_depth,' +
        'time_to_converge_slo_seconds,time_to_converge_seconds_p95,retry_max_retries,retry_failed_attempt_cost_ratio,api_requests_per_reconcile,postgres_cpu_ms_per_reconcile',
      [
        ['cp-euw', 'eu-west', 'pg-euw', 400, 940, 118, 310, 0.0004, 32, 0.4, 46, 14, 120, 38, 5, 0.5, 3, 20],
        ['cp-use', 'us-east', 'pg-use', 400, 720, 109, 280, 0.0003, 24, 0.4, 31, 9, 120, 33, 5, 0.5, 3, 20],
      ],
    ),
  };
}

function storageTables({ pools, volumes, jobs }) {
  return {
    'storage_pools.csv': csv(
      'id,region,backing_tb,snapshot_backing_tb,snapshot_used_bytes,backup_backing_tb,backup_used_bytes,restore_mb_per_second,restore_measured_at,largest_restore_gb,rto_hours,rpo_hours,backup_interval_hours,' +
        'backup_used_by_kind_postgres_bytes,backup_used_by_kind_snapshot_metadata_bytes,backup_used_by_kind_volumes_bytes',
      pools.map((pool) => {
        const byKind = [3e12, 0.2e12, pool.backupUsed - 3.2e12];
        return [
          pool.id,
          pool.region,
          pool.backing / 1e12,
          pool.snapshotBacking / 1e12,
          pool.snapshotUsed,
          pool.backupBacking / 1e12,
          pool.backupUsed,
          500,
          pool.tested,
          pool.largest / 1e9,
          1,
          24,
          12,
          ...byKind,
        ];
      }),
    ),
    'volumes.csv': csv(
      'storage_pool,id,customer,allocated_gb,used_gb,host,changed_gb_per_day,snapshot_retention_days',
      volumes.map((volume) => [
        volume.pool,
        volume.id,
        volume.customer,
        volume.allocated / 1e9,
        volume.used / 1e9,
        volume.host,
        volume.changed / 1e9,
        volume.retention,
      ]),
    ),
    'backup_jobs.csv': csv(
      'storage_pool,at,ok',
      jobs.map((job) => [job.pool, job.at, job.ok]),
    ),
  };
}

function overlayTables(peers) {
  return {
    'overlays.csv': csv(
      'region,topology,max_peers_per_host,keepalive_seconds,round_trip_ms_p95,packet_loss_ratio,handshake_age_seconds_p95,mtu_bytes,path_mtu_bytes',
      REGIONS.map((region) => [region.id, 'full-mesh', 250, 25, 4, 0.0003, 95, 1420, 1500]),
    ),
    'overlay_peers.csv': csv(
      'region,from,to,round_trip_seconds,drop_ratio,bytes_per_second,handshake_age_seconds',
      peers.map((peer) => Object.values(peer)),
    ),
  };
}

/** All inventory files of the sample region by name; the same text every time. */
export function sampleTables() {
  const random = seededRandom(SEED);
  const { hosts, microvms } = makeCompute(random);
  const edge = makeEdge(random);
  const storage = makeStorage(hosts, random);
  return {
    ...computeTables([...hosts, ...outOfService()], microvms),
    ...edgeAndPostgresTables(edge, makePostgres()),
    ...storageTables(storage),
    ...overlayTables(makePeers(hosts, random)),
  };
}
