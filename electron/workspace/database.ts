import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { findDamage, isReadWhole } from './damage.ts';
import { migrate, schemaVersion, type Migration } from './migration.ts';
import { listBackups } from './backups.ts';
import { isStateOf } from './history-mark.ts';
import { MIGRATIONS } from './migration-list.ts';
import { compareWithSeal, hasLog, type Seal } from './seal.ts';
import { flushToDisk, writeWholeCopy } from './whole-copy.ts';
import { unfinishedName } from './workspace-files.ts';

/** "HdRm", in the file's header: tells a workspace from any other SQLite file. */
export const APPLICATION_ID = 0x48_64_52_6d;

export interface OpenOptions {
  /** Make a new file; refuses an existing one. */
  readonly create?: boolean;
  /** Never write, not even a migration. Used where the file or its folder cannot be written. */
  readonly readOnly?: boolean;
  /** With `readOnly`: open what is damaged too, as far as it can be read. */
  readonly damaged?: boolean;
  readonly migrations?: readonly Migration[];
  /** Up to which size a file is read whole before it is opened. */
  readonly readWholeBytes?: number;
  /** Up to which size a backup is made at once when it is closed. */
  readonly smallBytes?: number;
}

/** A second window holds its lock for hours: waiting longer than this for it would only look like a hang. */
const LOCK_WAIT_MS = 300;

function sqliteCode(error: unknown): string {
  return error instanceof Sqlite.SqliteError ? error.code : '';
}

/** Errors of opening as refusals a person understands; others pass through. */
function openRefusal(error: unknown, path: string): unknown {
  const name = basename(path);
  const code = sqliteCode(error);
  if (code.startsWith('SQLITE_CANTOPEN')) return Object.assign(error as Error, { path });
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new Refusal(
      'locked',
      `${name} is open in another window of Headroom. Close it there, then try again.`,
    );
  }
  if (code.startsWith('SQLITE_NOTADB')) {
    return new Refusal('not-a-workspace', `${name} is not a Headroom workspace. It was not changed.`);
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return damaged(name, 'part of the file is missing or was overwritten');
  }
  return error;
}

function damaged(name: string, how: string): Refusal {
  return new Refusal('damaged', `${name} is damaged: ${how}. It was not changed.`);
}

/**
 * Takes the file for this process alone. Exclusive locking in WAL mode keeps the write-ahead index in memory, so it also
 * works on network shares, and the operating system lets go of the lock when the process dies.
 * Nobody may read an open workspace through `fs`: closing that second descriptor would drop POSIX locks of the whole process.
 */
function takeLock(db: Database): void {
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  db.transaction(() => undefined).exclusive();
}

/** `isSound`: it is known that every byte is as it was written, so that its structure need not be walked. */
function checkIdentity(db: Database, name: string, isSound = false, walkedWholeBytes?: number): void {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new Refusal(
      'not-a-workspace',
      `${name} is a database, but not a Headroom workspace. It was not changed.`,
    );
  }
  if (isSound) return;
  const found = findDamage(db, walkedWholeBytes);
  if (found !== null) throw damaged(name, found);
}

const backupsOf = (path: string): readonly number[] => listBackups(path).map(({ checksum }) => checksum);

