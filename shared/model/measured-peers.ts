/** What is measured on a tunnel; `NaN` where it was not. Seconds, ratio, bytes per second, seconds. */
export const PEER_MEASURES = [
  'roundTripSeconds',
  'dropRatio',
  'bytesPerSecond',
  'handshakeAgeSeconds',
] as const;
export type PeerMeasure = (typeof PEER_MEASURES)[number];

/** The canonical metric of each measure. */
export const PEER_METRICS: Readonly<Record<PeerMeasure, string>> = {
  roundTripSeconds: 'peer_round_trip_seconds',
  dropRatio: 'peer_drop_ratio',
  bytesPerSecond: 'peer_throughput_bytes_per_second',
  handshakeAgeSeconds: 'handshake_age_seconds',
};

/**
 * Measured tunnels of a region's overlay, columns side by side: the p95 of the last UTC day its series has a sample of; without
 * a series, what the inventory says.
 */
export interface MeasuredPeers {
  /** Hosts and edge nodes that are an end of a measured tunnel, in id order; `from` and `to` are places in here. */
  readonly ends: readonly string[];
  /** Of each end: its cluster and failure domain; `null` for an edge node, and where none is given. */
  readonly clusters: readonly (string | null)[];
  readonly failureDomains: readonly (string | null)[];
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly values: Readonly<Record<PeerMeasure, Float64Array>>;
  /** Day (since the epoch) the value is of; −1: from the inventory or not measured. */
  readonly days: Readonly<Record<PeerMeasure, Int32Array>>;
  /** Series of these metrics that name no two ends, and those whose ends the inventory does not know. */
  readonly unplaced: number;
}
