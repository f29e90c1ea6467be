import type { Database } from 'better-sqlite3';
import type { ActionEntry, ActionHistory } from '../../shared/ipc/workspace-channels.ts';
import { Refusal } from '../refusal.ts';

/** Actions kept, and bytes of old samples they may hold; the oldest beyond either go. The newest always stays. */
const HISTORY_LIMITS = { actions: 200, bytes: 256 * 1024 * 1024 } as const;

interface ActionRow {
  id: number;
  label: string;
  at_ms: number;
}
interface StepRow {
  seq: number;
  target: string;
  was: 'inserted' | 'updated' | 'deleted';
}

/** What an action came to, and the tables it changed; `action` is `null` where it changed nothing. */
export interface Acted<T> {
  readonly value: T;
  readonly action: number | null;
  readonly tables: readonly string[];
}

/** An action that was undone or redone, and the tables that changed. */
interface Played {
  readonly entry: ActionEntry;
  readonly tables: readonly string[];
}

const entryOf = (row: ActionRow): ActionEntry => ({ id: row.id, label: row.label, atMs: row.at_ms });

/** Rolls an action back that changed nothing, so that not even its own bookkeeping touches the file. */
class NothingChanged extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super();
    this.value = value;
  }
}

/**
 * The stored history of changes. Triggers write each change's inverse (see `undo-schema.ts`); this class groups them
 * into named actions and plays a group back. Playing back records the inverse of the inverse by the same triggers, which
 * is what `redo` plays.
 */
export class UndoStore {
  readonly #db: Database;
  readonly #limits: { readonly actions: number; readonly bytes: number };
  readonly #columns = new Map<string, { readonly key: readonly string[]; readonly all: readonly string[] }>();

  constructor(db: Database, limits: { readonly actions: number; readonly bytes: number } = HISTORY_LIMITS) {
    this.#db = db;
    this.#limits = limits;
  }

  /**
   * Runs `change` as one transaction and one undoable action. Nothing stays of it when it throws. An action that changed
   * nothing leaves no entry, and what could be redone before can still be. Long work that is kept piece by piece names in
   * `continues` the action of the piece before: while that is still the newest one, both are undone together.
   */
  act<T>(label: string, atMs: number, change: () => T, continues: number | null = null): Acted<T> {
    try {
      return this.#db.transaction(() => this.#actInside(label, atMs, change, continues)).immediate();
    } catch (error) {
      if (error instanceof NothingChanged) return { value: error.value as T, action: null, tables: [] };
      throw error;
    }
  }

  #actInside<T>(label: string, atMs: number, change: () => T, continues: number | null): Acted<T> {
    const insert = this.#db.prepare('INSERT INTO undo_action (label, at_ms) VALUES (?, ?)');
    const id =
      continues !== null && continues === this.#newestUndoable()
        ? continues
        : Number(insert.run(label, atMs).lastInsertRowid);
    const stepsBefore = this.#lastStep();
    const value = this.#recordingAs(id, change);
    if (this.#lastStep() === stepsBefore) throw new NothingChanged(value);
    const tables = this.#db
      .prepare<[number], string>('SELECT DISTINCT target FROM undo_step WHERE seq > ?')
      .pluck()
      .all(stepsBefore);
    this.#forget(this.#ids('SELECT id FROM undo_action WHERE undone = 1'));
    this.#db.prepare('UPDATE undo_action SET bytes = ? WHERE id = ?').run(this.#sampleBytes(id), id);
    this.#prune(id);
    return { value, action: id, tables };
  }

