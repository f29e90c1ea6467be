import type { Host, Model, Overlay, OverlayPeer } from '../model/document.ts';
import { HOUR_SECONDS } from '../units.ts';
import { peerName } from './peer-name.ts';
import { seedOf, uniform, type SampleSeries } from './sample-shape.ts';

const FOUR_HOURS = 4 * HOUR_SECONDS;
/** Each host probes every other host of its cluster, and so many of each other cluster: a full mesh would be most of the sample. */
const PROBED_ELSEWHERE = 1;
const PEER_SEED = 7_411;

type Figures = Pick<OverlayPeer, 'roundTripSeconds' | 'dropRatio' | 'bytesPerSecond' | 'handshakeAgeSeconds'>;

/** What the history of each measure looks like. */
const SHAPES = [
  ['peer_round_trip_seconds', 'roundTripSeconds', { noise: 0.08, digits: 6, limit: Infinity }],
  ['peer_drop_ratio', 'dropRatio', { noise: 0.2, digits: 6, limit: 1 }],
  ['peer_throughput_bytes_per_second', 'bytesPerSecond', { noise: 0.1, digits: 0, limit: Infinity }],
  ['handshake_age_seconds', 'handshakeAgeSeconds', { noise: 0.1, digits: 0, limit: Infinity }],
] as const;

/** Hosts by cluster, those that answer a probe. */
function hostsByCluster(model: Model, region: string): readonly (readonly Host[])[] {
  return model.clusters
    .filter((cluster) => cluster.region === region)
    .map(({ id }) => model.hosts.filter((host) => host.cluster === id && host.state !== 'down'));
}

/** Every pair of hosts whose tunnel is probed, sources in order. */
function probedPairs(model: Model, region: string): readonly (readonly [Host, Host])[] {
  const clusters = hostsByCluster(model, region);
  return clusters.flatMap((own) =>
    own.flatMap((from, place) =>
      clusters.flatMap((other) => {
        if (other === own) return own.filter((to) => to !== from).map((to) => [from, to] as const);
        return Array.from({ length: Math.min(PROBED_ELSEWHERE, other.length) }, (_, step) => {
          const to = other[(place + step) % other.length];
          return to === undefined ? [] : [[from, to] as const];
        }).flat();
      }),
    ),
  );
}

/** A quieter tunnel inside a rack, a longer way to another cluster; the sample's bad network card loses on all its tunnels. */
function figuresOf(from: Host, to: Host): Figures {
  const random = uniform(seedOf(PEER_SEED, peerName({ from: from.id, to: to.id })));
  const rack = from.cluster === to.cluster && from.failureDomain === to.failureDomain;
  const base = rack ? 0.00022 : from.cluster === to.cluster ? 0.00045 : 0.0011;
  const host = Math.max(from.used.packetLossRatio ?? 0, to.used.packetLossRatio ?? 0);
  return {
    roundTripSeconds: Math.round(base * (0.8 + 0.4 * random()) * 1e6) / 1e6,
    dropRatio: Math.round((host + 0.0003 * random()) * 1e6) / 1e6,
    bytesPerSecond: Math.round(2e5 * 10 ** (2 * random())),
    handshakeAgeSeconds: Math.round(5 + 115 * random()),
  };
}

/**
 * Measured tunnels of a region's overlay: the last day, every four hours. Where the inventory has the tunnel the series ends at
 * what stands there; the others are made from where both hosts stand.
 */
export function* peerSeries(model: Model, overlay: Overlay): Generator<SampleSeries, void, undefined> {
  const written = new Map(overlay.peers.map((peer) => [peerName(peer), peer]));
  for (const [from, to] of probedPairs(model, overlay.region)) {
    const entity = peerName({ from: from.id, to: to.id });
    const figures: Figures = written.get(entity) ?? figuresOf(from, to);
    for (const [metric, key, shape] of SHAPES) {
      const last = figures[key];
      if (last === null) continue;
      const still = { growth: 0, rhythm: null, quantum: 0, disturbances: [] };
      yield { entity, metric, last, stepSeconds: FOUR_HOURS, lastDays: 1, ...still, ...shape };
    }
  }
}
