import { describe, expect, it } from 'vitest';
import {
  fittingGrouping,
  peerCellNode,
  peerMatrix,
  rankedTunnels,
  tunnelNode,
  type PeerQuestion,
} from './peer-matrix.ts';
import { peersOf } from './peers.fixture.ts';
import { NO_CELL } from './matrix-layout.ts';

const peers = peersOf([
  ['a1', 'a2', 0.001, 0],
  ['a2', 'a1', 0.002, 0.02],
  ['a1', 'b1', 0.01, 0.001],
  ['a2', 'b1', 0.004, Number.NaN],
  ['edge-1', 'b1', Number.NaN, 0.003],
]);
const ask = (part: Partial<PeerQuestion>): PeerQuestion => ({
  measure: 'roundTripSeconds',
  grouping: 'end',
  reduction: 'worst',
  within: null,
  limit: null,
  ...part,
});

describe('peerMatrix', () => {
  it('places each measured tunnel, scales from least to most, and leaves a host to itself out', () => {
    const matrix = peerMatrix(peers, ask({}));
    expect(matrix.rows).toEqual(['a1', 'a2', 'b1', 'edge-1']);
    expect([...matrix.steps]).toEqual(
      [
        [NO_CELL, 1, 9, 0],
        [2, NO_CELL, 4, 0],
        [0, 0, NO_CELL, 0],
        [0, 0, 0, NO_CELL],
      ].flat(),
    );
    expect([matrix.measured, matrix.least, matrix.most]).toEqual([4, 0.001, 0.01]);
  });

  it('puts tunnels of groups together by the worst or the p95, and says which they are', () => {
    const worst = peerMatrix(peers, ask({ grouping: 'cluster' }));
    expect(worst.rows).toEqual(['a', 'b', 'edge']);
    expect([...worst.values]).toEqual([0.002, 0.01, NaN, NaN, NaN, NaN, NaN, NaN, NaN]);
    expect(peerCellNode(peers, worst, ask({}), 1)).toMatchObject({
      value: 0.01,
      formula: 'maximum of inputs',
    });
    const p95 = peerMatrix(peers, ask({ grouping: 'cluster', reduction: 'p95' }));
    expect(p95.values[0]).toBeCloseTo(0.00195, 12);
    expect(peerCellNode(peers, p95, ask({ reduction: 'p95' }), 0)?.value).toBe(p95.values[0]);
    expect(peerMatrix(peers, ask({ grouping: 'failureDomain' })).rows).toEqual([
      'b, no failure domain',
      'edge',
      'r1',
      'r2',
    ]);
  });

  it('shows the hosts of two groups, and marks what is beyond the limit', () => {
    const matrix = peerMatrix(
      peers,
      ask({ measure: 'dropRatio', within: { by: 'cluster', from: 'a', to: 'a' }, limit: 0.01 }),
    );
    expect([matrix.rows, matrix.columns]).toEqual([
      ['a1', 'a2'],
      ['a1', 'a2'],
    ]);
    expect([...matrix.missed]).toEqual([0, 0, 1, 0]);
    expect(peerMatrix(peers, ask({ measure: 'bytesPerSecond' })).most).toBeNull();
  });

  it('collapses what is too large to read host by host', () => {
    expect(fittingGrouping(peers)).toBe('end');
    const many = peersOf(Array.from({ length: 60 }, (_, i) => [`a${100 + i}`, `b${100 + i}`, 1, 0] as const));
    expect(fittingGrouping(many)).toBe('failureDomain');
  });

  it('names a tunnel’s series and day, or the inventory’s field', () => {
    expect(tunnelNode(peers, 'roundTripSeconds', 0).source?.of).toBe(
      'series a1 → a2 peer_round_trip_seconds: p95 of 2024-10-04',
    );
    expect(tunnelNode(peers, 'dropRatio', 1).source?.of).toBe('overlays.peers[a2 → a1].dropRatio');
    expect(tunnelNode(peers, 'dropRatio', 3)).toMatchObject({
      value: null,
      source: { origin: 'not measured' },
    });
  });

  it('ranks tunnels by what they drop, those without a figure last', () => {
    expect(rankedTunnels(peers)).toEqual([1, 4, 2, 0, 3]);
  });
});
