import Sqlite, { type Database } from 'better-sqlite3';
import { openDatabase } from '../../electron/workspace/database.ts';
import { MIGRATIONS } from '../../electron/workspace/migration-list.ts';
import { contentTables } from './content-digest.ts';

/**
 * Makes the file an older Headroom would have written, of format `version`, with what a workspace of today holds in the
 * tables that version had. Rows are copied as they are, the undo history among them.
 */
export function olderFile(path: string, version: number, today: string): void {
  openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, version) }).close();
  const db = new Sqlite(path);
  try {
    db.prepare('ATTACH ? AS today').run(today);
    db.transaction(() => fill(db))();
    db.exec('DETACH today');
  } finally {
    db.close();
  }
}

/** Triggers wait aside meanwhile: what is copied is no change of a person. */
function fill(db: Database): void {
  db.pragma('defer_foreign_keys = ON');
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'",
    )
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER main."${name}"`);
  const tables = contentTables(db);
  for (const table of tables) {
    const columns = db
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
      .pluck()
      .all(table)
      .map((column) => `"${column}"`)
      .join(', ');
    db.exec(`DELETE FROM main."${table}"`);
    const known =
      table === 'undo_step' ? `WHERE target IN (${tables.map((name) => `'${name}'`).join(', ')})` : '';
    db.exec(`INSERT INTO main."${table}" (${columns}) SELECT ${columns} FROM today."${table}" ${known}`);
  }
  for (const { sql } of triggers) db.exec(sql);
}
