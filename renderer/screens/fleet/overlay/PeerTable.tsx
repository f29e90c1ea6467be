import { useState } from 'react';
import type { Overlay } from '../../../../shared/model/document.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { worstPeers } from '../../../../shared/view/peer-matrix.ts';
import { FieldNumber } from '../services/FieldNumber.tsx';

const FIRST = 10;
const COLUMNS = [
  ['Loss', 'dropRatio', 'ratio'],
  ['Round trip', 'roundTripSeconds', 'seconds'],
  ['Throughput', 'bytesPerSecond', 'bytesPerSecond'],
  ['Handshake age', 'handshakeAgeSeconds', 'seconds'],
] as const;

/** Tunnels one by one, those that lose most first. */
export function PeerTable({ overlay }: { readonly overlay: Overlay }) {
  const [showsAll, setShowsAll] = useState(false);
  const ranked = worstPeers(overlay.peers);
  const shown = showsAll ? ranked : ranked.slice(0, FIRST);
  if (ranked.length === 0) return null;
  return (
    <section className="sv-pane rule-top" aria-label="Tunnels">
      <header>
        <h2>Tunnels</h2>
        <span className="note">those that lose most first</span>
      </header>
      <table className="tbl">
        <thead>
          <tr>
            <th>From</th>
            <th>To</th>
            {COLUMNS.map(([title]) => (
              <th key={title} className="r">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((peer) => (
            <tr key={`${peer.from} ${peer.to}`}>
              <th scope="row" className="med">
                {peer.from}
              </th>
              <td>{peer.to}</td>
              {COLUMNS.map(([title, key, unit]) => (
                <td key={key} className="r">
                  <FieldNumber
                    label={`${title}, ${peer.from} to ${peer.to}`}
                    of={`overlays[${overlay.region}].peers[${peer.from} → ${peer.to}].${key}`}
                    unit={unit}
                    before={peer[key]}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {ranked.length > FIRST ? (
        <button type="button" className="linkish more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : counted(ranked.length - FIRST, 'more tunnel')}
        </button>
      ) : null}
    </section>
  );
}
