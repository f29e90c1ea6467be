import { describe, expect, it } from 'vitest';
import { recompute } from '../explain/recompute.ts';
import type { StoragePool, Volume } from '../model/document.ts';
import {
  changedInRetention,
  copyOnWrite,
  costliestVolumes,
  numberOfNode,
  thinRatio,
  volumeThinRatio,
} from './snapshot-cost.ts';

const volume = (id: string, more: Partial<Volume>): Volume => ({
  id,
  customer: null,
  allocatedBytes: 100,
  usedBytes: 40,
  host: null,
  changedBytesPerDay: 3,
  snapshotRetentionDays: 7,
  ...more,
});

describe('cost of a volume', () => {
  it('is what it changes in a day × the days kept, and recomputes', () => {
    const node = changedInRetention('pool', volume('v', {}));
    expect(node.value).toBe(21);
    expect(recompute(node)).toEqual([]);
    expect(volumeThinRatio('pool', volume('v', {})).value).toBe(2.5);
  });
  it('is not measured while the change rate or the retention is unknown', () => {
    expect(numberOfNode(changedInRetention('pool', volume('v', { changedBytesPerDay: null })))).toBeNull();
    expect(numberOfNode(volumeThinRatio('pool', volume('v', { usedBytes: null })))).toBeNull();
  });
  it('ranks volumes by it, what is not measured last', () => {
    const volumes = [
      volume('none', { snapshotRetentionDays: null }),
      volume('b', { changedBytesPerDay: 1 }),
      volume('a', { changedBytesPerDay: 1 }),
      volume('most', { changedBytesPerDay: 9 }),
    ];
    expect(costliestVolumes(volumes).map(({ id }) => id)).toEqual(['most', 'a', 'b', 'none']);
  });
});

describe('what snapshots cost', () => {
  const pool = (volumes: readonly Partial<StoragePool['volumes'][number]>[]): StoragePool =>
    ({ id: 'p', snapshotUsedBytes: 900, volumes }) as unknown as StoragePool;
  const grown = { allocatedBytes: 200, usedBytes: 100, changedBytesPerDay: 30, snapshotRetentionDays: 10 };

  it('divides what snapshots hold by what changed within the retention', () => {
    expect(copyOnWrite(pool([grown, { ...grown, snapshotRetentionDays: 5 }])).value).toBe(2);
    expect(thinRatio(pool([grown, grown])).value).toBe(2);
  });

  it('is not measured while a volume lacks a figure, or there is none', () => {
    expect(copyOnWrite(pool([grown, { ...grown, changedBytesPerDay: null }])).value).toBeNull();
    expect(thinRatio(pool([])).value).toBeNull();
  });
});
