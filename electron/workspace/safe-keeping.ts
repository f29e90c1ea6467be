import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { BackupStanding } from '../../shared/view/backup-standing.ts';
import { backupStanding, backupTrouble } from './backup-standing.ts';
import {
  isBackupDue,
  isLargeBackup,
  listBackups,
  makeBackup,
  makeBackupInSteps,
  type Steps,
} from './backups.ts';
import { isReadWhole } from './damage.ts';
import { brokenSeal } from './database.ts';
import { checksumOf } from './file-checksum.ts';
import { FilePlace, writeFailure } from './file-place.ts';
import { historyMark, isStateOf, type HistoryMark } from './history-mark.ts';
import { IN_TURNS, LateCheck, type LateFinding } from './late-check.ts';
import { addCopiesToSeal, hasLog, readSeal, writeSeal, type Seal } from './seal.ts';
import { writeWholeCopy } from './whole-copy.ts';
import { isUnfinished } from './workspace-files.ts';

/** Quiet after which the log is brought home. */
const SETTLE_MS = 1000;
/** Pages of the log after which SQLite brings it home by itself: its default. */
const LOG_PAGES = 1000;

interface KeepingOptions {
  /** Just made, so that it has neither seal nor backup. */
  readonly isNew: boolean;
  /** Whoever had it open last did not close it. */
  readonly wasCutOff: boolean;
  readonly readOnly: boolean;
  readonly readWholeBytes: number | undefined;
  /** Up to which size a backup is made at once when it is closed. */
  readonly smallBytes: number | undefined;
}

/** What was done in steps before a file is closed. */
interface Prepared {
  /** Why the backup that was due could not be made. */
  readonly trouble: string | null;
  /** Checksum of the file; `null`: not known. */
  readonly sum: number | null;
  /** Something else wrote into the file while it was read: nobody knows what is in it. */
  readonly isDisturbed: boolean;
}

/** What is done so that an open file outlives what happens to it: see docs/decisions/0009-damage-and-backups.md. */
export class SafeKeeping {
  readonly #db: Database;
  readonly #path: string;
  readonly #clock: () => number;
  readonly #place: FilePlace;
  readonly #readOnly: boolean;
  /** Of the state that was opened; `null`: it was never sealed. */
  readonly #seal: Seal | null;
  /** Too large to be read before it was opened. */
  readonly #isUnread: boolean;
  #late: LateCheck | null = null;
  /** As long as the file is read its bytes must stay: what is changed meanwhile stays in the log. */
  #isReading = false;
  /** Checksum of the file as it was opened, once it is known. */
  #openedSum: number | null = null;
  #damage: string | null = null;
  #hasChanged: boolean;
  /** It was changed by whoever did not close it: no backup has that. */
  readonly #isOwed: boolean;
  #backups: BackupStanding | null;
  /** Checksums of copies that hold what is open now. */
  #copies: number[] = [];
  #settling: NodeJS.Timeout | null = null;
  readonly #smallBytes: number | undefined;
  /** Of the closing that is under way in steps. */
  #leaving: AbortController | null = null;
  #preparing: Promise<unknown> = Promise.resolve();
  readonly #readers: LateCheck[] = [];

  constructor(db: Database, path: string, clock: () => number, options: KeepingOptions) {
    const { isNew, wasCutOff, readOnly, readWholeBytes, smallBytes } = options;
    this.#smallBytes = smallBytes;
    this.#db = db;
    this.#path = path;
    this.#clock = clock;
    this.#place = new FilePlace(path);
    this.#readOnly = readOnly;
    this.#hasChanged = isNew;
    this.#backups = readOnly || isUnfinished(path) ? null : backupStanding(path);
    const seal = readOnly || isNew ? null : readSeal(path);
    this.#seal = seal !== null && this.#isOfWhatIsOpen(seal) ? seal : null;
    this.#isOwed = wasCutOff && !readOnly && !isNew && this.#seal === null;
    this.#isUnread = !readOnly && !isNew && !isReadWhole(statSync(path).size, readWholeBytes);
  }

  /** A history that cannot be read is damage that no look at the other tables has found. */
  #isOfWhatIsOpen(seal: Seal): boolean {
    try {
      return isStateOf(this.#db, seal.mark);
    } catch {
      this.#damage = this.#damageText('its history cannot be read');
      return false;
    }
  }

