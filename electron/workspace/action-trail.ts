import type { Database } from 'better-sqlite3';
import type { ChangeCount } from '../../shared/ipc/import-history-channels.ts';
import { allActions, type LastAction } from './history-mark.ts';

/** Keys of the tracked tables whose shadow rows say which row a step was about. */
function keyOf(db: Database, table: string): readonly string[] {
  return db
    .prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?) ORDER BY pk')
    .all(table)
    .filter(({ pk }) => pk > 0)
    .map(({ name }) => name);
}

/** What the undo log tells about single actions: which of them did something, what it changed, what came over it since. */
export class ActionTrail {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The action, still done, that entered an import in the list; `null` once the log has let it go. */
  ofImport(importId: number): { readonly id: number; readonly label: string } | null {
    return (
      this.#db
        .prepare<[number], { id: number; label: string }>(
          `SELECT a.id, a.label FROM undo_step s JOIN undo_import u ON u.seq = s.seq JOIN undo_action a ON a.id = s.action
           WHERE s.target = 'import' AND s.was = 'inserted' AND u.id = ? AND a.undone = 0 ORDER BY a.id LIMIT 1`,
        )
        .get(importId) ?? null
    );
  }

  /** Every action there is, newest first, undone ones too. */
  all(): readonly LastAction[] {
    return allActions(this.#db);
  }

  isNewest(action: number): boolean {
    const newest = this.#db
      .prepare<[], number | null>('SELECT max(id) FROM undo_action WHERE undone = 0')
      .pluck()
      .get();
    return newest === action;
  }

  /** Rows an action added, changed and took away, by what they are; inventory rows by their kind. */
  changes(action: number): readonly ChangeCount[] {
    return this.#db
      .prepare<[number], ChangeCount>(
        `SELECT s.target AS what, e.kind AS kind,
           sum(s.was = 'inserted') AS added, sum(s.was = 'updated') AS changed, sum(s.was = 'deleted') AS removed
         FROM undo_step s LEFT JOIN undo_entity e ON s.target = 'entity' AND e.seq = s.seq
         WHERE s.action = ? GROUP BY s.target, e.kind ORDER BY s.target, e.kind`,
      )
      .all(action);
  }

  /** Label of the first later action that touched a row of this one, or hangs samples on a series it made. */
  firstDependent(action: number): string | null {
    let first: { id: number; label: string } | null = null;
    const consider = (found: { id: number; label: string } | undefined): void => {
      if (found !== undefined && (first === null || found.id < first.id)) first = found;
    };
    for (const table of this.#targets(action)) {
      const same = keyOf(this.#db, table)
        .map((column) => `v."${column}" = u."${column}"`)
        .join(' AND ');
      consider(this.#laterThan(action, table, table, same, ''));
    }
    consider(this.#laterThan(action, 'series', 'sample_day', 'v.series_id = u.id', "AND s.was = 'inserted'"));
    const found = first as { id: number; label: string } | null;
    return found === null ? null : found.label;
  }

  #laterThan(
    action: number,
    mine: string,
    theirs: string,
    same: string,
    more: string,
  ): { id: number; label: string } | undefined {
    return this.#db
      .prepare<[number, string, string, number], { id: number; label: string }>(
        `SELECT a.id, a.label FROM undo_step s JOIN "undo_${mine}" u ON u.seq = s.seq
         JOIN "undo_${theirs}" v ON ${same} JOIN undo_step t ON t.seq = v.seq JOIN undo_action a ON a.id = t.action
         WHERE s.action = ? AND s.target = ? ${more} AND t.target = ? AND t.action > ? AND a.undone = 0
         ORDER BY a.id LIMIT 1`,
      )
      .get(action, mine, theirs, action);
  }

  #targets(action: number): readonly string[] {
    return this.#db
      .prepare<[number], string>('SELECT DISTINCT target FROM undo_step WHERE action = ?')
      .pluck()
      .all(action);
  }
}
