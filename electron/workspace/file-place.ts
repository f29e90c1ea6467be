import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { basename } from 'node:path';
import { Refusal } from '../refusal.ts';

/**
 * Where an open workspace lies on the disk. A file that was moved, deleted or replaced while it is open can still be
 * written through the open descriptor, and all of that would be lost: it must be noticed before.
 */
export class FilePlace {
  readonly #path: string;
  readonly #node: bigint | null;

  constructor(path: string) {
    this.#path = path;
    this.#node = nodeOf(path);
  }

  /** @throws Refusal `io` when another file, or none, stands under the name. */
  refuseMoved(label: string): void {
    if (nodeOf(this.#path) === this.#node) return;
    throw new Refusal(
      'io',
      `${basename(this.#path)} was moved, deleted or replaced while it was open, or its drive is gone. “${label}” was not saved. Everything before it is still here: save a copy elsewhere (File, Save a copy), then open that.`,
    );
  }

  /** Whether two paths lead to one file. */
  is(path: string): boolean {
    const node = nodeOf(path);
    return node !== null && node === this.#node;
  }
}

function nodeOf(path: string): bigint | null {
  try {
    return statSync(path, { bigint: true }).ino;
  } catch {
    return null;
  }
}

const REASONS: readonly (readonly [string, string, string])[] = [
  ['SQLITE_FULL', 'the disk is full', 'Make room on the disk, then do it again.'],
  [
    'SQLITE_READONLY',
    'the file cannot be written any more',
    'Save a copy where you may write, then open that.',
  ],
  ['SQLITE_IOERR', 'the disk reported an error, or the drive is gone', 'Save a copy on another disk.'],
  [
    'SQLITE_CANTOPEN',
    'the folder cannot be written any more',
    'Save a copy where you may write, then open that.',
  ],
  [
    'SQLITE_CORRUPT',
    'part of the file is damaged',
    'Close it and open it again: Headroom then offers its backups.',
  ],
];

/** An error of the disk in the middle of a change, as a sentence; anything else as it is. */
export function writeFailure(error: unknown, path: string, label: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const known = REASONS.find(([code]) => error.code === code || error.code.startsWith(`${code}_`));
  if (known === undefined) return error;
  const [, reason, remedy] = known;
  return new Refusal(
    'io',
    `${basename(path)}: ${reason}. “${label}” was not saved; the workspace is as it was before. ${remedy}`,
  );
}
