import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { backupsToDrop, type KeptBackup } from './backup-thinning.ts';
import { requireRoomForBackup } from './backup-room.ts';
import { lastAction, type LastAction } from './history-mark.ts';
import { checksumInSteps, checksumOf } from './file-checksum.ts';
import { removeUnfinishedCopy, writeWholeCopy } from './whole-copy.ts';
import { keepingFolder, unfinishedName } from './workspace-files.ts';
import { DAY_MS } from '../../shared/units.ts';

/** A whole copy of a workspace in its folder of backups. */
export interface Backup extends KeptBackup {
  /** File name in the folder: when it was made (UTC), and the checksum of what was written then. */
  readonly name: string;
  readonly checksum: number;
}

/** Files up to this size are copied every time they are closed after a change; larger ones once a day, since it takes seconds. */
const SMALL_BYTES = 64 * 1024 * 1024;

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

/** Whether a copy of a workspace of this size takes so long that nobody is to wait for it. */
export const isLargeBackup = (bytes: number, smallBytes = SMALL_BYTES): boolean => bytes > smallBytes;

/** Whether a workspace of this size that was changed is to be copied now. */
export function isBackupDue(path: string, bytes: number, nowMs: number): boolean {
  const newest = listBackups(path)[0];
  // A backup from the future was made under a clock that was set wrong; it is no reason to wait for.
  return newest === undefined || bytes <= SMALL_BYTES || nowMs - newest.atMs >= DAY_MS || newest.atMs > nowMs;
}

/** Where a backup stands until it is whole and sound. */
const newBackup = (path: string): string => join(keepingFolder(path), 'new');

/** The same of one that is made in steps: another one may be made at once meanwhile. */
const newInSteps = (path: string): string => join(keepingFolder(path), 'new-in-steps');

/** Removes what is left of a backup that was cut off: it may be as large as the workspace. */
export function removeUnfinishedBackup(path: string): void {
  try {
    removeUnfinishedCopy(newBackup(path));
    removeUnfinishedCopy(newInSteps(path));
    rmSync(newBackup(path), { force: true });
  } catch {
    // Where nothing can be taken away no backup can be made either, and that is said.
  }
}

/**
 * Copies an open workspace into its folder of backups, looks the copy over (`integrity_check`) and lets old ones go.
 * @throws file and SQLite errors; no half copy stays, and no other backup has gone then.
 */
export function makeBackup(db: Database, path: string, nowMs: number): void {
  const folder = keepingFolder(path);
  requireRoomForBackup(path);
  mkdirSync(folder, { recursive: true });
  const made = newBackup(path);
  writeWholeCopy(db, made);
  const fault = faultIn(made);
  if (fault !== null) {
    rmSync(made, { force: true });
    throw new Error(`the backup is not sound: ${fault}`);
  }
  renameSync(made, join(folder, nameOf(nowMs, checksumOf(made))));
  for (const { name } of backupsToDrop(listBackups(path))) rmSync(join(folder, name), { force: true });
}

/** Pages copied between two answers: one MiB. */
const STEP_PAGES = 256;
/** Where SQLite's header says that a file is written through a log, which a backup is not. */
const HEADER_VERSIONS = { offset: 18, plain: Uint8Array.of(1, 1) } as const;

/** How a backup is made beside other work. */
export interface Steps {
  /** Looks a copy over, as `faultIn` does; best where it holds up nobody. */
  readonly check: (path: string) => Promise<string | null>;
  /** Calls it off: nothing of it stays. */
  readonly signal: AbortSignal;
}

/**
 * The same in small steps, between which everything else is answered: page by page instead of compact.
 * @throws as `makeBackup`; the reason of the signal.
 */
export async function makeBackupInSteps(
  db: Database,
  path: string,
  nowMs: number,
  { check, signal }: Steps,
): Promise<void> {
  const folder = keepingFolder(path);
  requireRoomForBackup(path);
  mkdirSync(folder, { recursive: true });
  const made = newInSteps(path);
  const unfinished = unfinishedName(made);
  const progress = (): number => {
    signal.throwIfAborted();
    return STEP_PAGES;
  };
  try {
    removeUnfinishedCopy(made);
    await db.backup(unfinished, { progress });
    const file = await open(unfinished, 'r+');
    try {
      await file.write(HEADER_VERSIONS.plain, 0, 2, HEADER_VERSIONS.offset);
      await file.sync();
    } finally {
      await file.close();
    }
    signal.throwIfAborted();
    const fault = await check(unfinished);
    signal.throwIfAborted();
    if (fault !== null) throw new Error(`the backup is not sound: ${fault}`);
    const sum = await checksumInSteps(unfinished, signal);
    renameSync(unfinished, join(folder, nameOf(nowMs, sum)));
  } catch (error) {
    removeUnfinishedCopy(made);
    throw error;
  }
  for (const { name } of backupsToDrop(listBackups(path))) rmSync(join(folder, name), { force: true });
}

/** What SQLite finds wrong with a copy (`integrity_check`); `null`: nothing. */
export function faultIn(path: string): string | null {
  const db = new Sqlite(path, { readonly: true });
  try {
    const found: unknown = db.pragma('integrity_check(1)', { simple: true });
    return found === 'ok' ? null : String(found);
  } finally {
    db.close();
  }
}
