import { meets } from '../assess/verdict.ts';
import { dayNumber, dayText } from '../model/instant.ts';
import { changedBytesGrowth, type ChangedBytesGrowth } from './changed-bytes.ts';
import { defineEvent, refused, type Applied } from './definition.ts';
import { firstDay } from './first-day.ts';

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
    const growth = scaled(changedBytesGrowth(pool), factor);
    const { snapshotBackingBytes: capacity, snapshotUsedBytes: used } = pool;
    const start = dayNumber(context.day);
    /** The first day whose level is beyond some mark, as a calendar day. */
    const dateBeyond = (isBeyond: (level: number, capacity: number) => boolean): string | null => {
      if (capacity === null || used === null || growth === null || start === null) return null;
      const days = firstBeyond(used, growth, (level) => isBeyond(level, capacity));
      return days === null ? null : dayText(start + days);
    };
    const targetCrossing = dateBeyond(
      (level, all) => !meetsTarget(level, all, policy.snapshotUtilizationMaxRatio),
    );
    const known = capacity !== null && used !== null && growth !== null;
    return {
      ok: true,
      model,
      outcome: {
        pool: id,
        factor,
        growthBytesPerDay: growth?.bytesPerDay ?? null,
        steadyBytes: growth?.steadyBytes ?? null,
        targetCrossing,
        exhaustedOn: dateBeyond((level, all) => level > all),
        verdict: !known ? 'not-measured' : targetCrossing === null ? 'ok' : 'breach',
      },
    };
  },
});

/** Beyond a hundred years a date says nothing. */
const MOST_DAYS = 36_525;

function scaled(growth: ChangedBytesGrowth | null, factor: number): ChangedBytesGrowth | null {
  if (growth === null) return null;
  const { bytesPerDay, steadyBytes } = growth;
  return {
    bytesPerDay: bytesPerDay * factor,
    steadyBytes: steadyBytes === null ? null : steadyBytes * factor,
  };
}

/** As `storage.snapshots` is judged: 70 of 100 bytes meet a target of 0.7, and without a store any byte is too much. */
function meetsTarget(level: number, capacity: number, maxRatio: number): boolean {
  if (capacity <= 0) return level <= 0;
  return meets(
    level / capacity,
    '<=',
    maxRatio,
    Number.isSafeInteger(level) && Number.isSafeInteger(capacity),
  );
}

/**
 * The first whole day, from 0 to a hundred years, on which used + growth × days, up to where the growth ends, is beyond a
 * mark; `null` if it never is.
 */
function firstBeyond(
  used: number,
  { bytesPerDay, steadyBytes }: ChangedBytesGrowth,
  isBeyond: (level: number) => boolean,
): number | null {
  const end = steadyBytes === null ? Infinity : Math.max(used, steadyBytes);
  return firstDay(MOST_DAYS, (days) => isBeyond(Math.min(end, used + bytesPerDay * days)));
}
