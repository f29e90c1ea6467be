import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { GROUP_SIZE } from '../explain/grouping.ts';
import { PEER_METRICS, type PeerMeasure, type MeasuredPeers } from '../model/measured-peers.ts';
import { dayName } from '../history/calendar.ts';
import type { Unit } from '../units.ts';
import { NO_CELL } from './matrix-layout.ts';

export type PeerGrouping = 'end' | 'failureDomain' | 'cluster';
/** How many tunnels between two groups become one figure. */
export type PeerReduction = 'worst' | 'p95';

export const PEER_UNITS: Readonly<Record<PeerMeasure, Unit>> = {
  roundTripSeconds: 'seconds',
  dropRatio: 'ratio',
  bytesPerSecond: 'bytesPerSecond',
  handshakeAgeSeconds: 'seconds',
};

export interface PeerQuestion {
  readonly measure: PeerMeasure;
  readonly grouping: PeerGrouping;
  readonly reduction: PeerReduction;
  /** Only the tunnels from the first group to the second, by their clusters or failure domains. */
  readonly within: {
    readonly by: Exclude<PeerGrouping, 'end'>;
    readonly from: string;
    readonly to: string;
  } | null;
  /** Above it a figure misses its target; `null`: there is none. */
  readonly limit: number | null;
}

export interface PeerMatrix {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By cell, row by row: 1 … 9, 0 = not measured, `NO_CELL` = no such pair. */
  readonly steps: Uint8Array;
  readonly missed: Uint8Array;
  /** `NaN` where not measured. */
  readonly values: Float64Array;
  /** Measured tunnels of each cell, places in the answer, largest value first. */
  readonly tunnels: readonly (readonly number[])[];
  readonly measured: number;
  readonly least: number | null;
  readonly most: number | null;
}

const STEPS = 9;
/** More rows than this are hard to read one by one: then groups come first. */
const MOST_ENDS = 40;

/** The group of an end: itself, its rack, its cluster. Edge nodes and hosts without one stand together. */
function peerGroup(peers: MeasuredPeers, grouping: PeerGrouping, end: number): string {
  if (grouping === 'end') return peers.ends[end] ?? '';
  const cluster = peers.clusters[end] ?? null;
  if (grouping === 'cluster') return cluster ?? 'edge';
  return peers.failureDomains[end] ?? (cluster === null ? 'edge' : `${cluster}, no failure domain`);
}

/** The finest grouping that is read at a glance. */
export function fittingGrouping(peers: MeasuredPeers): PeerGrouping {
  if (peers.ends.length <= MOST_ENDS) return 'end';
  const racks = new Set(peers.ends.map((_, end) => peerGroup(peers, 'failureDomain', end)));
  return racks.size <= MOST_ENDS ? 'failureDomain' : 'cluster';
}

/** p95 of values that fall: type 7, between the two order statistics around rank 0.95 × (n − 1). */
function p95Place(count: number): { readonly below: number; readonly above: number; readonly share: number } {
  const rank = 0.95 * (count - 1);
  const below = Math.floor(rank);
  return { below: count - 1 - below, above: Math.max(0, count - 2 - below), share: rank - below };
}

function reduced(falling: readonly number[], reduction: PeerReduction): number {
  if (falling.length === 0) return Number.NaN;
  if (reduction === 'worst') return falling[0] ?? Number.NaN;
  const { below, above, share } = p95Place(falling.length);
  const [a, b] = [falling[below] ?? 0, falling[above] ?? 0];
  return a + share * (b - a);
}

