import type { Database } from 'better-sqlite3';

type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** One row of a tracked table, before and after; `null`: not there. */
export interface RowChange {
  readonly table: string;
  readonly before: Row | null;
  readonly after: Row | null;
}

/** Tables with samples are too large to be kept beside a decision, and no decision changes them. */
const UNKEPT: ReadonlySet<string> = new Set(['sample_day', 'decision']);

interface StepRow {
  seq: number;
  target: string;
  was: 'inserted' | 'updated' | 'deleted';
}

const names = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

/**
 * What a running action has changed so far, read from the undo log's own steps, and its inverse row by row. Kept beside a
 * decision, it can be taken back after any number of later steps, as long as nothing else changed the same rows.
 */
export class RowChanges {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Marks a place in the undo log. */
  mark(): number {
    return this.#db.prepare<[], number | null>('SELECT max(seq) FROM undo_step').pluck().get() ?? 0;
  }

  /** Rows changed since a mark, each once: as it was at the mark, and as it is. Call inside the action. */
  since(mark: number): readonly RowChange[] {
    const steps = this.#db
      .prepare<[number], StepRow>('SELECT seq, target, was FROM undo_step WHERE seq > ? ORDER BY seq')
      .all(mark);
    const found = new Map<string, RowChange>();
    for (const { seq, target, was } of steps) {
      if (UNKEPT.has(target)) continue;
      const { key, all } = this.#columns(target);
      const kept = this.#db.prepare<[number], Row>(
        `SELECT ${names(was === 'inserted' ? key : all)} FROM "undo_${target}" WHERE seq = ?`,
      );
      const row = kept.get(seq);
      if (row === undefined) throw new Error(`step ${seq} of ${target} has no row`);
      const at = JSON.stringify([target, ...key.map((column) => row[column])]);
      if (found.has(at)) continue;
      found.set(at, {
        table: target,
        before: was === 'inserted' ? null : row,
        after: this.#current(target, row),
      });
    }
    return [...found.values()].filter(
      ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
    );
  }

  /** Those that are not any more as the change left them. */
  changedSince(changes: readonly RowChange[]): readonly RowChange[] {
    return changes.filter(({ table, before, after }) => {
      const row = after ?? before;
      return row !== null && JSON.stringify(this.#current(table, row)) !== JSON.stringify(after);
    });
  }

  /** Puts every row back as it was before. Call inside an action. */
  restore(changes: readonly RowChange[]): void {
    this.#db.pragma('defer_foreign_keys = ON');
    for (const { table, before, after } of changes.toReversed()) {
      const { key, all } = this.#columns(table);
      const keyIs = key.map((column) => `"${column}" IS ?`).join(' AND ');
      const at = (row: Row): Cell[] => key.map((column) => row[column] ?? null);
      if (before === null) {
        if (after !== null) this.#db.prepare(`DELETE FROM "${table}" WHERE ${keyIs}`).run(...at(after));
        continue;
      }
      const values = all.map((column) => before[column] ?? null);
      const exists = this.#current(table, before) !== null;
      if (exists)
        this.#db
          .prepare(
            `UPDATE "${table}" SET (${names(all)}) = (${all.map(() => '?').join(', ')}) WHERE ${keyIs}`,
          )
          .run(...values, ...at(before));
      else
        this.#db
          .prepare(`INSERT INTO "${table}" (${names(all)}) VALUES (${all.map(() => '?').join(', ')})`)
          .run(...values);
    }
  }

  #current(table: string, row: Row): Row | null {
    const { key, all } = this.#columns(table);
    const where = key.map((column) => `"${column}" IS ?`).join(' AND ');
    return (
      this.#db
        .prepare<Cell[], Row>(`SELECT ${names(all)} FROM "${table}" WHERE ${where}`)
        .get(...key.map((column) => row[column] ?? null)) ?? null
    );
  }

  /** The name comes from our own triggers, never from outside. */
  #columns(table: string): { readonly key: readonly string[]; readonly all: readonly string[] } {
    const info = this.#db
      .prepare<[string], { name: string; pk: number }>(
        'SELECT name, pk FROM pragma_table_info(?) ORDER BY cid',
      )
      .all(table);
    if (info.length === 0) throw new Error(`there is no table ${table}`);
    return {
      key: info.filter(({ pk }) => pk > 0).map(({ name }) => name),
      all: info.map(({ name }) => name),
    };
  }
}
