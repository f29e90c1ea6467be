import type { Database } from 'better-sqlite3';
import type { ReviewSnapshot } from '../../shared/view/review-snapshot.ts';

export interface KeptReview {
  readonly id: number;
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

  /** Every one, the newest first. */
  list(): readonly Pick<KeptReview, 'id' | 'atMs'>[] {
    return this.#db.prepare<[], KeptReview>('SELECT id, at_ms AS atMs FROM review ORDER BY id DESC').all();
  }

  /** The one of that id, else the one saved last; `null` before the first. */
  kept(id: number | null): KeptReview | null {
    const row = this.#db
      .prepare<[number | null], { id: number; at_ms: number; body: string }>(
        'SELECT id, at_ms, body FROM review ORDER BY id = ? DESC, id DESC LIMIT 1',
      )
      .get(id);
    if (row === undefined) return null;
    return { id: row.id, atMs: row.at_ms, snapshot: JSON.parse(row.body) as ReviewSnapshot };
  }
}
