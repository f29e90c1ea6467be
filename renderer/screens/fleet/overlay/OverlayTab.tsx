import { useMemo, useState } from 'react';
import type { ServicesAnswer } from '../../../../shared/ipc/services-channels.ts';
import type { Overlay } from '../../../../shared/model/document.ts';
import { formatPercent, formatPlain } from '../../../../shared/view/number-format.ts';
import { peerMatrix, type PeerMeasure } from '../../../../shared/view/peer-matrix.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { SpreadFigure } from '../../../app/figure/SpreadFigure.tsx';
import { PeerMatrixChart } from '../../../charts/PeerMatrixChart.tsx';
import { useView } from '../../../state/view-store.ts';
import { HistoryPane, NeverImported } from '../services/HistoryPane.tsx';
import { ServiceTab } from '../services/ServiceTab.tsx';
import { useLoadedServices } from '../services/use-services.ts';
import { MtuCheck } from './MtuCheck.tsx';
import { PeerTable } from './PeerTable.tsx';

const MEASURES: readonly { readonly key: PeerMeasure; readonly title: string; readonly metric: string }[] = [
  { key: 'roundTripSeconds', title: 'Round trip', metric: 'peer_round_trip_seconds' },
  { key: 'dropRatio', title: 'Loss', metric: 'peer_drop_ratio' },
];

function Matrix({ overlay, lossLimit }: { readonly overlay: Overlay; readonly lossLimit: number }) {
  const [measure, setMeasure] = useState<PeerMeasure>('roundTripSeconds');
  const matrix = useMemo(() => peerMatrix(overlay.peers, measure), [overlay, measure]);
  const text = (value: number): string =>
    measure === 'dropRatio' ? formatPercent(value, 3) : quantityText(value, 'seconds');
  const chosen = MEASURES.find(({ key }) => key === measure);
  return (
    <section className="sv-pane" aria-label="Host to host">
      <header>
        <h2>Host to host</h2>
        <span className="note">
          {matrix.least === null || matrix.most === null
            ? ''
            : `from rows to columns; ${matrix.cells.length} measured tunnels, ${text(matrix.least)} – ${text(matrix.most)}`}
        </span>
      </header>
      <div className="seg" role="group" aria-label="What is drawn">
        {MEASURES.map(({ key, title }) => (
          <button
            key={key}
            type="button"
            className={key === measure ? 'on' : ''}
            aria-pressed={key === measure}
            onClick={() => setMeasure(key)}
          >
            {title}
          </button>
        ))}
      </div>
      {matrix.cells.length === 0 ? (
        <NeverImported what={chosen?.title ?? ''} metric={chosen?.metric ?? ''} />
      ) : (
        <PeerMatrixChart
          label={`${chosen?.title ?? ''} from host (rows) to host (columns)`}
          matrix={matrix}
          text={text}
          limit={measure === 'dropRatio' ? lossLimit : null}
        />
      )}
    </section>
  );
}

function Handshakes({ overlay, limit }: { readonly overlay: Overlay; readonly limit: number }) {
  const values = useMemo(
    () => Float64Array.from(overlay.peers, ({ handshakeAgeSeconds }) => handshakeAgeSeconds ?? Number.NaN),
    [overlay],
  );
  return (
    <section className="sv-pane" aria-label="Handshake age">
      <header>
        <h2>Handshake age</h2>
        <span className="note">how many tunnels, by the age of their newest handshake</span>
      </header>
      {values.every((value) => Number.isNaN(value)) ? (
        <NeverImported what="Handshake age per tunnel" metric="handshake_age_seconds" />
      ) : (
        <div className="sv-chart">
          <SpreadFigure
            label="Handshake age of the measured tunnels"
            unit="seconds"
            values={values}
            after={null}
            one="tunnel"
            form="histogram"
            limit={{ value: limit, label: `at most ${formatPlain(limit)} s` }}
          />
        </div>
      )}
    </section>
  );
}

function Panes({ overlay, services }: { readonly overlay: Overlay; readonly services: ServicesAnswer }) {
  const { policy } = services.before;
  const after = services.after?.overlays.find(({ region }) => region === overlay.region) ?? null;
  const entity = `region:${overlay.region}`;
  const drawn = useMemo(() => {
    const of = (value: (one: Overlay) => number | null) => [
      {
        entity,
        name: overlay.region,
        before: value(overlay),
        ...(after === null ? {} : { after: value(after) }),
      },
    ];
    return {
      loss: of(({ packetLossRatio }) => packetLossRatio),
      age: of(({ handshakeAgeSecondsP95 }) => handshakeAgeSecondsP95),
      trip: of(({ roundTripSecondsP95 }) => roundTripSecondsP95),
    };
  }, [entity, overlay, after]);
  return (
    <>
      <div className="sv-two">
        <Matrix overlay={overlay} lossLimit={policy.overlayPacketLossMaxRatio} />
        <div>
          <Handshakes overlay={overlay} limit={policy.overlayHandshakeAgeMaxSeconds} />
          <MtuCheck before={overlay} after={after} />
        </div>
      </div>
      <div className="sv-grid">
        <HistoryPane
          title="Packet loss"
          note="of the region’s overlay"
          metric="packet_loss_ratio"
          unit="ratio"
          entities={drawn.loss}
          target={{
            value: policy.overlayPacketLossMaxRatio,
            label: `at most ${formatPercent(policy.overlayPacketLossMaxRatio, 0)}`,
            missedAbove: true,
          }}
        />
        <HistoryPane
          title="Handshake age, p95"
          note="of the region’s overlay"
          metric="handshake_age_seconds"
          unit="seconds"
          entities={drawn.age}
          target={{
            value: policy.overlayHandshakeAgeMaxSeconds,
            label: `at most ${formatPlain(policy.overlayHandshakeAgeMaxSeconds)} s`,
            missedAbove: true,
          }}
        />
        <HistoryPane
          title="Round trip, p95"
          note="of the region’s overlay"
          metric="peer_round_trip_seconds"
          unit="seconds"
          entities={drawn.trip}
        />
      </div>
      <PeerTable overlay={overlay} />
    </>
  );
}

/** The WireGuard overlay of the region: who reaches whom, how fresh the handshakes are, whether packets fit. */
export function OverlayTab() {
  const region = useView((state) => state.region);
  const services = useLoadedServices();
  const overlay = services?.before.overlays.find((one) => one.region === region) ?? null;
  return (
    <ServiceTab domain="overlay" name="Overlay" file="overlays.csv">
      {services === null || overlay === null ? null : <Panes overlay={overlay} services={services} />}
    </ServiceTab>
  );
}
