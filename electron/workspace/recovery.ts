import { constants, copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { RecoveryBackup, RecoveryOffer } from '../../shared/ipc/recovery-channels.ts';
import { Refusal } from '../refusal.ts';
import { backupPath, isBackupIntact, lastActionOfBackup, listBackups } from './backups.ts';
import { openDatabase } from './database.ts';
import { allActions, type LastAction } from './history-mark.ts';
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
      return allActions(db);
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
 * `readable`: the actions of a file that is open in this process, newest first, which nobody else may read: see `takeLock`.
 */
export function recoveryOffer(
  path: string,
  message: string,
  readable: readonly LastAction[] | null = readableActions(path),
): RecoveryOffer {
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

/** @throws Refusal `damaged` when a backup is not what was written. */
export function refuseBrokenBackup(path: string, name: string): void {
  if (!isBackupIntact(path, { name }))
    throw new Refusal('damaged', `This backup of ${basename(path)} is damaged, too. Nothing was changed.`);
}

/**
 * Puts a backup in the place of a damaged workspace. The damaged file is kept aside with what stands beside it; the backup
 * stays too. Returns where the damaged one is now.
 * @throws Refusal `damaged` when the backup is not what was written; file errors. The damaged file is in its place then.
 */
export function restoreBackup(path: string, name: string, nowMs: number): string {
  refuseBrokenBackup(path, name);
  const unfinished = unfinishedName(path);
  const aside = asideName(path, nowMs);
  const moved: string[] = [];
  try {
    rmSync(unfinished, { force: true });
    copyFileSync(backupPath(path, name), unfinished);
    flushToDisk(unfinished);
    // The log goes first: without it the damaged file is no worse off, while a backup must never meet it.
    for (const end of ['-wal', '-shm']) {
      if (!existsSync(`${path}${end}`)) continue;
      renameSync(`${path}${end}`, `${aside}${end}`);
      moved.push(end);
    }
    nameAside(path, aside);
    renameSync(unfinished, path);
  } catch (error) {
    putBack(path, aside, moved);
    rmSync(unfinished, { force: true });
    throw error;
  }
  return aside;
}

/** Gives the damaged file a second name or, where a disk knows no such thing, a copy: at no moment is there none under its own. */
function nameAside(path: string, aside: string): void {
  try {
    linkSync(path, aside);
  } catch {
    copyAside(path, aside);
  }
}

/** Under its name when it is whole. Where there is no room for it, or it cannot be read to its end, the file itself is moved. */
function copyAside(path: string, aside: string): void {
  const copy = unfinishedName(aside);
  try {
    copyFileSync(path, copy, constants.COPYFILE_FICLONE);
    flushToDisk(copy);
    renameSync(copy, aside);
  } catch {
    rmSync(copy, { force: true });
    renameSync(path, aside);
  }
}

/** As it was before, as far as the disk allows. */
function putBack(path: string, aside: string, ends: readonly string[]): void {
  try {
    if (!existsSync(path) && existsSync(aside)) renameSync(aside, path);
    else rmSync(aside, { force: true });
    for (const end of ends) renameSync(`${aside}${end}`, `${path}${end}`);
  } catch {
    // What is told is why it could not be restored; nothing was removed.
  }
}
