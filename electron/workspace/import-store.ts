import type { Database } from 'better-sqlite3';
import type { ImportReport, PastImport } from '../../shared/ipc/import-channels.ts';

/** What was imported, when, with what result. */
export class ImportStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Returns its id. */
  add(report: ImportReport, atMs: number): number {
    const insert = this.#db.prepare('INSERT INTO import (at_ms, report) VALUES (?, ?)');
    return Number(insert.run(atMs, JSON.stringify(report)).lastInsertRowid);
  }

  /** Says more of an import that is kept piece by piece. `false`: it is not there any more. */
  replace(id: number, report: ImportReport): boolean {
    return (
      this.#db.prepare('UPDATE import SET report = ? WHERE id = ?').run(JSON.stringify(report), id).changes >
      0
    );
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
