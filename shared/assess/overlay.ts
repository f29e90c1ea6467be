import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { Overlay, OverlayPeer } from '../model/document.ts';
import { byCodeUnits } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import type { Unit } from '../units.ts';
import { fact, measured } from './leaves.ts';
import { nodeRow } from './node-row.ts';
import { peerLimitNode, peersNode } from './overlay-peers.ts';
import { scopeId, type ConstraintRow, type Context } from './row.ts';

/** WireGuard over IPv6 and UDP adds 80 bytes to every packet. */
const TUNNEL_OVERHEAD_BYTES = 80;
/** An active WireGuard peer makes a new handshake every 120 seconds. */
const REKEY_SECONDS = 120;

const overlayScopes = ({ model }: Context): readonly string[] =>
  model.overlays.map((overlay) => `region:${overlay.region}`).sort();

const overlayOf = (context: Context, scope: string): Overlay | undefined =>
  context.model.overlays.find((overlay) => overlay.region === scopeId(scope));

const field = (scope: string, name: string): string => `overlays[${scopeId(scope)}].${name}`;

const peersRow = nodeRow({
  domain: 'overlay',
  resource: 'peers',
  scopes: overlayScopes,
  derive(context, scope) {
    const limit = overlayOf(context, scope)?.maxPeersPerHost ?? null;
    const demand = peersNode(context.model, scopeId(scope));
    return {
      unit: 'count',
      capacity: peerLimitNode(context.model, scopeId(scope)),
      demand,
      target: limit === null ? null : { on: 'demand', op: '<=', value: limit },
    };
  },
});

/** p95 of the peers' values where any are given (type 7, as every quantile), shown between its two order statistics. */
function peerQuantile(
  label: string,
  peers: readonly OverlayPeer[],
  name: 'dropRatio' | 'handshakeAgeSeconds',
  unit: Unit,
  scope: string,
): ExplainNode | null {
  const given = peers.filter((peer) => peer[name] !== null);
  given.sort(
    (a, b) => (a[name] ?? 0) - (b[name] ?? 0) || byCodeUnits(`${a.from}>${a.to}`, `${b.from}>${b.to}`),
  );
  if (given.length === 0) return null;
  const rank = 0.95 * (given.length - 1);
  const below = Math.floor(rank);
  const peerNode = (peer: OverlayPeer | undefined) =>
    measured(
      `${peer?.from ?? ''} → ${peer?.to ?? ''}`,
      peer?.[name] ?? null,
      unit,
      field(scope, `peers.${name}`),
    );
  return derived(`${label}: p95 of ${given.length} peers`, unit, 'a + c × (b − a)', [
    peerNode(given[below]),
    peerNode(given[Math.min(below + 1, given.length - 1)]),
    leaf('share of the way at rank 0.95 × (n − 1)', rank - below, 'ratio', {
      origin: 'computed',
      of: 'rank',
    }),
  ]);
}

function healthRow(
  resource: 'loss' | 'handshakeAge',
  label: string,
  unit: Unit,
  peerField: 'dropRatio' | 'handshakeAgeSeconds',
  wholeField: 'packetLossRatio' | 'handshakeAgeSecondsP95',
  limit: (policy: Policy) => number,
): ConstraintRow {
  return nodeRow({
    domain: 'overlay',
    resource,
    scopes: overlayScopes,
    derive(context, scope) {
      const overlay = overlayOf(context, scope);
      const demand =
        peerQuantile(label, overlay?.peers ?? [], peerField, unit, scope) ??
        measured(label, overlay?.[wholeField] ?? null, unit, field(scope, wholeField));
      return { unit, demand, used: demand, target: { on: 'demand', op: '<=', value: limit(context.policy) } };
    },
  });
}

/** Overlay MTU: at most `pathMtuBytes` − 80, the headers of WireGuard over IPv6; bytes (MODEL.md section 4). */
const mtuRow = nodeRow({
  domain: 'overlay',
  resource: 'mtu',
  scopes: overlayScopes,
  derive(context, scope) {
    const overlay = overlayOf(context, scope);
    const capacity = derived('What a tunnelled packet may have', 'bytes', 'a − b', [
      measured('path MTU', overlay?.pathMtuBytes ?? null, 'bytes', field(scope, 'pathMtuBytes')),
      fact('tunnel headers', TUNNEL_OVERHEAD_BYTES, 'bytes', 'WireGuard over IPv6'),
    ]);
    const limit = typeof capacity.value === 'number' ? capacity.value : null;
    return {
      unit: 'bytes',
      capacity,
      demand: measured('Overlay MTU', overlay?.mtuBytes ?? null, 'bytes', field(scope, 'mtuBytes')),
      target: limit === null ? null : { on: 'demand', op: '<=', value: limit },
    };
  },
});

/** Handshakes per host: peers ÷ 120 per second, since WireGuard rekeys every 120 seconds (MODEL.md section 4). No target. */
const handshakesRow = nodeRow({
  domain: 'overlay',
  resource: 'handshakes',
  scopes: overlayScopes,
  derive: (context, scope) => ({
    unit: 'perSecond',
    demand: derived('Handshakes per host', 'perSecond', 'a ÷ b', [
      peersNode(context.model, scopeId(scope)),
      fact('rekey interval', REKEY_SECONDS, 'seconds', 'WireGuard'),
    ]),
    target: null,
  }),
});

/** A keepalive of 0 seconds is off: none are sent. */
const keepalivesRow = nodeRow({
  domain: 'overlay',
  resource: 'keepalives',
  scopes: overlayScopes,
  derive(context, scope) {
    const interval = overlayOf(context, scope)?.keepaliveSeconds ?? null;
    const every = measured('keepalive interval', interval, 'seconds', field(scope, 'keepaliveSeconds'));
    return {
      unit: 'perSecond',
      demand:
        interval === 0
          ? derived('Keepalives per host: off', 'perSecond', 'same as input', [every])
          : derived('Keepalives per host', 'perSecond', 'a ÷ b', [
              peersNode(context.model, scopeId(scope)),
              every,
            ]),
      target: null,
    };
  },
});

export const OVERLAY_ROWS: readonly ConstraintRow[] = [
  peersRow,
  healthRow(
    'loss',
    'Packet loss',
    'ratio',
    'dropRatio',
    'packetLossRatio',
    (p) => p.overlayPacketLossMaxRatio,
  ),
  healthRow(
    'handshakeAge',
    'Handshake age',
    'seconds',
    'handshakeAgeSeconds',
    'handshakeAgeSecondsP95',
    (p) => p.overlayHandshakeAgeMaxSeconds,
  ),
  mtuRow,
  handshakesRow,
  keepalivesRow,
];
