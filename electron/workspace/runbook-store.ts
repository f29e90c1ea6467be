import type { Database } from 'better-sqlite3';

export interface EditedRunbook {
  readonly mode: string;
  readonly body: string;
  /** Fingerprint of the template it was edited from: a newer template can be told. */
  readonly templatePrint: string;
  readonly atMs: number;
}

interface Row {
  mode: string;
  body: string;
  template_print: string;
  at_ms: number;
}

/** Runbooks that differ from their templates, by failure mode. */
export class RunbookStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  all(): ReadonlyMap<string, EditedRunbook> {
    const rows = this.#db.prepare<[], Row>('SELECT * FROM runbook ORDER BY mode').all();
    return new Map(
      rows.map(({ mode, body, template_print: templatePrint, at_ms: atMs }) => [
        mode,
        { mode, body, templatePrint, atMs },
      ]),
    );
  }

  /** Call inside an action. */
  set({ mode, body, templatePrint, atMs }: EditedRunbook): void {
    this.#db
      .prepare(
        `INSERT INTO runbook (mode, body, template_print, at_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT (mode) DO UPDATE SET body = excluded.body, template_print = excluded.template_print, at_ms = excluded.at_ms
         WHERE body IS NOT excluded.body`,
      )
      .run(mode, body, templatePrint, atMs);
  }

  /** Back to the template. Call inside an action. */
  reset(mode: string): void {
    this.#db.prepare('DELETE FROM runbook WHERE mode = ?').run(mode);
  }
}
