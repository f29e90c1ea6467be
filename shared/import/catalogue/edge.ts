import type { CatalogueMetric, EntityKind } from './catalogue-metric.ts';

const EDGE: readonly EntityKind[] = ['edgeNode', 'region'];

/** Edge nodes. Data only; see `catalogue-metric.ts` for what the fields mean. */
export const EDGE_METRICS: readonly CatalogueMetric[] = [
  {
    id: 'edge_connections',
    title: 'Edge connections',
    kinds: EDGE,
    unit: '1',
    dimension: 'count',
    reduction: 'sum',
    feeds: ['edge.connections', 'edge.memory'],
    aliases: ['edge_connections_active', 'edge_active_connections', 'used_connections'],
    patterns: [
      '^haproxy_process_current_connections$',
      '^(?:haproxy|envoy|edge|lb)_(?:active_|current_|open_)connections$',
    ],
    queries: [
      {
        exporter: 'haproxy',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query: 'sum by (instance) (haproxy_process_current_connections{$match})',
        note: 'Connections of clients, as its maxconn limit counts them.',
      },
      {
        exporter: 'envoy',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query: 'sum by (instance) (envoy_listener_downstream_cx_active{$match})',
        note: 'Connections of clients.',
      },
    ],
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
    patterns: ['^(?:edge|lb)_packets$'],
    queries: [
      {
        exporter: 'node_exporter',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(node_network_receive_packets_total{device!~"lo|tap.*|veth.*|vnet.*|docker.*|br.*|cni.*|wg.*",$match}[$window]) + rate(node_network_transmit_packets_total{device!~"lo|tap.*|veth.*|vnet.*|docker.*|br.*|cni.*|wg.*",$match}[$window]))',
        note: 'Received and sent together; give a matcher that picks the edge nodes.',
      },
    ],
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
    patterns: ['^(?:edge|lb)_(?:throughput|bandwidth)$'],
    queries: [
      {
        exporter: 'haproxy',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(haproxy_frontend_bytes_in_total{$match}[$window]) + rate(haproxy_frontend_bytes_out_total{$match}[$window]))',
        note: 'To and from clients, both directions together.',
      },
      {
        exporter: 'envoy',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(envoy_http_downstream_cx_rx_bytes_total{$match}[$window]) + rate(envoy_http_downstream_cx_tx_bytes_total{$match}[$window]))',
        note: 'HTTP listeners, to and from clients, both directions together.',
      },
      {
        exporter: 'node_exporter',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(node_network_transmit_bytes_total{device!~"lo|tap.*|veth.*|vnet.*|docker.*|br.*|cni.*|wg.*",$match}[$window]))',
        note: 'Bytes sent by the network cards: a proxy sends on what it receives. Give a matcher that picks the edge nodes.',
      },
    ],
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
    patterns: [],
    queries: [
      {
        exporter: 'haproxy',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query:
          '1 - sum by (instance) (rate(haproxy_backend_connection_errors_total{$match}[$window])) / sum by (instance) (rate(haproxy_backend_connection_attempts_total{$match}[$window]))',
        note: 'Connections to the servers behind it.',
      },
      {
        exporter: 'envoy',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query:
          '1 - sum by (instance) (rate(envoy_cluster_upstream_cx_connect_fail{$match}[$window])) / sum by (instance) (rate(envoy_cluster_upstream_cx_total{$match}[$window]))',
        note: 'Connections to the servers behind it.',
      },
      {
        exporter: 'blackbox_exporter',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query: 'avg by (instance) (avg_over_time(probe_success{job=~".*tcp.*",$match}[$window]))',
        note: 'As seen from outside; the job of TCP probes must have tcp in its name.',
      },
    ],
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
    patterns: [],
    queries: [
      {
        exporter: 'node_exporter',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query: 'sum by (instance) (rate(node_netstat_Tcp_OutRsts{$match}[$window]))',
        note: 'Resets the edge node sent; give a matcher that picks the edge nodes.',
      },
      {
        exporter: 'haproxy',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(haproxy_backend_client_aborts_total{$match}[$window])) + sum by (instance) (rate(haproxy_backend_server_aborts_total{$match}[$window]))',
        note: 'Transfers aborted by clients or servers.',
      },
      {
        exporter: 'envoy',
        kind: 'edgeNode',
        entityLabel: 'instance',
        query:
          'sum by (instance) (rate(envoy_http_downstream_rq_rx_reset{$match}[$window])) + sum by (instance) (rate(envoy_http_downstream_rq_tx_reset{$match}[$window]))',
        note: 'HTTP streams reset in either direction.',
      },
    ],
  },
];
