import type { Database } from 'better-sqlite3';
import type { KnownMapping, MappingDocument } from '../../shared/ipc/mapping-channels.ts';

/** How files of a source are to be read, as somebody once corrected it. */
export class MappingStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Newest first. */
  list(): KnownMapping[] {
    return this.#db
      .prepare<[], { key: string; body: string; file: string; saved_at_ms: number }>(
        'SELECT key, body, file, saved_at_ms FROM mapping ORDER BY saved_at_ms DESC, key',
      )
      .all()
      .map((row) => ({
        key: row.key,
        mapping: JSON.parse(row.body) as MappingDocument,
        file: row.file,
        savedAtMs: row.saved_at_ms,
      }));
  }

  /** Keeps a mapping in place of what was known of its source. The same again changes nothing. Call inside an action. */
  keep(known: Omit<KnownMapping, 'savedAtMs'>, atMs: number): void {
    const body = JSON.stringify(known.mapping);
    const before = this.#db
      .prepare<[string], string>('SELECT body FROM mapping WHERE key = ?')
      .pluck()
      .get(known.key);
    if (before === body) return;
    this.#db
      .prepare(
        `INSERT INTO mapping (key, body, file, saved_at_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET body = excluded.body, file = excluded.file, saved_at_ms = excluded.saved_at_ms`,
      )
      .run(known.key, body, known.file, atMs);
  }

  /** Call inside an action. */
  forget(key: string): void {
    this.#db.prepare('DELETE FROM mapping WHERE key = ?').run(key);
  }
}
