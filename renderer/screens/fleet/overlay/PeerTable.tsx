import { useMemo } from 'react';
import type { PeerMeasure, MeasuredPeers } from '../../../../shared/model/measured-peers.ts';
import { PEER_UNITS, rankedTunnels, tunnelName, tunnelNode } from '../../../../shared/view/peer-matrix.ts';
import { FieldNumber } from '../services/FieldNumber.tsx';
import { FigureTablePane, type FigureColumn } from '../services/FigureTablePane.tsx';

const FIGURES: readonly (readonly [title: string, measure: PeerMeasure, unitName: string])[] = [
  ['Drops', 'dropRatio', 'ratio'],
  ['Throughput', 'bytesPerSecond', 'B/s'],
  ['Round trip', 'roundTripSeconds', 's'],
  ['Handshake age', 'handshakeAgeSeconds', 's'],
];
const WORDS = new Set(['To']);

function columnsOf(peers: MeasuredPeers, lost: ReadonlySet<string>): readonly FigureColumn<number>[] {
  const endCell = (side: 'from' | 'to') => (tunnel: number) => {
    const id = end(side)(tunnel);
    return (
      <>
        {id}
        {lost.has(id) ? <span className="scen strong"> lost</span> : null}
      </>
    );
  };
  const end = (side: 'from' | 'to') => (tunnel: number) => peers.ends[peers[side][tunnel] ?? 0] ?? '';
  const valueOf = (measure: PeerMeasure, tunnel: number): number | null => {
    const value = peers.values[measure][tunnel] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  return [
    { title: 'From', csvTitle: 'From', value: end('from'), cell: endCell('from') },
    { title: 'To', csvTitle: 'To', value: end('to'), cell: endCell('to') },
    ...FIGURES.map(([title, measure, unitName]) => ({
      title,
      csvTitle: `${title} (${unitName})`,
      value: (tunnel: number) => valueOf(measure, tunnel),
      cell: (tunnel: number) => (
        <FieldNumber
          label={`${title}, ${tunnelName(peers, tunnel)}`}
          of={tunnelNode(peers, measure, tunnel).source?.of ?? ''}
          unit={PEER_UNITS[measure]}
          before={valueOf(measure, tunnel)}
        />
      ),
    })),
  ];
}

/** Tunnels one by one with their drops and throughput, those that drop most first. */
export function PeerTable({
  peers,
  lost,
}: {
  readonly peers: MeasuredPeers;
  /** Ends the scenario takes away. */
  readonly lost: ReadonlySet<string>;
}) {
  const rows = useMemo(() => rankedTunnels(peers), [peers]);
  const columns = useMemo(() => columnsOf(peers, lost), [peers, lost]);
  if (rows.length === 0) return null;
  return (
    <FigureTablePane
      title="Tunnels"
      note="those that drop most first; each figure is the p95 of its newest day"
      columns={columns}
      rows={rows}
      keyOf={String}
      words={WORDS}
      one="tunnel"
    />
  );
}