  /** `null` also where something was undone after it: what is redone later must find the state it was undone from. */
  #newestUndoable(): number | null {
    const newest = this.#db
      .prepare<[], { id: number; undone: number }>(
        'SELECT id, undone FROM undo_action ORDER BY id DESC LIMIT 1',
      )
      .get();
    return newest === undefined || newest.undone === 1 ? null : newest.id;
  }

  #lastStep(): number {
    return this.#db.prepare<[], number | null>('SELECT max(seq) FROM undo_step').pluck().get() ?? 0;
  }

  undo(): Played {
    return this.#play(
      'SELECT id, label, at_ms FROM undo_action WHERE undone = 0 ORDER BY id DESC LIMIT 1',
      1,
    );
  }

  redo(): Played {
    return this.#play('SELECT id, label, at_ms FROM undo_action WHERE undone = 1 ORDER BY id ASC LIMIT 1', 0);
  }

  /**
   * The inverse of an earlier action as an action of its own; the earlier one stays in the log, as what it was then.
   * Whoever asks has made sure that nothing later touched its rows. `check` looks at what is left and may throw.
   */
  revert(label: string, atMs: number, action: number, check: () => void): Acted<void> {
    const steps = this.#stepsOf(action);
    return this.act(label, atMs, () => {
      this.#db.pragma('defer_foreign_keys = ON');
      for (const step of steps) this.#invert(step);
      check();
    });
  }

  history(): ActionHistory {
    const read = (undone: 0 | 1, order: 'ASC' | 'DESC'): ActionEntry[] =>
      this.#db
        .prepare<[number], ActionRow>(
          `SELECT id, label, at_ms FROM undo_action WHERE undone = ? ORDER BY id ${order}`,
        )
        .all(undone)
        .map(entryOf);
    return { undo: read(0, 'DESC'), redo: read(1, 'ASC') };
  }

  #recordingAs<T>(action: number, change: () => T): T {
    const set = this.#db.prepare('UPDATE undo_now SET action = ?');
    set.run(action);
    const value = change();
    set.run(null);
    return value;
  }

  #play(find: string, undone: 0 | 1): Played {
    return this.#db
      .transaction(() => {
        const action = this.#db.prepare<[], ActionRow>(find).get();
        if (action === undefined) {
          throw new Refusal(
            'nothing-to-do',
            undone === 1 ? 'There is nothing to undo.' : 'There is nothing to redo.',
          );
        }
        // Rows come back in the reverse order of their going, children before parents at times.
        this.#db.pragma('defer_foreign_keys = ON');
        const steps = this.#stepsOf(action.id);
        this.#recordingAs(action.id, () => {
          for (const step of steps) this.#invert(step);
        });
        this.#dropSteps(steps);
        this.#db
          .prepare('UPDATE undo_action SET undone = ?, bytes = ? WHERE id = ?')
          .run(undone, this.#sampleBytes(action.id), action.id);
        return { entry: entryOf(action), tables: [...new Set(steps.map(({ target }) => target))] };
      })
      .immediate();
  }

  /** Newest first. */
  #stepsOf(action: number): StepRow[] {
    return this.#db
      .prepare<[number], StepRow>('SELECT seq, target, was FROM undo_step WHERE action = ? ORDER BY seq DESC')
      .all(action);
  }

  #invert(step: StepRow): void {
    const { key, all } = this.#columnsOf(step.target);
    const shadow = `"undo_${step.target}"`;
    const names = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');
    const keyIsThatOfStep = `(${names(key)}) = (SELECT ${names(key)} FROM ${shadow} WHERE seq = ?)`;
    if (step.was === 'inserted') {
      this.#db.prepare(`DELETE FROM "${step.target}" WHERE ${keyIsThatOfStep}`).run(step.seq);
    } else if (step.was === 'deleted') {
      this.#db
        .prepare(
          `INSERT INTO "${step.target}" (${names(all)}) SELECT ${names(all)} FROM ${shadow} WHERE seq = ?`,
        )
        .run(step.seq);
    } else {
      this.#db
        .prepare(
          `UPDATE "${step.target}" SET (${names(all)}) = (SELECT ${names(all)} FROM ${shadow} WHERE seq = ?) WHERE ${keyIsThatOfStep}`,
        )
        .run(step.seq, step.seq);
    }
  }

  /** Key and all columns of a tracked table. The name comes from our own triggers, never from outside. */
  #columnsOf(table: string): { readonly key: readonly string[]; readonly all: readonly string[] } {
    const known = this.#columns.get(table);
    if (known !== undefined) return known;
    const info = this.#db
      .prepare<[string], { name: string; pk: number }>(
        'SELECT name, pk FROM pragma_table_info(?) ORDER BY cid',
      )
      .all(table);
    const columns = {
      key: info.filter((column) => column.pk > 0).map((column) => column.name),
      all: info.map((column) => column.name),
    };
    this.#columns.set(table, columns);
    return columns;
  }

  #dropSteps(steps: readonly StepRow[]): void {
    const dropStep = this.#db.prepare('DELETE FROM undo_step WHERE seq = ?');
    for (const step of steps) {
      this.#db.prepare(`DELETE FROM "undo_${step.target}" WHERE seq = ?`).run(step.seq);
      dropStep.run(step.seq);
    }
  }

  #ids(sql: string): number[] {
    return this.#db
      .prepare<[], { id: number }>(sql)
      .all()
      .map((row) => row.id);
  }

  #forget(actions: readonly number[]): void {
    const steps = this.#db.prepare<[number], StepRow>(
      'SELECT seq, target, was FROM undo_step WHERE action = ?',
    );
    const drop = this.#db.prepare('DELETE FROM undo_action WHERE id = ?');
    for (const action of actions) {
      this.#dropSteps(steps.all(action));
      drop.run(action);
    }
  }

  #sampleBytes(action: number): number {
    const row = this.#db
      .prepare<[number], { bytes: number | null }>(
        `SELECT sum(coalesce(length(d.offsets), 0) + coalesce(length(d.readings), 0)) AS bytes
         FROM undo_step s JOIN undo_sample_day d ON d.seq = s.seq WHERE s.action = ?`,
      )
      .get(action);
    return row?.bytes ?? 0;
  }

  #prune(newest: number): void {
    const rows = this.#db
      .prepare<[], { id: number; bytes: number }>('SELECT id, bytes FROM undo_action ORDER BY id DESC')
      .all();
    let bytes = 0;
    const tooOld: number[] = [];
    for (const [index, row] of rows.entries()) {
      bytes += row.bytes;
      if (row.id !== newest && (index >= this.#limits.actions || bytes > this.#limits.bytes))
        tooOld.push(row.id);
    }
    this.#forget(tooOld);
  }
}
