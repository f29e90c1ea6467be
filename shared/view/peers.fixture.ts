import type { MeasuredPeers } from '../model/measured-peers.ts';

/** Tests only: `a1`, `a2` of cluster a in racks r1, r2; `b1` of cluster b; round trips and drops as given. */
export function peersOf(
  tunnels: readonly (readonly [from: string, to: string, roundTrip: number, drops: number])[],
): MeasuredPeers {
  const ends = [...new Set(tunnels.flatMap(([from, to]) => [from, to]))].sort();
  const none = Float64Array.from(tunnels, () => Number.NaN);
  const days = Int32Array.from(tunnels, () => 20_000);
  const at = (end: string): number => ends.indexOf(end);
  return {
    ends,
    clusters: ends.map((end) => (end.startsWith('edge') ? null : (end[0] ?? ''))),
    failureDomains: ends.map((end) => (end === 'a1' ? 'r1' : end === 'a2' ? 'r2' : null)),
    from: Uint32Array.from(tunnels, ([from]) => at(from)),
    to: Uint32Array.from(tunnels, ([, to]) => at(to)),
    values: {
      roundTripSeconds: Float64Array.from(tunnels, (one) => one[2]),
      dropRatio: Float64Array.from(tunnels, (one) => one[3]),
      bytesPerSecond: none,
      handshakeAgeSeconds: none,
    },
    days: {
      roundTripSeconds: days,
      dropRatio: days.map(() => -1),
      bytesPerSecond: days,
      handshakeAgeSeconds: days,
    },
    unplaced: 0,
  };
}
