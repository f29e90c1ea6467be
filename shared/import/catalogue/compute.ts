import type { CatalogueMetric, EntityKind } from './catalogue-metric.ts';

const COMPUTE: readonly EntityKind[] = ['host', 'cluster', 'region'];

/** Hosts. Data only; see `catalogue-metric.ts` for what the fields mean. */
export const COMPUTE_METRICS: readonly CatalogueMetric[] = [
  {
    id: 'cpu_used_cores',
    title: 'CPU used',
    kinds: COMPUTE,
    unit: 'cores',
    dimension: 'cores',
    reduction: 'sum',
    feeds: ['compute.cpu'],
    aliases: ['used_cpu_cores', 'cpu_cores_used', 'cpu_usage_cores'],
    patterns: [],
    queries: [
      {
        exporter: 'node_exporter',
        kind: 'host',
        entityLabel: 'instance',
        query: 'sum by (instance) (rate(node_cpu_seconds_total{mode!~"idle|iowait",$match}[$window]))',
        note: 'Logical CPUs: on hosts with hyper-threading two of them share a physical core. Guests are part of mode user.',
      },
      {
        exporter: 'node_exporter',
        kind: 'host',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(node_cpu_seconds_total{mode!~"idle|iowait",$match}[$window])) * on (instance) count by (instance) (count by (instance, package, core) (node_cpu_info{$match})) / on (instance) count by (instance) (node_cpu_info{$match})',
        note: 'Physical cores; needs --collector.cpu.info.',
      },
    ],
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
    patterns: ['^(?:ram|mem|memory)_(?:used|usage|in_use)$', '^used_(?:ram|mem|memory)$'],
    queries: [
      {
        exporter: 'node_exporter',
        kind: 'host',
        entityLabel: 'instance',
        query:
          'max by (instance) (node_memory_MemTotal_bytes{$match} - node_memory_MemAvailable_bytes{$match})',
        note: 'Memory that cannot be had without swapping; the page cache is not in it.',
      },
    ],
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
    patterns: [],
    queries: [
      {
        exporter: 'kube_state_metrics',
        kind: 'host',
        entityLabel: 'node',
        query: 'sum by (node) (kube_pod_container_resource_requests{resource="memory",node!="",$match})',
        note: 'Where microVMs are pods (Kata Containers). Otherwise the inventory says it: each inventory import appends a sample per cluster.',
      },
    ],
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
    patterns: ['^(?:disk_|total_)?(?:iops|io_operations)$'],
    queries: [
      {
        exporter: 'node_exporter',
        kind: 'host',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(node_disk_reads_completed_total{device!~"dm-.*|md.*|loop.*|ram.*|zram.*|sr.*|fd.*|nbd.*",$match}[$window]) + rate(node_disk_writes_completed_total{device!~"dm-.*|md.*|loop.*|ram.*|zram.*|sr.*|fd.*|nbd.*",$match}[$window]))',
        note: 'Whole devices; mapper, software RAID and loop devices would count twice.',
      },
    ],
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
    patterns: ['^disk_(?:throughput|io_throughput|read_write)$'],
    queries: [
      {
        exporter: 'node_exporter',
        kind: 'host',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(node_disk_read_bytes_total{device!~"dm-.*|md.*|loop.*|ram.*|zram.*|sr.*|fd.*|nbd.*",$match}[$window]) + rate(node_disk_written_bytes_total{device!~"dm-.*|md.*|loop.*|ram.*|zram.*|sr.*|fd.*|nbd.*",$match}[$window]))',
        note: 'Reads and writes together.',
      },
    ],
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
    patterns: ['^(?:root_fs|rootfs|os_disk|root_disk)_(?:used|usage)$'],
    queries: [
      {
        exporter: 'node_exporter',
        kind: 'host',
        entityLabel: 'instance',
        query:
          'max by (instance) (node_filesystem_size_bytes{mountpoint="/",fstype!="rootfs",$match} - node_filesystem_free_bytes{mountpoint="/",fstype!="rootfs",$match})',
        note: 'The file system mounted at /.',
      },
    ],
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
    patterns: ['^(?:running_)?(?:micro)?vms(?:_running)?$', '^firecracker_(?:vms|processes)$'],
    queries: [
      {
        exporter: 'process_exporter',
        kind: 'host',
        entityLabel: 'instance',
        query: 'sum by (instance) (namedprocess_namegroup_num_procs{groupname="firecracker",$match})',
        note: 'One process per microVM; process-exporter must group by the program name.',
      },
      {
        exporter: 'cadvisor',
        kind: 'host',
        entityLabel: 'instance',
        query: 'count by (instance) (container_last_seen{id=~"/firecracker/[^/]+",$match})',
        note: 'One cgroup per microVM, as the Firecracker jailer makes them.',
      },
      {
        exporter: 'kata',
        kind: 'host',
        entityLabel: 'instance',
        query:
          'count by (instance) (count by (instance, sandbox_id) (kata_firecracker_vcpu{item="failures",$match}))',
        note: 'Firecracker metrics as Kata Containers exposes them, one sandbox per microVM.',
      },
      {
        exporter: 'node_exporter',
        kind: 'host',
        entityLabel: 'instance',
        query:
          'count by (instance) (node_systemd_unit_state{name=~"firecracker@.+[.]service",state="active",$match} == 1)',
        note: 'Where each microVM is a unit firecracker@….service; needs --collector.systemd.',
      },
    ],
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
    patterns: ['^(?:packet|packets|icmp)_loss$'],
    queries: [
      {
        exporter: 'node_exporter',
        kind: 'host',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(node_network_receive_drop_total{device!~"lo|tap.*|veth.*|vnet.*|docker.*|br.*|cni.*|wg.*",$match}[$window]) + rate(node_network_transmit_drop_total{device!~"lo|tap.*|veth.*|vnet.*|docker.*|br.*|cni.*|wg.*",$match}[$window])) / (sum by (instance) (rate(node_network_receive_drop_total{device!~"lo|tap.*|veth.*|vnet.*|docker.*|br.*|cni.*|wg.*",$match}[$window]) + rate(node_network_transmit_drop_total{device!~"lo|tap.*|veth.*|vnet.*|docker.*|br.*|cni.*|wg.*",$match}[$window])) + sum by (instance) (rate(node_network_receive_packets_total{device!~"lo|tap.*|veth.*|vnet.*|docker.*|br.*|cni.*|wg.*",$match}[$window]) + rate(node_network_transmit_packets_total{device!~"lo|tap.*|veth.*|vnet.*|docker.*|br.*|cni.*|wg.*",$match}[$window])))',
        note: 'Packets the host itself dropped, of all it handled.',
      },
      {
        exporter: 'blackbox_exporter',
        kind: 'host',
        entityLabel: 'instance',
        query: '1 - avg by (instance) (avg_over_time(probe_success{job=~".*icmp.*",$match}[$window]))',
        note: 'Probes lost on the way to the host; the job of ICMP probes must have icmp in its name.',
      },
    ],
  },
];
