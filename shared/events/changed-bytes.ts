import type { StoragePool } from '../model/document.ts';

/** How a pool's snapshots grow by what its volumes change; `null` where a volume's change is not measured, or none exist. */
export interface ChangedBytesGrowth {
  readonly bytesPerDay: number;
  /** Level where growth ends; `null` where a retention is not measured: no end is known. */
  readonly steadyBytes: number | null;
}

export function changedBytesGrowth(pool: StoragePool): ChangedBytesGrowth | null {
  if (pool.volumes.length === 0) return null;
  let bytesPerDay = 0;
  let steadyBytes: number | null = 0;
  for (const { changedBytesPerDay: changed, snapshotRetentionDays: kept } of pool.volumes) {
    if (changed === null) return null;
    bytesPerDay += changed;
    steadyBytes = steadyBytes === null || kept === null ? null : steadyBytes + changed * kept;
  }
  return { bytesPerDay, steadyBytes };
}
