import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { ioMessage } from '../refusal.ts';
import { isBackupDue, makeBackup } from './backups.ts';
import { FilePlace, writeFailure } from './file-place.ts';
import { historyMark } from './history-mark.ts';
import { addCopiesToSeal, checksumOf, writeSeal } from './seal.ts';
import { writeWholeCopy } from './whole-copy.ts';
import { isUnfinished } from './workspace-files.ts';

/** Quiet after which the log is brought home. */
const SETTLE_MS = 1000;

/** What is done so that an open file outlives what happens to it: see docs/decisions/0009-damage-and-backups.md. */
export class SafeKeeping {
  readonly #db: Database;
  readonly #path: string;
  readonly #clock: () => number;
  readonly #place: FilePlace;
  #hasChanged: boolean;
  /** Checksums of copies that hold what is open now. */
  #copies: number[] = [];
  #settling: NodeJS.Timeout | null = null;

  /** `isNew`: just made, so that it has neither seal nor backup. */
  constructor(db: Database, path: string, clock: () => number, isNew: boolean) {
    this.#db = db;
    this.#path = path;
    this.#clock = clock;
    this.#place = new FilePlace(path);
    this.#hasChanged = isNew;
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

  /**
   * Something was committed. Brings the log home once nothing more is for a moment: a file that somebody else copies or
   * renames while it is open is then whole without what stands beside it.
   */
  changed(): void {
    this.#hasChanged = true;
    this.#copies = [];
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#settling = null;
      if (!this.#db.open) return;
      try {
        this.#db.pragma('wal_checkpoint(TRUNCATE)');
      } catch {
        // A full or vanished disk: what is committed is safe in the log, and the next change says what is wrong.
      }
    }, SETTLE_MS);
    this.#settling.unref();
  }

  /**
   * Copies the workspace into its folder of backups where one is due. `null`: it was, or none is due; else why it could
   * not be, which is no reason not to go on.
   */
  backUp(): string | null {
    if (!this.#hasChanged || isUnfinished(this.#path)) return null;
    try {
      const nowMs = this.#clock();
      if (isBackupDue(this.#path, statSync(this.#path).size, nowMs)) makeBackup(this.#db, this.#path, nowMs);
      return null;
    } catch (error) {
      return ioMessage(error) ?? (error instanceof Error ? error.message : String(error));
    }
  }

  /** Writes a whole copy in place of what stands there. @throws file and SQLite errors; what stood there stays then. */
  copyTo(path: string): void {
    writeWholeCopy(this.#db, path);
    this.#copies.push(checksumOf(path));
  }

  /**
   * Closes the file, which also brings the log into it. What was changed is backed up before and sealed afterwards; where
   * that cannot be, the file is closed all the same.
   */
  close(): void {
    if (!this.#db.open) return;
    if (this.#settling !== null) clearTimeout(this.#settling);
    const keeps = this.#hasChanged && !isUnfinished(this.#path) && this.isAt(this.#path);
    if (keeps) this.backUp();
    const known = keeps
      ? { mark: historyMark(this.#db), sealedAtMs: this.#clock(), copies: this.#copies }
      : null;
    this.#db.close();
    try {
      if (known !== null) writeSeal(this.#path, known);
      else if (this.#copies.length > 0) addCopiesToSeal(this.#path, this.#copies);
    } catch {
      // Where nothing may be put beside the file there is no seal: it is then looked at by its structure.
    }
  }
}
