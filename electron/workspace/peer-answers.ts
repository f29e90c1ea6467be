import { byCodeUnits } from '../../shared/model/model-index.ts';
import { knownEnd, peerEnds, peerName } from '../../shared/import/peer-name.ts';
import type { PeersAnswer } from '../../shared/ipc/peer-channels.ts';
import {
  PEER_MEASURES,
  PEER_METRICS,
  type MeasuredPeers,
  type PeerMeasure,
} from '../../shared/model/measured-peers.ts';
import type { Model } from '../../shared/model/document.ts';
import type { Workspace } from './workspace.ts';

interface Tunnel {
  readonly from: string;
  readonly to: string;
  readonly values: Partial<Record<PeerMeasure, number>>;
  readonly days: Partial<Record<PeerMeasure, number>>;
}

/** Hosts and edge nodes of the region, and of all regions: what another region measures is no stray. */
function endsOf(
  model: Model,
  region: string,
): { readonly own: ReadonlySet<string>; readonly all: ReadonlySet<string> } {
  const clusters = new Set(model.clusters.filter((one) => one.region === region).map(({ id }) => id));
  const own = [
    ...model.hosts.filter(({ cluster }) => clusters.has(cluster)),
    ...model.edgeNodes.filter((node) => node.region === region),
  ];
  return {
    own: new Set(own.map(({ id }) => id)),
    all: new Set([...model.hosts, ...model.edgeNodes].map(({ id }) => id)),
  };
}

/**
 * Tunnels of a region's overlay: per measure the newest day of the series whose name says both ends (of several series of one
 * pair, such as two interfaces, the larger value), else the inventory's figure.
 */
export function peersAnswer(workspace: Workspace, region: string): PeersAnswer {
  const model = workspace.model();
  const { own, all } = endsOf(model, region);
  const tunnels = new Map<string, Tunnel>();
  const tunnelOf = (from: string, to: string): Tunnel => {
    const key = peerName({ from, to });
    const known = tunnels.get(key) ?? { from, to, values: {}, days: {} };
    tunnels.set(key, known);
    return known;
  };
  let unplaced = 0;
  for (const measure of PEER_MEASURES) {
    for (const { entity, day, peak } of workspace.series.newestPeaks(PEER_METRICS[measure])) {
      const ends = peerEnds(entity);
      const [from, to] = ends === null ? [null, null] : [knownEnd(ends.from, all), knownEnd(ends.to, all)];
      if (from === null || to === null) {
        // Series of the overlay as a whole, and of single hosts, name no tunnel by design.
        if (ends !== null || !(entity.startsWith('region:') || all.has(entity))) unplaced += 1;
        continue;
      }
      if (!own.has(from) && !own.has(to)) continue;
      const { values, days } = tunnelOf(from, to);
      if (day === days[measure]) values[measure] = Math.max(values[measure] ?? peak, peak);
      else if (day > (days[measure] ?? -1)) [values[measure], days[measure]] = [peak, day];
    }
  }
  for (const peer of model.overlays.find((one) => one.region === region)?.peers ?? []) {
    const { values } = tunnelOf(peer.from, peer.to);
    for (const measure of PEER_MEASURES) if (peer[measure] !== null) values[measure] ??= peer[measure];
  }
  return { revision: workspace.revision, unplaced, ...columns(model, [...tunnels.values()]) };
}

function columns(model: Model, tunnels: readonly Tunnel[]): Omit<MeasuredPeers, 'unplaced'> {
  const ends = [...new Set(tunnels.flatMap(({ from, to }) => [from, to]))].sort();
  const hosts = new Map(model.hosts.map((host) => [host.id, host]));
  const places = new Map(ends.map((end, place) => [end, place]));
  const sorted = tunnels.toSorted((a, b) => byCodeUnits(a.from, b.from) || byCodeUnits(a.to, b.to));
  const of = <T>(value: (measure: PeerMeasure) => T): Record<PeerMeasure, T> => ({
    roundTripSeconds: value('roundTripSeconds'),
    dropRatio: value('dropRatio'),
    bytesPerSecond: value('bytesPerSecond'),
    handshakeAgeSeconds: value('handshakeAgeSeconds'),
  });
  return {
    ends,
    clusters: ends.map((end) => hosts.get(end)?.cluster ?? null),
    failureDomains: ends.map((end) => hosts.get(end)?.failureDomain ?? null),
    from: Uint32Array.from(sorted, ({ from }) => places.get(from) ?? 0),
    to: Uint32Array.from(sorted, ({ to }) => places.get(to) ?? 0),
    values: of((measure) => Float64Array.from(sorted, ({ values }) => values[measure] ?? Number.NaN)),
    days: of((measure) => Int32Array.from(sorted, ({ days }) => days[measure] ?? -1)),
  };
}
