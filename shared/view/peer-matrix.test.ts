import { describe, expect, it } from 'vitest';
import type { OverlayPeer, StoragePool } from '../model/document.ts';
import { peerMatrix, worstPeers } from './peer-matrix.ts';
import { copyOnWrite, thinRatio } from './snapshot-cost.ts';

const peer = (
  from: string,
  to: string,
  roundTripSeconds: number | null,
  dropRatio: number | null,
): OverlayPeer => ({
  from,
  to,
  roundTripSeconds,
  dropRatio,
  bytesPerSecond: null,
  handshakeAgeSeconds: null,
});
const peers = [peer('b', 'a', 0.001, 0.2), peer('a', 'c', 0.01, null), peer('c', 'b', null, 0)];

describe('peerMatrix', () => {
  it('places each measured tunnel, scales from least to most, and counts what was not measured', () => {
    const matrix = peerMatrix(peers, 'roundTripSeconds');
    expect(matrix.hosts).toEqual(['a', 'b', 'c']);
    expect(matrix.cells.map(({ row, column, step }) => [row, column, step])).toEqual([
      [0, 2, 8],
      [1, 0, 0],
    ]);
    expect([matrix.missing, matrix.least, matrix.most]).toEqual([1, 0.001, 0.01]);
    expect(peerMatrix([], 'dropRatio')).toEqual({
      hosts: [],
      cells: [],
      missing: 0,
      least: null,
      most: null,
    });
  });

  it('ranks tunnels by loss, those without a figure last', () => {
    expect(worstPeers(peers).map(({ from }) => from)).toEqual(['b', 'c', 'a']);
  });
});

describe('what snapshots cost', () => {
  const pool = (volumes: readonly Partial<StoragePool['volumes'][number]>[]): StoragePool =>
    ({ id: 'p', snapshotUsedBytes: 900, volumes }) as unknown as StoragePool;
  const volume = { allocatedBytes: 200, usedBytes: 100, changedBytesPerDay: 30, snapshotRetentionDays: 10 };

  it('divides what snapshots hold by what changed within the retention', () => {
    expect(copyOnWrite(pool([volume, { ...volume, snapshotRetentionDays: 5 }])).value).toBe(2);
    expect(thinRatio(pool([volume, volume])).value).toBe(2);
  });

  it('is not measured while a volume lacks a figure, or there is none', () => {
    expect(copyOnWrite(pool([volume, { ...volume, changedBytesPerDay: null }])).value).toBeNull();
    expect(thinRatio(pool([])).value).toBeNull();
  });
});
