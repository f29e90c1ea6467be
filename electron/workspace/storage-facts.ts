import type { Database } from 'better-sqlite3';
import { schemaVersion } from './migration.ts';

/** How a workspace file is laid out: versions, pages, rows of each table. */
export interface StorageFacts {
  readonly schemaVersion: number;
  readonly sqlite: string;
  readonly pages: number;
  readonly freePages: number;
  readonly tables: Readonly<Record<string, number>>;
}

export function storageFacts(db: Database): StorageFacts {
  const named = db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  // Names of tables are our own: they come from the migrations.
  const rows = (table: string): number =>
    db.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0;
  return {
    schemaVersion: schemaVersion(db),
    sqlite: db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? 'unknown',
    pages: Number(db.pragma('page_count', { simple: true })),
    freePages: Number(db.pragma('freelist_count', { simple: true })),
    tables: Object.fromEntries(named.map((table) => [table, rows(table)])),
  };
}
