import { DAY_MS } from '../../shared/units.ts';

/** A backup as far as it matters to how long it is kept. */
export interface KeptBackup {
  readonly atMs: number;
  readonly bytes: number;
}

/** Always kept, whatever they weigh. */
const NEWEST = 3;
const DAYS = 7;
const WEEKS = 4;
/** All backups of a workspace together; the newest may be larger. */
const MOST_BYTES = 2 * 1024 ** 3;

/**
 * Which backups go: kept are the three newest, then the newest of each of the last seven days and of each of the four weeks
 * (UTC) before today, as far as all together stay below 2 GiB. Days are counted from the newest backup and not from a clock
 * that may have been set wrong.
 */
export function backupsToDrop<B extends KeptBackup>(backups: readonly B[]): readonly B[] {
  const newestFirst = backups.toSorted((a, b) => b.atMs - a.atMs);
  const today = Math.floor((newestFirst[0]?.atMs ?? 0) / DAY_MS);
  const periods = new Set<string>();
  let bytes = 0;
  return newestFirst.filter((backup, index) => {
    const day = Math.floor(backup.atMs / DAY_MS);
    const age = today - day;
    const week = Math.floor((day + 3) / 7); // weeks begin on Mondays: day 0 was a Thursday
    const wanted = [
      ...(age < DAYS ? [`day ${day}`] : []),
      ...(age < WEEKS * 7 ? [`week ${week}`] : []),
    ].filter((period) => !periods.has(period));
    const keeps = index < NEWEST || (wanted.length > 0 && bytes + backup.bytes <= MOST_BYTES);
    if (keeps) {
      bytes += backup.bytes;
      periods.add(`day ${day}`).add(`week ${week}`);
    }
    return !keeps;
  });
}