/** Host × host, or group × group: the figure of each pair on a scale from the least to the most. */
export function peerMatrix(peers: MeasuredPeers, question: PeerQuestion): PeerMatrix {
  const { measure, grouping, reduction, within, limit } = question;
  const values = peers.values[measure];
  const groups = peers.ends.map((_, end) => peerGroup(peers, grouping, end));
  const isSide = (end: number, side: 'from' | 'to'): boolean =>
    within === null || peerGroup(peers, within.by, end) === within[side];
  const names = (side: 'from' | 'to'): string[] =>
    [...new Set(groups.filter((_, end) => isSide(end, side)))].sort();
  const [rows, columns] = [names('from'), names('to')];
  const [rowOf, columnOf] = [placesOf(rows), placesOf(columns)];
  const tunnels: number[][] = Array.from({ length: rows.length * columns.length }, () => []);
  let measured = 0;
  for (let tunnel = 0; tunnel < peers.from.length; tunnel += 1) {
    const [from, to] = [peers.from[tunnel] ?? 0, peers.to[tunnel] ?? 0];
    if (!isSide(from, 'from') || !isSide(to, 'to') || Number.isNaN(values[tunnel])) continue;
    const row = rowOf.get(groups[from] ?? '') ?? 0;
    tunnels[row * columns.length + (columnOf.get(groups[to] ?? '') ?? 0)]?.push(tunnel);
    measured += 1;
  }
  const cells = Float64Array.from(tunnels, (list) => {
    list.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
    return reduced(
      list.map((tunnel) => values[tunnel] ?? 0),
      reduction,
    );
  });
  const known = cells.filter((value) => !Number.isNaN(value));
  const least = known.reduce((a, b) => Math.min(a, b), Infinity);
  const most = known.reduce((a, b) => Math.max(a, b), -Infinity);
  const stepOf = (value: number): number =>
    Number.isNaN(value)
      ? 0
      : most > least
        ? 1 + Math.min(STEPS - 1, Math.floor(((value - least) / (most - least)) * STEPS))
        : 1;
  const isSelf = (cell: number): boolean =>
    grouping === 'end' && rows[Math.floor(cell / columns.length)] === columns[cell % columns.length];
  return {
    rows,
    columns,
    steps: Uint8Array.from(cells, (value, cell) => (isSelf(cell) ? NO_CELL : stepOf(value))),
    missed: Uint8Array.from(cells, (value) => (limit !== null && value > limit ? 1 : 0)),
    values: cells,
    tunnels,
    measured,
    least: known.length === 0 ? null : least,
    most: known.length === 0 ? null : most,
  };
}

function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, place) => [name, place]));
}

/** `euw-a-01 → euw-a-02` */
export function tunnelName(peers: MeasuredPeers, tunnel: number): string {
  return `${peers.ends[peers.from[tunnel] ?? 0] ?? ''} → ${peers.ends[peers.to[tunnel] ?? 0] ?? ''}`;
}

/** One tunnel's figure as it was measured: the p95 of its newest day, or what the inventory says. */
export function tunnelNode(peers: MeasuredPeers, measure: PeerMeasure, tunnel: number): ExplainNode {
  const name = tunnelName(peers, tunnel);
  const day = peers.days[measure][tunnel] ?? -1;
  const value = peers.values[measure][tunnel] ?? Number.NaN;
  const of =
    day < 0
      ? `overlays.peers[${name}].${measure}`
      : `series ${name} ${PEER_METRICS[measure]}: p95 of ${dayName(day)}`;
  return leaf(name, Number.isNaN(value) ? null : value, PEER_UNITS[measure], { origin: 'measured', of });
}

/** Why a cell is what it is: its one tunnel, or the tunnels its worst or p95 comes from. */
export function peerCellNode(
  peers: MeasuredPeers,
  matrix: PeerMatrix,
  { measure, reduction }: Pick<PeerQuestion, 'measure' | 'reduction'>,
  cell: number,
): ExplainNode | null {
  const tunnels = matrix.tunnels[cell] ?? [];
  const [first] = tunnels;
  if (first === undefined) return null;
  const nodeOf = (tunnel: number): ExplainNode => tunnelNode(peers, measure, tunnel);
  if (tunnels.length === 1) return nodeOf(first);
  const unit = PEER_UNITS[measure];
  if (reduction === 'worst')
    return derived(
      `worst of ${tunnels.length} tunnels`,
      unit,
      'maximum of inputs',
      tunnels.slice(0, GROUP_SIZE).map(nodeOf),
    );
  const { below, above, share } = p95Place(tunnels.length);
  return derived(`p95 of ${tunnels.length} tunnels`, unit, 'a + c × (b − a)', [
    nodeOf(tunnels[below] ?? first),
    nodeOf(tunnels[above] ?? first),
    leaf('share of the way at rank 0.95 × (n − 1)', share, 'ratio', { origin: 'computed', of: 'rank' }),
  ]);
}

/** Tunnels that drop most first, then those that take longest; what is not measured last. */
export function rankedTunnels({ from, values }: MeasuredPeers): readonly number[] {
  const known = (measure: PeerMeasure, tunnel: number): number => {
    const value = values[measure][tunnel] ?? Number.NaN;
    return Number.isNaN(value) ? -1 : value;
  };
  return Array.from(from, (_, tunnel) => tunnel).sort(
    (a, b) =>
      known('dropRatio', b) - known('dropRatio', a) ||
      known('roundTripSeconds', b) - known('roundTripSeconds', a) ||
      a - b,
  );
}
