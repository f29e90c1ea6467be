import { mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { backupsToDrop, type KeptBackup } from './backup-thinning.ts';
import { lastAction, type LastAction } from './history-mark.ts';
import { checksumOf } from './seal.ts';
import { writeWholeCopy } from './whole-copy.ts';
import { keepingFolder } from './workspace-files.ts';

/** A whole copy of a workspace in its folder of backups. */
export interface Backup extends KeptBackup {
  /** File name in the folder: when it was made (UTC), and the checksum of what was written then. */
  readonly name: string;
  readonly checksum: number;
}

/** Files up to this size are copied every time they are closed after a change; larger ones once a day, since it takes seconds. */
const SMALL_BYTES = 64 * 1024 * 1024;
const DAY_MS = 86_400_000;
/** Disk that stays free after a backup. */
const SPARE_BYTES = 256 * 1024 * 1024;

const NAME = /^(\d{4}-\d\d-\d\d) (\d\d)-(\d\d)-(\d\d) ([0-9a-f]{8})\.headroom$/;

function nameOf(atMs: number, checksum: number): string {
  const time = new Date(atMs).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-');
  return `${time} ${checksum.toString(16).padStart(8, '0')}.headroom`;
}

/** Newest first. Anything else in the folder is passed over. */
export function listBackups(path: string): readonly Backup[] {
  const folder = keepingFolder(path);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .flatMap((name): Backup[] => {
      const parts = NAME.exec(name);
      const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
      if (parts === null || size === undefined) return [];
      const [, day, hour, minute, second, sum = ''] = parts;
      const atMs = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
      return [{ name, atMs, bytes: size, checksum: Number.parseInt(sum, 16) }];
    })
    .toSorted((a, b) => b.atMs - a.atMs);
}

/** Where a backup lies. @throws Error for a name that is none: it comes from the window. */
export function backupPath(path: string, name: string): string {
  if (!NAME.test(name)) throw new Error(`${name} is no backup`);
  return join(keepingFolder(path), name);
}

/** Whether a backup holds the bytes that were written when it was made. */
export function isBackupIntact(path: string, { name }: Pick<Backup, 'name'>): boolean {
  try {
    return Number.parseInt(NAME.exec(name)?.[5] ?? '', 16) === checksumOf(backupPath(path, name));
  } catch {
    return false;
  }
}

/** What the newest action in a backup is; `null` where it has none or cannot be read. */
export function lastActionOfBackup(path: string, { name }: Pick<Backup, 'name'>): LastAction | null {
  try {
    const db = new Sqlite(backupPath(path, name), { readonly: true });
    try {
      return lastAction(db);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** Whether a workspace of this size that was changed is to be copied now. */
export function isBackupDue(path: string, bytes: number, nowMs: number): boolean {
  const newest = listBackups(path)[0];
  // A backup from the future was made under a clock that was set wrong; it is no reason to wait for.
  return newest === undefined || bytes <= SMALL_BYTES || nowMs - newest.atMs >= DAY_MS || newest.atMs > nowMs;
}

/**
 * Copies an open workspace into its folder of backups, looks the copy over (`integrity_check`) and lets old ones go.
 * @throws file and SQLite errors; no half copy stays, and no other backup has gone then.
 */
export function makeBackup(db: Database, path: string, nowMs: number): void {
  const folder = keepingFolder(path);
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < statSync(path).size + SPARE_BYTES)
    throw new Error('there is not enough room for a backup');
  const made = join(folder, 'new');
  writeWholeCopy(db, made);
  const fault = faultIn(made);
  if (fault !== null) {
    rmSync(made, { force: true });
    throw new Error(`the backup is not sound: ${fault}`);
  }
  renameSync(made, join(folder, nameOf(nowMs, checksumOf(made))));
  for (const { name } of backupsToDrop(listBackups(path))) rmSync(join(folder, name), { force: true });
}

function faultIn(path: string): string | null {
  const db = new Sqlite(path, { readonly: true });
  try {
    const found: unknown = db.pragma('integrity_check(1)', { simple: true });
    return found === 'ok' ? null : String(found);
  } finally {
    db.close();
  }
}
