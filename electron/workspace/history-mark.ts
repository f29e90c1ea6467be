import type { Database } from 'better-sqlite3';

/** The newest action of a workspace's undo history. */
export interface LastAction {
  /** Counts the actions there have ever been. */
  readonly id: number;
  readonly label: string;
  readonly atMs: number;
}

/** Newest first. Undone ones count: they were made. */
export const allActions = (db: Database): readonly LastAction[] =>
  db.prepare<[], LastAction>('SELECT id, label, at_ms AS atMs FROM undo_action ORDER BY id DESC').all();

/** `null` in a workspace that was never changed. Undone ones count: they were made. */
export function lastAction(db: Database): LastAction | null {
  return (
    db
      .prepare<[], LastAction>('SELECT id, label, at_ms AS atMs FROM undo_action ORDER BY id DESC LIMIT 1')
      .get() ?? null
  );
}

/** Tells one state of a workspace from any other that Headroom has written. */
export interface HistoryMark {
  /** Steps ever recorded: rises with every change, undo and redo included. */
  readonly steps: number;
  readonly action: LastAction | null;
}

export const historyMark = (db: Database): HistoryMark => ({
  steps: countedSteps(db),
  action: lastAction(db),
});

/**
 * Whether a file is the state a mark was taken of. The steps are written in two places, of which one may be damaged; the
 * newest action must be the same, lest copies that went different ways for as many steps pass for one another.
 */
export function isStateOf(db: Database, mark: HistoryMark): boolean {
  const last = lastAction(db);
  if (last?.id !== mark.action?.id || last?.atMs !== mark.action?.atMs) return false;
  const newest = db.prepare<[], number | null>('SELECT max(seq) FROM undo_step').pluck().get() ?? 0;
  return countedSteps(db) === mark.steps || newest === mark.steps;
}

function countedSteps(db: Database): number {
  const find = db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'undo_step'");
  return find.pluck().get() ?? 0;
}
