import type { Database } from 'better-sqlite3';
import type { Decision, KeptDecision } from '../../shared/view/decision.ts';
import { Refusal } from '../refusal.ts';
import { RowChanges, type RowChange } from './row-changes.ts';

interface DecisionRow {
  id: number;
  at_ms: number;
  body: string;
  changes: string;
}

function keptOf(row: DecisionRow): KeptDecision {
  const decision = JSON.parse(row.body) as Decision;
  const changes = JSON.parse(row.changes) as readonly RowChange[];
  return { ...decision, id: row.id, atMs: row.at_ms, changedRows: changes.length };
}

/** The log of decisions, each with the rows it changed. Entries are added, never changed: what takes one back is another. */
export class DecisionStore {
  /** What an action has changed, and its inverse. */
  readonly rows: RowChanges;
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    this.rows = new RowChanges(db);
  }

  /** Newest first. */
  list(): readonly KeptDecision[] {
    return this.#db.prepare<[], DecisionRow>('SELECT * FROM decision ORDER BY id DESC').all().map(keptOf);
  }

  /** @throws Refusal `not-found`. */
  get(id: number): KeptDecision {
    return keptOf(this.#row(id));
  }

  /** @throws Refusal `not-found`. */
  changesOf(id: number): readonly RowChange[] {
    return JSON.parse(this.#row(id).changes) as readonly RowChange[];
  }

  /** Call inside an action. */
  add(decision: Decision, changes: readonly RowChange[], atMs: number): KeptDecision {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO decision (at_ms, body, changes) VALUES (?, ?, ?)')
      .run(atMs, JSON.stringify(decision), JSON.stringify(changes));
    return this.get(Number(lastInsertRowid));
  }

  #row(id: number): DecisionRow {
    const row = this.#db.prepare<[number], DecisionRow>('SELECT * FROM decision WHERE id = ?').get(id);
    if (row === undefined) throw new Refusal('not-found', 'This decision is not in the log any more.');
    return row;
  }
}
