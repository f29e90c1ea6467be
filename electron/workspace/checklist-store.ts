import type { Database } from 'better-sqlite3';
import type { ChecklistRun } from '../../shared/timeline/checklist.ts';
import { Refusal } from '../refusal.ts';

export interface KeptRun extends ChecklistRun {
  readonly id: number;
  readonly startedAtMs: number;
}

interface RunRow {
  id: number;
  at_ms: number;
  body: string;
}

const keptOf = ({ id, at_ms, body }: RunRow): KeptRun => ({
  ...(JSON.parse(body) as ChecklistRun),
  id,
  startedAtMs: at_ms,
});

/** Runs of the checklists. Writing happens inside an action. */
export class ChecklistStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Newest first. */
  list(): readonly KeptRun[] {
    return this.#db.prepare<[], RunRow>('SELECT * FROM checklist_run ORDER BY id DESC').all().map(keptOf);
  }

  /** @throws Refusal `not-found`. */
  get(id: number): KeptRun {
    const row = this.#db.prepare<[number], RunRow>('SELECT * FROM checklist_run WHERE id = ?').get(id);
    if (row === undefined) throw new Refusal('not-found', 'This checklist is not in the workspace any more.');
    return keptOf(row);
  }

  /** Returns its id. */
  add(run: ChecklistRun, atMs: number): number {
    const insert = this.#db.prepare('INSERT INTO checklist_run (at_ms, body) VALUES (?, ?)');
    return Number(insert.run(atMs, JSON.stringify(run)).lastInsertRowid);
  }

  replace(id: number, run: ChecklistRun): void {
    this.#db.prepare('UPDATE checklist_run SET body = ? WHERE id = ?').run(JSON.stringify(run), id);
  }
}
