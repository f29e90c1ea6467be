import { describe, expect, it } from 'vitest';
import { recompute } from '../explain/recompute.ts';
import type { Volume } from '../model/document.ts';
import { changedInRetention, costliestVolumes, numberOfNode, volumeThinRatio } from './snapshot-cost.ts';

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
