import { byCodeUnits } from '../../shared/model/model-index.ts';
import type { Database } from 'better-sqlite3';
import * as v from 'valibot';
import { connectionSchema, type Connection } from '../../shared/import/live/connection.ts';
import { extendCoverage, type TimeWindow } from '../../shared/import/live/range-plan.ts';

/** Connections to Prometheus and how far their questions were fetched. Secrets are not here; see `secret-store.ts`. */
export class ConnectionStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** By name. A row that a newer version wrote in another form is passed over, not lost. */
  list(): Connection[] {
    return this.#db
      .prepare<[], string>('SELECT body FROM connection')
      .pluck()
      .all()
      .flatMap((body) => {
        const parsed = v.safeParse(connectionSchema, JSON.parse(body));
        return parsed.success ? [parsed.output] : [];
      })
      .sort((a, b) => byCodeUnits(a.name, b.name) || byCodeUnits(a.id, b.id));
  }

  find(id: string): Connection | null {
    return this.list().find((connection) => connection.id === id) ?? null;
  }

  save(connection: Connection): void {
    this.#db
      .prepare(
        `INSERT INTO connection (id, body) VALUES (?, ?)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body WHERE body IS NOT excluded.body`,
      )
      .run(connection.id, JSON.stringify(connection));
  }

  /** The samples that were fetched stay; only what is known of their coverage goes too. */
  remove(id: string): void {
    this.#db.prepare('DELETE FROM sync_coverage WHERE connection_id = ?').run(id);
    this.#db.prepare('DELETE FROM connection WHERE id = ?').run(id);
  }

  /** What was fetched, by question. */
  coverage(connectionId: string): Map<string, TimeWindow> {
    const rows = this.#db
      .prepare<[string], { question: string; from_ms: number; to_ms: number }>(
        'SELECT question, from_ms, to_ms FROM sync_coverage WHERE connection_id = ?',
      )
      .all(connectionId);
    return new Map(rows.map((row) => [row.question, { fromMs: row.from_ms, toMs: row.to_ms }]));
  }

  /** Adds a fetched window to a question's range; one that does not touch it takes its place. */
  cover(connectionId: string, question: string, window: TimeWindow, stepMs: number): void {
    const { fromMs, toMs } = extendCoverage(
      this.coverage(connectionId).get(question) ?? null,
      window,
      stepMs,
    );
    this.#db
      .prepare(
        `INSERT INTO sync_coverage (connection_id, question, from_ms, to_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT (connection_id, question) DO UPDATE SET from_ms = excluded.from_ms, to_ms = excluded.to_ms
         WHERE from_ms IS NOT excluded.from_ms OR to_ms IS NOT excluded.to_ms`,
      )
      .run(connectionId, question, fromMs, toMs);
  }
}
