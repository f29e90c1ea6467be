import type { CatalogueMetric } from './catalogue-metric.ts';

/** The WireGuard overlay. Data only; see `catalogue-metric.ts` for what the fields mean. */
export const OVERLAY_METRICS: readonly CatalogueMetric[] = [
  {
    id: 'peer_round_trip_seconds',
    title: 'Peer round trip',
    kinds: ['peer', 'overlay'],
    unit: 's',
    dimension: 'seconds',
    reduction: 'max',
    feeds: [],
    aliases: ['overlay_round_trip_seconds'],
    patterns: ['^(?:peer|overlay|wireguard|wg)_(?:rtt|round_trip|latency)$'],
    queries: [
      {
        exporter: 'smokeping_prober',
        kind: 'peer',
        entityLabel: 'host',
        query:
          'histogram_quantile(0.95, sum by (host, le) (rate(smokeping_response_duration_seconds_bucket{$match}[$window])))',
        note: 'From the prober to each host, p95.',
      },
      {
        exporter: 'blackbox_exporter',
        kind: 'peer',
        entityLabel: 'instance',
        query: 'max by (instance) (probe_icmp_duration_seconds{phase="rtt",$match})',
        note: 'From the prober to each host, the last probe.',
      },
      {
        exporter: 'smokeping_prober',
        kind: 'peer',
        entityLabel: 'peer',
        query:
          'label_join(histogram_quantile(0.95, sum by (instance, host, le) (rate(smokeping_response_duration_seconds_bucket{$match}[$window]))), "peer", " → ", "instance", "host")',
        note: 'A prober on each host: every pair by itself, p95.',
      },
    ],
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
    patterns: ['^(?:peer|overlay|wireguard|wg)_(?:loss|drops|drop)$'],
    queries: [
      {
        exporter: 'smokeping_prober',
        kind: 'peer',
        entityLabel: 'host',
        query:
          '1 - sum by (host) (rate(smokeping_response_duration_seconds_count{$match}[$window])) / sum by (host) (rate(smokeping_requests_total{$match}[$window]))',
        note: 'Probes without an answer.',
      },
      {
        exporter: 'smokeping_prober',
        kind: 'peer',
        entityLabel: 'peer',
        query:
          'label_join(1 - sum by (instance, host) (rate(smokeping_response_duration_seconds_count{$match}[$window])) / sum by (instance, host) (rate(smokeping_requests_total{$match}[$window])), "peer", " → ", "instance", "host")',
        note: 'A prober on each host: every pair by itself.',
      },
    ],
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
    patterns: ['^wireguard_latest_handshake_delay$', '^(?:wg|wireguard)_handshake_age$'],
    queries: [
      {
        exporter: 'wireguard_exporter',
        kind: 'peer',
        entityLabel: 'public_key',
        query: 'max by (public_key) (time() - (wireguard_latest_handshake_seconds{$match} > 0))',
        note: 'Peers that never shook hands are left out. On exporters that give names, friendly_name tells more than the key.',
      },
      {
        exporter: 'wireguard_exporter',
        kind: 'overlay',
        entityLabel: 'instance',
        query: 'max by (instance) (time() - (wireguard_latest_handshake_seconds{$match} > 0))',
        note: 'The oldest handshake of each host.',
      },
      {
        exporter: 'wireguard_exporter_mdlayher',
        kind: 'peer',
        entityLabel: 'public_key',
        query: 'max by (public_key) (time() - (wireguard_peer_last_handshake_seconds{$match} > 0))',
        note: 'The exporter of mdlayher; same meaning.',
      },
      {
        exporter: 'wireguard_exporter',
        kind: 'peer',
        entityLabel: 'peer',
        query:
          'label_join(max by (instance, friendly_name) (time() - (wireguard_latest_handshake_seconds{friendly_name!="",$match} > 0)), "peer", " → ", "instance", "friendly_name")',
        note: 'Every pair by itself, where the exporter knows the names of peers and they are those of the inventory.',
      },
    ],
  },
  {
    id: 'peer_throughput_bytes_per_second',
    title: 'Peer throughput',
    kinds: ['peer'],
    unit: 'bytes/s',
    dimension: 'bytesPerSecond',
    reduction: 'sum',
    feeds: [],
    aliases: ['peer_bytes_per_second'],
    patterns: ['^(?:peer|overlay|wireguard|wg)_(?:throughput|traffic)$'],
    queries: [
      {
        exporter: 'wireguard_exporter',
        kind: 'peer',
        entityLabel: 'peer',
        query:
          'label_join(sum by (instance, friendly_name) (rate(wireguard_sent_bytes_total{friendly_name!="",$match}[$window])), "peer", " → ", "instance", "friendly_name")',
        note: 'What a host sends to each peer; the other direction is the peer’s own series. Needs names of peers.',
      },
    ],
  },
];
