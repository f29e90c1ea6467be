import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { RecoveryBackup, RecoveryOffer } from '../../shared/ipc/recovery-channels.ts';
import { Refusal } from '../refusal.ts';
import { backupPath, isBackupIntact, lastActionOfBackup, listBackups } from './backups.ts';
import { openDatabase } from './database.ts';
import type { LastAction } from './history-mark.ts';
import { readSeal } from './seal.ts';
import { flushToDisk } from './whole-copy.ts';
import { unfinishedName } from './workspace-files.ts';

/** Labels told of what a backup does not have; the newest ones. */
const LABELS_TOLD = 5;

/** The actions a damaged file still tells of, newest first; `null` where it cannot be read so far. */
function readableActions(path: string): readonly LastAction[] | null {
  try {
    const db = openDatabase(path, { readOnly: true, damaged: true });
    try {
      return db
        .prepare<[], LastAction>('SELECT id, label, at_ms AS atMs FROM undo_action ORDER BY id DESC')
        .all();
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/**
 * What can be done about a damaged workspace: its backups, newest first, each checked byte by byte against the checksum it
 * was made with, and what of the changes since would be missing. What the file itself does not tell any more, its seal may.
 */
export function recoveryOffer(path: string, message: string): RecoveryOffer {
  const readable = readableActions(path);
  const newest = readable?.[0] ?? readSeal(path)?.mark.action ?? null;
  const backups = listBackups(path).map((backup): RecoveryBackup => {
    const last = lastActionOfBackup(path, backup);
    const since = last?.id ?? 0;
    const missing =
      readable?.filter(({ id }) => id > since) ?? (newest !== null && newest.id > since ? [newest] : []);
    return {
      name: backup.name,
      madeAtMs: backup.atMs,
      bytes: backup.bytes,
      isSound: isBackupIntact(path, backup),
      // Ids count every change there has been, so that their difference does, too.
      missing: newest === null ? null : Math.max(0, newest.id - since),
      missingLabels: missing.slice(0, LABELS_TOLD).map(({ label }) => label),
    };
  });
  return { name: basename(path), displayPath: path, message, canBeRead: readable !== null, backups };
}

/** `Region.damaged-2026-11-25.headroom`, numbered when that exists. */
function asideName(path: string, nowMs: number): string {
  const ending = extname(path);
  const base = `${path.slice(0, path.length - ending.length)}.damaged-${new Date(nowMs).toISOString().slice(0, 10)}`;
  for (let n = 1; ; n += 1) {
    const candidate = `${base}${n === 1 ? '' : `-${n}`}${ending}`;
    if (!existsSync(candidate)) return candidate;
  }
}

/**
 * Puts a backup in the place of a damaged workspace. The damaged file is kept aside with what stands beside it; the backup
 * stays too. Returns where the damaged one is now.
 * @throws Refusal `damaged` when the backup is not what was written; file errors. The damaged file is in its place then.
 */
export function restoreBackup(path: string, name: string, nowMs: number): string {
  if (!isBackupIntact(path, { name }))
    throw new Refusal('damaged', `This backup of ${basename(path)} is damaged, too. Nothing was changed.`);
  const unfinished = unfinishedName(path);
  rmSync(unfinished, { force: true });
  copyFileSync(backupPath(path, name), unfinished);
  flushToDisk(unfinished);
  const aside = asideName(path, nowMs);
  // The log goes first: without it the damaged file is no worse off, while a backup must never meet it.
  for (const end of ['-wal', '-shm'])
    if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${aside}${end}`);
  renameSync(path, aside);
  renameSync(unfinished, path);
  return aside;
}