/** How a file is damaged that is the state that was sealed, and not its bytes. */
export const brokenSeal = (seal: Seal): string =>
  `its content is not what Headroom wrote on ${new Date(seal.sealedAtMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function refuseBroken(db: Database, name: string, seal: Seal | null): void {
  if (seal !== null && isStateOf(db, seal.mark)) throw damaged(name, brokenSeal(seal));
}

/**
 * What was not closed is looked at before it is opened for writing, since closing brings the log into the file, damaged or
 * not. Without exclusive locking: the index of a log cannot be made in memory by who may only read.
 */
function lookAtFirst(path: string, name: string): void {
  const index = `${path}-shm`;
  const hadIndex = existsSync(index);
  const db = new Sqlite(path, { readonly: true, timeout: LOCK_WAIT_MS });
  try {
    checkIdentity(db, name);
  } finally {
    db.close();
    if (!hadIndex) rmSync(index, { force: true });
  }
}

const UNSEALED: ReturnType<typeof compareWithSeal> = { state: 'unknown', seal: null };

function openExisting(path: string, migrations: readonly Migration[], readWholeBytes?: number): Database {
  const name = basename(path);
  // Before SQLite has it: see `takeLock`. What is too large to be read at a start is looked at table by table instead.
  const { state, seal } = isReadWhole(statSync(path).size, readWholeBytes)
    ? compareWithSeal(path, backupsOf(path))
    : UNSEALED;
  if (hasLog(path)) lookAtFirst(path, name);
  const db = new Sqlite(path, { fileMustExist: true, timeout: LOCK_WAIT_MS });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    checkIdentity(db, name, state === 'intact', readWholeBytes);
    if (state === 'differs') refuseBroken(db, name, seal);
    takeLock(db);
    migrate(db, migrations, (version) => {
      writeWholeCopy(db, freeBackupPath(path, version));
    });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Made under a name of its own and given its name when it is whole: ended half way, nothing of it is in the way. */
function createNew(path: string, migrations: readonly Migration[]): Database {
  const unfinished = unfinishedName(path);
  const remove = (): void =>
    ['', '-wal', '-shm'].forEach((end) => rmSync(`${unfinished}${end}`, { force: true }));
  remove();
  try {
    const db = new Sqlite(unfinished, { timeout: LOCK_WAIT_MS });
    try {
      db.pragma(`application_id = ${APPLICATION_ID}`);
      takeLock(db);
      migrate(db, migrations, () => undefined);
    } finally {
      db.close();
    }
    flushToDisk(unfinished);
    renameSync(unfinished, path);
  } catch (error) {
    remove();
    throw error;
  }
  // Read by its structure: a seal that is there is that of an earlier file of this name.
  return openExisting(path, migrations, 0);
}

/** Where SQLite's header says how the file is read and written: 2 = through a write-ahead log, 1 = without. */
const HEADER_VERSIONS = { offset: 18, plain: 1 } as const;

/**
 * A file that cannot be written is read into memory: SQLite itself cannot open a write-ahead database where it may not
 * put its index and log beside it. Nothing on the disk is touched.
 */
function openInMemory(path: string, migrations: readonly Migration[], isDamaged: boolean): Database {
  const name = basename(path);
  if (hasLog(path) && !isDamaged) {
    throw new Refusal(
      'locked',
      `${name} is open in another window of Headroom, or was not closed properly. Open it there, or copy it with the file ${name}-wal to a folder that can be written.`,
    );
  }
  const { state, seal } = compareWithSeal(path, backupsOf(path));
  const bytes = readFileSync(path);
  if (bytes.length > HEADER_VERSIONS.offset + 2) {
    bytes.fill(HEADER_VERSIONS.plain, HEADER_VERSIONS.offset, HEADER_VERSIONS.offset + 2);
  }
  const db = new Sqlite(bytes, { readonly: true });
  try {
    if (!isDamaged) {
      checkIdentity(db, name, state === 'intact');
      if (state === 'differs') refuseBroken(db, name, seal);
    }
    const version = schemaVersion(db);
    if (version > migrations.length) migrate(db, migrations, () => undefined); // refuses
    if (version < migrations.length) {
      throw new Refusal(
        'read-only',
        `${name} was written by an older version of Headroom and cannot be brought up to date, because it cannot be written.`,
      );
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** @throws Refusal where a new workspace can have no place. */
export function refuseUnfitPlace(path: string): void {
  if (existsSync(path)) throw new Refusal('bad-input', `${path} exists already. It was not changed.`);
  if (!existsSync(dirname(path)))
    throw new Refusal('not-found', `${path}: there is no folder ${dirname(path)} to make it in.`);
}

/** What SQLite would tell without a place, or take for an empty database. */
function refuseNoFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Refusal('not-found', `${path}: there is no such file.`);
  if (found.isDirectory())
    throw new Refusal('not-a-workspace', `${path} is a folder, not a Headroom workspace.`);
  if (found.size === 0 && listBackups(path).length === 0)
    throw new Refusal(
      'not-a-workspace',
      `${path} is an empty file, not a Headroom workspace. It was not changed.`,
    );
}

/** `name.headroom.v1.backup`, numbered when that exists: a backup is never overwritten. */
function freeBackupPath(path: string, version: number): string {
  const base = `${path}.v${version}.backup`;
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? base : `${base}-${n}`;
    if (!existsSync(candidate)) return candidate;
  }
}

/**
 * Opens or creates a workspace file: lock, identity, integrity (its seal, else `findDamage`), migrations.
 * @throws Refusal `not-found`, `locked`, `not-a-workspace`, `damaged`, `newer-version`, `read-only`; the file is then unchanged.
 */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const { create = false, readOnly = false, migrations = MIGRATIONS } = options;
  const name = basename(path);
  if (create) refuseUnfitPlace(path);
  else refuseNoFile(path);
  try {
    const db = create
      ? createNew(path, migrations)
      : readOnly
        ? openInMemory(path, migrations, options.damaged ?? false)
        : openExisting(path, migrations, options.readWholeBytes);
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('synchronous = FULL');
    return db;
  } catch (error) {
    const refusal = openRefusal(error, path);
    const wasOne =
      refusal instanceof Refusal && refusal.code === 'not-a-workspace' && listBackups(path).length > 0;
    throw wasOne ? damaged(name, 'its beginning was overwritten') : refusal;
  }
}