  /** How its backups stood when it was opened, or when it last came to rest after a change. */
  get backups(): BackupStanding | null {
    return this.#backups;
  }

  /** Whether another path leads to the file that is open. */
  isAt(path: string): boolean {
    return this.#place.is(path);
  }

  /** Runs a change; what the disk has against it becomes a sentence. @throws Refusal `io`; whatever `change` throws. */
  writing<T>(label: string, change: () => T): T {
    this.#place.refuseMoved(label);
    try {
      return change();
    } catch (error) {
      throw writeFailure(error, this.#path, label);
    }
  }

  /** How the file was found to be damaged since it was opened. */
  get damage(): string | null {
    return this.#damage;
  }

  /**
   * Reads a large file to its end, beginning after a while, so that the first screen has the disk to itself. Returns how it
   * is damaged; `null`: it is not, or was read before it was opened, or was changed or closed meanwhile.
   */
  async check(afterMs: number): Promise<string | null> {
    if (!this.#isUnread || this.#late !== null || this.#hasChanged || hasLog(this.#path)) return this.#damage;
    this.#late = new LateCheck(this.#path);
    this.#readers.push(this.#late);
    this.#isReading = true;
    this.#db.pragma('wal_autocheckpoint = 0');
    const found = await this.#late.run(afterMs);
    if (!this.#db.open) return null;
    this.#isReading = false;
    this.#db.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    if (found !== null) this.#judge(found);
    if (this.#hasChanged) this.#settle();
    return this.#damage;
  }

  #judge(found: LateFinding): void {
    if ('unreadable' in found) {
      this.#damage = this.#damageText(`part of it cannot be read: ${found.unreadable}`);
      return;
    }
    this.#openedSum = found.sum;
    const seal = this.#seal;
    if (seal === null) return;
    const known = [
      seal.contentChecksum,
      ...seal.copies,
      ...listBackups(this.#path).map(({ checksum }) => checksum),
    ];
    if (!known.includes(found.sum)) this.#damage = this.#damageText(brokenSeal(seal));
  }

  #damageText(how: string): string {
    const since = this.#hasChanged ? ' What was changed since it was opened is in it, and in no backup.' : '';
    return `${basename(this.#path)} is damaged: ${how}. It is open for reading only now.${since}`;
  }

  /**
   * Something was committed. Brings the log home once nothing more is for a moment: a file that somebody else copies or
   * renames while it is open is then whole without what stands beside it.
   */
  changed(): void {
    this.#hasChanged = true;
    this.#copies = [];
    this.#settle();
  }

  #settle(): void {
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#settling = null;
      if (!this.#db.open || this.#isReading) return;
      try {
        this.#db.pragma('wal_checkpoint(TRUNCATE)');
      } catch {
        // A full or vanished disk: what is committed is safe in the log, and the next change says what is wrong.
      }
      if (this.#backups !== null) this.#backups = backupStanding(this.#path);
    }, SETTLE_MS);
    this.#settling.unref();
  }

  /**
   * Copies the workspace into its folder of backups where one is due. `null`: it was, or none is due; else why it could
   * not be, which is no reason not to go on.
   */
  #backUp(): string | null {
    try {
      const nowMs = this.#clock();
      if (isBackupDue(this.#path, statSync(this.#path).size, nowMs)) makeBackup(this.#db, this.#path, nowMs);
      return null;
    } catch (error) {
      return backupTrouble(error);
    }
  }

  /** Writes a whole copy in place of what stands there. @throws file and SQLite errors; what stood there stays then. */
  copyTo(path: string): void {
    writeWholeCopy(this.#db, path);
    this.#copies.push(checksumOf(path));
  }

  /**
   * Closes the file, which also brings the log into it. What was changed is backed up before and sealed afterwards; where
   * that cannot be, the file is closed all the same, and what is wrong with the backup is returned.
   */
  close(prepared: Prepared | null = null): BackupStanding | null {
    if (!this.#db.open) return null;
    this.#leaving?.abort();
    this.#leaving = null;
    if (this.#settling !== null) clearTimeout(this.#settling);
    const mayKeep = this.#mayKeep();
    const trouble =
      prepared !== null ? prepared.trouble : mayKeep && this.#isUnkept() ? this.#backUp() : null;
    const isDisturbed = prepared?.isDisturbed === true;
    const mark = mayKeep && !isDisturbed && this.#isToBeSealed() ? this.#mark() : null;
    this.#db.close();
    for (const reader of this.#readers) reader.end();
    try {
      if (mark !== null) this.#sealAs(mark, prepared?.sum ?? null);
      else if (!isDisturbed && this.#copies.length > 0) addCopiesToSeal(this.#path, this.#copies);
    } catch {
      // Where nothing may be put beside the file there is no seal: it is then looked at by its structure.
    }
    return trouble === null ? null : { trouble, lastAtMs: listBackups(this.#path)[0]?.atMs ?? null };
  }

  /**
   * The same; a large file is backed up, where that is due, and read for its seal before in steps, between which others are
   * answered. It stays open so long. `undefined`: it was called off, by `stay` or by closing it at once.
   */
  async closeInSteps(check: Steps['check']): Promise<BackupStanding | null | undefined> {
    if (!this.#isLargeAndUnkept()) return this.close();
    const leaving = new AbortController();
    this.#leaving = leaving;
    const { signal } = leaving;
    await this.#preparing; // one that was called off and has not noticed yet
    const preparing = this.#prepare({ signal, check: async (copy) => (await check(copy)) ?? this.#damage });
    this.#preparing = preparing;
    const prepared = await preparing;
    return signal.aborted ? undefined : this.close(prepared);
  }

  async #prepare(steps: Steps): Promise<Prepared> {
    const { signal } = steps;
    let trouble: string | null = null;
    try {
      if (!signal.aborted && isBackupDue(this.#path, statSync(this.#path).size, this.#clock()))
        await makeBackupInSteps(this.#db, this.#path, this.#clock(), steps);
    } catch (error) {
      trouble = backupTrouble(error);
    }
    const read = signal.aborted || !this.#hasChanged ? null : await this.#readForSeal(signal);
    return { trouble, sum: read?.sum ?? null, isDisturbed: read?.isDisturbed ?? false };
  }

  /**
   * Reads what is to be sealed while it is still open: its lock keeps every other Headroom out, all that is committed is in
   * it, and whoever has it back calls this off. `null`: it could not be read so, and is read once it is closed.
   */
  async #readForSeal(signal: AbortSignal): Promise<Pick<Prepared, 'sum' | 'isDisturbed'> | null> {
    try {
      this.#late?.stop();
      this.#db.pragma('wal_checkpoint(TRUNCATE)');
      if (hasLog(this.#path)) return null;
      const reader = new LateCheck(this.#path, IN_TURNS);
      this.#readers.push(reader);
      signal.addEventListener('abort', () => reader.stop(), { once: true });
      const before = lastWritten(this.#path);
      const found = await reader.run();
      if (found === null || !('sum' in found)) return null;
      const isDisturbed = lastWritten(this.#path) !== before;
      return { sum: found.sum, isDisturbed };
    } catch {
      return null;
    }
  }

  /** Calls off a closing that is under way: the file stays open, and all is done anew when it is closed again. */
  stay(): void {
    this.#leaving?.abort();
    this.#leaving = null;
  }

  #isLargeAndUnkept(): boolean {
    if (!this.#db.open || !this.#isUnkept() || !this.#mayKeep()) return false;
    return isLargeBackup(statSync(this.#path).size, this.#smallBytes);
  }

  #isUnkept(): boolean {
    return this.#hasChanged || this.#isOwed;
  }

  /** `null` where the history cannot be read, which is no reason to keep a damaged file open. */
  #mark(): HistoryMark | null {
    try {
      return historyMark(this.#db);
    } catch {
      return null;
    }
  }

  #mayKeep(): boolean {
    return !this.#readOnly && this.#damage === null && !isUnfinished(this.#path) && this.isAt(this.#path);
  }

  /** What was changed; and what nobody had sealed, unless closing would have to read a large file for that alone. */
  #isToBeSealed(): boolean {
    return this.#hasChanged || (this.#seal === null && (!this.#isUnread || this.#openedSum !== null));
  }

  #sealAs(mark: HistoryMark, sum: number | null): void {
    const known = sum ?? (this.#hasChanged ? null : this.#openedSum);
    const seal = { mark, sealedAtMs: this.#clock(), copies: this.#copies };
    writeSeal(this.#path, seal, known ?? checksumOf(this.#path));
  }
}

/** Changes with everything that is written into a file, or put in its place. */
function lastWritten(path: string): string {
  const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return [ino, size, mtimeNs, ctimeNs].join(' ');
}
