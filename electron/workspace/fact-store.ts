import type { Database } from 'better-sqlite3';

/** Values there is one of: parts of the model document (`name`, `asOf`, `overhead`) and settings (`timeZone`, `planSettings`). */
export type FactKey =
  'name' | 'asOf' | 'overhead' | 'timeZone' | 'runbookBase' | 'reviewCadence' | 'planSettings';

/** Facts change under undo; `meta` says what the file itself is and does not. */
export class FactStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The value as it stood in JSON; `undefined` when it was never set. */
  get(key: FactKey): unknown {
    const row = this.#db.prepare<[string], { body: string }>('SELECT body FROM fact WHERE key = ?').get(key);
    return row === undefined ? undefined : JSON.parse(row.body);
  }

  set(key: FactKey, value: unknown): void {
    this.#db
      .prepare(
        `INSERT INTO fact (key, body) VALUES (?, ?)
         ON CONFLICT (key) DO UPDATE SET body = excluded.body WHERE body IS NOT excluded.body`,
      )
      .run(key, JSON.stringify(value));
  }

  remove(key: FactKey): void {
    this.#db.prepare('DELETE FROM fact WHERE key = ?').run(key);
  }

  meta(key: string): string | null {
    const row = this.#db
      .prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?')
      .get(key);
    return row?.value ?? null;
  }

  setMeta(key: string, value: string): void {
    this.#db
      .prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, value);
  }
}
