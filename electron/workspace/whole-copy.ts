import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { unfinishedName } from './workspace-files.ts';

/**
 * Writes all of an open database into a file of its own, compact and without a log beside it. It has its name only when
 * it is whole and on the disk; until then, and where that fails, what stood under the name stays.
 * @throws file and SQLite errors; nothing is left behind then.
 */
export function writeWholeCopy(db: Database, path: string): void {
  const unfinished = unfinishedName(path);
  removeUnfinishedCopy(path); // one that was killed half way
  try {
    db.prepare('VACUUM INTO ?').run(unfinished);
    flushToDisk(unfinished);
    renameSync(unfinished, path);
  } catch (error) {
    removeUnfinishedCopy(path);
    throw error;
  }
}

/** Removes what is left of a copy to this path that was not finished, its journal too. */
export function removeUnfinishedCopy(path: string): void {
  for (const end of ['', '-journal']) rmSync(`${unfinishedName(path)}${end}`, { force: true });
}

/** SQLite does not wait for the disk when it vacuums into another file. */
export function flushToDisk(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
