import type { Database } from 'better-sqlite3';
import type { ImportReport, PastImport } from '../../shared/ipc/import-channels.ts';

/** What was imported, when, with what result. */
export class ImportStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(report: ImportReport, atMs: number): void {
    this.#db.prepare('INSERT INTO import (at_ms, report) VALUES (?, ?)').run(atMs, JSON.stringify(report));
  }

  /** Newest first. */
  list(): PastImport[] {
    return this.#db
      .prepare<[], { id: number; at_ms: number; report: string }>(
        'SELECT id, at_ms, report FROM import ORDER BY id DESC',
      )
      .all()
      .map((row) => {
        const report = JSON.parse(row.report) as ImportReport;
        return { id: row.id, atMs: row.at_ms, ...report };
      });
  }

  lastAtMs(): number | null {
    return this.#db.prepare<[], number | null>('SELECT max(at_ms) FROM import').pluck().get() ?? null;
  }
}
