import { dayNumber, dayText } from '../model/instant.ts';
import type { StoragePool } from '../model/document.ts';
import { defineEvent, refused, type Applied } from './definition.ts';

export interface SnapshotGrowthOutcome {
  readonly pool: string;
  readonly factor: number;
  /** Σ changedBytesPerDay × factor; `null` if a volume's is not measured. */
  readonly growthBytesPerDay: number | null;
  /** Where the growth ends: Σ changedBytesPerDay × snapshotRetentionDays × factor; `null` = not measured, or no end. */
  readonly steadyBytes: number | null;
  /** First day on which the snapshot store misses its target, and on which it is full; `null` = never, or not measured. */
  readonly targetCrossing: string | null;
  readonly exhaustedOn: string | null;
  readonly verdict: 'ok' | 'breach' | 'not-measured';
}

/**
 * Snapshots grow faster (MODEL.md sections 6 and 8): the slope is Σ changedBytesPerDay of the pool's volumes × factor per
 * day from `on` (else `asOf`); the level ends where every snapshot that is kept is there, Σ changedBytesPerDay ×
 * retention × factor, or where it is already if that is more. A date is the first day whose level misses the target by
 * the verdict's own comparison (utilization above the policy's maximum), or exceeds the store.
 */
export const snapshotGrowth = defineEvent({
  type: 'snapshotGrowth',
  title: 'Grow snapshots',
  summary: 'Snapshots of a pool grow faster than now; when the store misses its target and when it is full.',
  group: 'growth',
  fields: [
    {
      kind: 'entity',
      of: 'storagePool',
      many: false,
      required: true,
      name: 'pool',
      label: 'Pool',
      help: 'Whose snapshots grow.',
    },
    {
      kind: 'quantity',
      unit: 'ratio',
      min: 0,
      required: true,
      name: 'factor',
      label: 'Factor',
      help: '1 = as the volumes change now, 2 = twice as fast.',
    },
  ],
  defaults(model) {
    const [pool] = model.storagePools;
    return pool === undefined ? 'the model has no storage pool' : { pool: pool.id, factor: 2 };
  },
  apply(context, { pool: id, factor }): Applied<SnapshotGrowthOutcome> {
    const { model, policy } = context;
    const pool = model.storagePools.find((candidate) => candidate.id === id);
    if (pool === undefined) return refused(context, 'pool', `there is no storage pool ${id}`, id);
    const { growth, steady } = growthOf(pool, factor);
    const { snapshotBackingBytes: capacity, snapshotUsedBytes: used } = pool;
    const target = capacity === null ? null : capacity * policy.snapshotUtilizationMaxRatio;
    const reach = (level: number | null): string | null => {
      if (level === null || used === null || growth === null) return null;
      const days = daysUntilAbove(level, used, growth, steady);
      const start = dayNumber(context.day);
      return days === null || start === null || days > MOST_DAYS ? null : dayText(start + days);
    };
    const targetCrossing = reach(target);
    const known = target !== null && used !== null && growth !== null;
    return {
      ok: true,
      model,
      outcome: {
        pool: id,
        factor,
        growthBytesPerDay: growth,
        steadyBytes: steady,
        targetCrossing,
        exhaustedOn: reach(capacity),
        verdict: !known ? 'not-measured' : targetCrossing === null ? 'ok' : 'breach',
      },
    };
  },
});

/** Beyond a hundred years a date says nothing. */
const MOST_DAYS = 36_525;

function growthOf(
  pool: StoragePool,
  factor: number,
): { readonly growth: number | null; readonly steady: number | null } {
  if (pool.volumes.length === 0) return { growth: null, steady: null };
  let growth: number | null = 0;
  let steady: number | null = 0;
  for (const { changedBytesPerDay: changed, snapshotRetentionDays: kept } of pool.volumes) {
    growth = growth === null || changed === null ? null : growth + changed * factor;
    steady = steady === null || changed === null || kept === null ? null : steady + changed * kept * factor;
  }
  return { growth, steady };
}

/** First whole day with used + growth × day > level, when the growth stops at `steady`; `null` if it never is. */
function daysUntilAbove(level: number, used: number, growth: number, steady: number | null): number | null {
  if (used > level) return 0;
  const end = steady === null ? Infinity : Math.max(used, steady);
  if (end <= level || growth <= 0) return null;
  return Math.floor((level - used) / growth) + 1;
}
