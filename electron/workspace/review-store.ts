import type { Database } from 'better-sqlite3';
import type { ReviewSnapshot } from '../../shared/view/review-snapshot.ts';

export interface KeptReview {
  readonly atMs: number;
  readonly snapshot: ReviewSnapshot;
}

/** Reviews of the workspace, each with what was seen. */
export class ReviewStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Call inside an action. */
  add(snapshot: ReviewSnapshot, atMs: number): void {
    this.#db.prepare('INSERT INTO review (at_ms, body) VALUES (?, ?)').run(atMs, JSON.stringify(snapshot));
  }

  /** The one saved last; `null` before the first. */
  last(): KeptReview | null {
    const row = this.#db
      .prepare<[], { at_ms: number; body: string }>('SELECT at_ms, body FROM review ORDER BY id DESC LIMIT 1')
      .get();
    return row === undefined ? null : { atMs: row.at_ms, snapshot: JSON.parse(row.body) as ReviewSnapshot };
  }
}
