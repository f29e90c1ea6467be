import { useMemo } from 'react';
import type { MeasuredPeers } from '../../../../shared/model/measured-peers.ts';
import type { ServicesAnswer } from '../../../../shared/ipc/services-channels.ts';
import type { Overlay } from '../../../../shared/model/document.ts';
import { formatChosenShare, formatPlain } from '../../../../shared/view/number-format.ts';
import { SpreadFigure } from '../../../app/figure/SpreadFigure.tsx';
import { NotYet } from '../../../components/EmptyState.tsx';
import { useView } from '../../../state/view-store.ts';
import { HistoryPane, NeverImported } from '../services/HistoryPane.tsx';
import { ServiceTab } from '../services/ServiceTab.tsx';
import { useLoadedServices } from '../services/use-services.ts';
import { MtuCheck } from './MtuCheck.tsx';
import { PeerLimit } from './PeerLimit.tsx';
import { PeerMatrixPane } from './PeerMatrixPane.tsx';
import { PeerTable } from './PeerTable.tsx';
import { usePeers } from './use-peers.ts';

function Handshakes({ peers, limit }: { readonly peers: MeasuredPeers; readonly limit: number }) {
  const values = peers.values.handshakeAgeSeconds;
  return (
    <section className="sv-pane" aria-label="Handshake age">
      <header>
        <h2>Handshake age</h2>
        <span className="note">how many tunnels, by the age of their newest handshake</span>
      </header>
      {values.every((value) => Number.isNaN(value)) ? (
        <NeverImported name="handshake_age_seconds" />
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
  const { answer: peers, failure, again } = usePeers(overlay.region);
  const lost = useMemo(() => {
    const already = new Set(services.before.down);
    return new Set((services.after?.down ?? []).filter((id) => !already.has(id)));
  }, [services]);
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
        {peers === null ? (
          <section className="sv-pane" aria-label="Tunnels" aria-busy={failure === null}>
            <NotYet
              inside
              wait="Reading the tunnels…"
              failed="The tunnels were not read."
              failure={failure}
              again={again}
            />
          </section>
        ) : (
          <PeerMatrixPane key={overlay.region} peers={peers} policy={policy} lost={lost} />
        )}
        <div>
          {peers === null ? null : <Handshakes peers={peers} limit={policy.overlayHandshakeAgeMaxSeconds} />}
          <PeerLimit region={overlay.region} />
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
            label: `at most ${formatChosenShare(policy.overlayPacketLossMaxRatio)}`,
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
      {peers === null ? null : <PeerTable peers={peers} lost={lost} />}
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
