import { useMemo } from 'react';
import type { Overlay, OverlayPeer } from '../../../../shared/model/document.ts';
import { worstPeers } from '../../../../shared/view/peer-matrix.ts';
import { FieldNumber } from '../services/FieldNumber.tsx';
import { FigureTablePane, type FigureColumn } from '../services/FigureTablePane.tsx';

const FIGURES = [
  ['Loss', 'dropRatio', 'ratio', 'ratio'],
  ['Round trip', 'roundTripSeconds', 'seconds', 's'],
  ['Throughput', 'bytesPerSecond', 'bytesPerSecond', 'B/s'],
  ['Handshake age', 'handshakeAgeSeconds', 'seconds', 's'],
] as const;
const WORDS = new Set(['To']);

function columnsOf(region: string): readonly FigureColumn<OverlayPeer>[] {
  return [
    { title: 'From', csvTitle: 'From', value: ({ from }) => from, cell: ({ from }) => from },
    { title: 'To', csvTitle: 'To', value: ({ to }) => to, cell: ({ to }) => to },
    ...FIGURES.map(([title, key, unit, unitName]) => ({
      title,
      csvTitle: `${title} (${unitName})`,
      value: (peer: OverlayPeer) => peer[key],
      cell: (peer: OverlayPeer) => (
        <FieldNumber
          label={`${title}, ${peer.from} to ${peer.to}`}
          of={`overlays[${region}].peers[${peer.from} → ${peer.to}].${key}`}
          unit={unit}
          before={peer[key]}
        />
      ),
    })),
  ];
}

/** Tunnels one by one, those that lose most first. */
export function PeerTable({ overlay }: { readonly overlay: Overlay }) {
  const rows = useMemo(() => worstPeers(overlay.peers), [overlay]);
  const columns = useMemo(() => columnsOf(overlay.region), [overlay.region]);
  if (rows.length === 0) return null;
  return (
    <FigureTablePane
      title="Tunnels"
      note="those that lose most first"
      columns={columns}
      rows={rows}
      keyOf={({ from, to }) => `${from} ${to}`}
      words={WORDS}
      one="tunnel"
    />
  );
}
