import type { OverlayPeer } from '../model/document.ts';

export type PeerMeasure = 'roundTripSeconds' | 'dropRatio';

export interface PeerCell {
  readonly from: string;
  readonly to: string;
  /** Places in `hosts`. */
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** Step of the sequential scale, 0 … 8. */
  readonly step: number;
}

export interface PeerMatrix {
  /** Hosts that have a measured tunnel, in id order, so that clusters stand together. */
  readonly hosts: readonly string[];
  readonly cells: readonly PeerCell[];
  /** Tunnels whose value was not measured. */
  readonly missing: number;
  readonly least: number | null;
  readonly most: number | null;
}

const PEER_STEPS = 9;

/** Host × host: the measured value of each tunnel on a scale from the least to the most. */
export function peerMatrix(peers: readonly OverlayPeer[], measure: PeerMeasure): PeerMatrix {
  const known = peers.flatMap((peer) => {
    const value = peer[measure];
    return value === null ? [] : [{ from: peer.from, to: peer.to, value }];
  });
  const hosts = [...new Set(known.flatMap(({ from, to }) => [from, to]))].sort();
  const places = new Map(hosts.map((host, index) => [host, index]));
  const values = known.map(({ value }) => value);
  const least = values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b), -Infinity);
  const range = (most ?? 0) - (least ?? 0);
  const cells = known
    .map(({ from, to, value }) => ({
      from,
      to,
      row: places.get(from) ?? 0,
      column: places.get(to) ?? 0,
      value,
      step:
        range > 0 ? Math.min(PEER_STEPS - 1, Math.floor(((value - (least ?? 0)) / range) * PEER_STEPS)) : 0,
    }))
    .sort((a, b) => a.row - b.row || a.column - b.column);
  return { hosts, cells, missing: peers.length - known.length, least, most };
}

/** Tunnels by how much they lose, then by how long they take; what is not measured last. */
export function worstPeers(peers: readonly OverlayPeer[]): readonly OverlayPeer[] {
  return [...peers].sort(
    (a, b) =>
      (b.dropRatio ?? -1) - (a.dropRatio ?? -1) ||
      (b.roundTripSeconds ?? -1) - (a.roundTripSeconds ?? -1) ||
      (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1),
  );
}
