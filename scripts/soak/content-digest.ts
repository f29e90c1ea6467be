import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Every table with rows of its own, the undo history and its shadows included. */
export function contentTables(db: Database): readonly string[] {
  return db
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all();
}

/**
 * SHA-256 over every row of every table of a workspace, or of the tables named: two files with one digest hold the same.
 * Tables and rows are taken in the order of their names and keys, so that where SQLite has put a row does not count.
 */
export function contentDigest(db: Database, tables = contentTables(db)): string {
  const hash = createHash('sha256');
  for (const table of tables) {
    hash.update(`\u0000${table}`);
    for (const row of db
      .prepare<[], unknown[]>(`SELECT * FROM "${table}" ORDER BY ${keyOf(db, table)}`)
      .raw()
      .iterate()) {
      for (const value of row)
        hash.update(Buffer.isBuffer(value) ? value : `\u0001${typeof value}${String(value)}`);
    }
  }
  return hash.digest('hex');
}

function keyOf(db: Database, table: string): string {
  const columns = db
    .prepare<[string], { name: string; pk: number }>(
      'SELECT name, pk FROM pragma_table_info(?) ORDER BY pk, cid',
    )
    .all(table);
  const key = columns.filter(({ pk }) => pk > 0);
  return (key.length > 0 ? key : columns).map(({ name }) => `"${name}"`).join(', ');
}

/** What SQLite itself finds wrong: structure, indices, references. Empty: nothing. */
export function structuralFaults(db: Database): readonly string[] {
  const integrity = db.pragma('integrity_check') as readonly { readonly integrity_check: string }[];
  const references = db.pragma('foreign_key_check') as readonly object[];
  return [
    ...integrity.map((row) => row.integrity_check).filter((words) => words !== 'ok'),
    ...references.map((row) => `a reference to nothing: ${JSON.stringify(row)}`),
  ];
}
