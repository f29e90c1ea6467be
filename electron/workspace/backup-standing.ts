import type { BackupStanding } from '../../shared/view/backup-standing.ts';
import { ioReason } from '../refusal.ts';
import { requireRoomForBackup } from './backup-room.ts';
import { listBackups } from './backups.ts';

/** Why a backup was not made, as a clause without a name of a file. */
export const backupTrouble = (error: unknown): string =>
  ioReason(error) ?? (error instanceof Error ? error.message : String(error));

/** How the backups of a workspace stand that may be written. */
export function backupStanding(path: string): BackupStanding {
  const lastAtMs = listBackups(path)[0]?.atMs ?? null;
  try {
    requireRoomForBackup(path);
    return { lastAtMs, trouble: null };
  } catch (error) {
    return { lastAtMs, trouble: backupTrouble(error) };
  }
}
