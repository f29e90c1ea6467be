import type { Database } from 'better-sqlite3';

/** A file up to so many bytes is read whole whenever it is opened: some tenths of a second. */
const READ_WHOLE_BYTES = 128 * 1024 * 1024;

/** Whether a file of this size is looked at byte by byte when it is opened. A larger one would hold up the start. */
export const isReadWhole = (bytes: number, mostBytes = READ_WHOLE_BYTES): boolean => bytes <= mostBytes;

/**
 * Tables that grow with the samples. In a larger file they are not walked at the start, which would read all of it; SQLite
 * itself refuses a file that ends before its last page, and a page of samples that cannot be read when it is asked for.
 */
const GROWING = new Set(['sample_day', 'undo_sample_day', 'undo_step']);

const bytesOf = (db: Database): number =>
  Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));

/** What SQLite finds wrong with the structure of a file, its indices against their tables included; `null`: nothing. */
export function findDamage(db: Database, walkedWholeBytes = READ_WHOLE_BYTES): string | null {
  const check = (what: string): string | null => {
    const found: unknown = db.pragma(`integrity_check(${what})`, { simple: true });
    return found === 'ok' ? null : String(found);
  };
  if (bytesOf(db) <= walkedWholeBytes) return check('1');
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .pluck()
    .all();
  for (const table of tables) {
    const found = GROWING.has(table) ? null : check(`"${table}"`);
    if (found !== null) return found;
  }
  return null;
}
