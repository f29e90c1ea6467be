import type { Database } from 'better-sqlite3';
import { NOTHING_SAID, type PurchaseRecord } from '../../shared/plan/purchase-record.ts';

/** Accepted lines of plans. Only `purchase-actions.ts` writes them, so they are what it wrote. */
export class PurchaseStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Oldest first. */
  list(): readonly PurchaseRecord[] {
    return (
      this.#db
        .prepare<[], string>('SELECT body FROM purchase ORDER BY accepted_at_ms, id')
        .pluck()
        .all()
        // Records of before prices and days were asked for have none of them.
        .map((body) => ({ ...NOTHING_SAID, ...(JSON.parse(body) as PurchaseRecord) }))
    );
  }

  /** Call inside an action. */
  put(record: PurchaseRecord): void {
    this.#db
      .prepare(
        `INSERT INTO purchase (id, accepted_at_ms, body) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
      )
      .run(record.id, record.acceptedAtMs, JSON.stringify(record));
  }
}
