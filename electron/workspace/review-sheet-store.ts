import type { Database } from 'better-sqlite3';
import type { ReviewSheet } from '../../shared/ipc/cadence-channels.ts';

interface SheetRow {
  review_id: number;
  body: string;
}

/** What people said at reviews, by review. Writing happens inside an action. */
export class ReviewSheetStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  all(): ReadonlyMap<number, ReviewSheet> {
    const rows = this.#db.prepare<[], SheetRow>('SELECT * FROM review_sheet').all();
    return new Map(rows.map((row) => [row.review_id, JSON.parse(row.body) as ReviewSheet]));
  }

  set(review: number, sheet: ReviewSheet): void {
    this.#db
      .prepare(
        `INSERT INTO review_sheet (review_id, body) VALUES (?, ?)
         ON CONFLICT (review_id) DO UPDATE SET body = excluded.body`,
      )
      .run(review, JSON.stringify(sheet));
  }
}
