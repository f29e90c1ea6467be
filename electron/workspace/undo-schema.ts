/** A table whose changes can be undone. Part of the file format: migrations call this, so its SQL may not change later. */
export interface TrackedTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly values: readonly string[];
}

const quoted = (name: string): string => `"${name}"`;
const list = (names: readonly string[], prefix = ''): string =>
  names.map((name) => prefix + quoted(name)).join(', ');

/** Tables of the undo log itself. `undo_now` holds the running action; outside an action it is `NULL`. */
export const UNDO_LOG_SQL = `
CREATE TABLE undo_action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  bytes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE undo_now (only INTEGER PRIMARY KEY CHECK (only = 1), action INTEGER) STRICT;
INSERT INTO undo_now VALUES (1, NULL);
CREATE TABLE undo_step (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  action INTEGER NOT NULL REFERENCES undo_action (id),
  target TEXT NOT NULL,
  was TEXT NOT NULL CHECK (was IN ('inserted', 'updated', 'deleted'))
) STRICT;
CREATE INDEX undo_step_by_action ON undo_step (action, seq);
`;

/**
 * A shadow table and three triggers for one table. Each change records its inverse: of an inserted row only the key, of
 * an updated or deleted row the old row, with blobs as blobs. A write outside an action fails on `undo_step.action`'s
 * NOT NULL: forgetting to name an action is an error, not a change that silently cannot be undone.
 */
export function trackedTableSql(table: TrackedTable): string {
  const columns = [...table.key, ...table.values];
  const record = (was: string, row: 'NEW' | 'OLD', kept: readonly string[]): string => `
  INSERT INTO undo_step (action, target, was) SELECT action, '${table.name}', '${was}' FROM undo_now;
  INSERT INTO ${quoted(`undo_${table.name}`)} (seq, ${list(kept)}) VALUES (last_insert_rowid(), ${list(kept, `${row}.`)});`;
  return `
CREATE TABLE ${quoted(`undo_${table.name}`)} (seq INTEGER PRIMARY KEY, ${list(columns)});
CREATE TRIGGER ${quoted(`undo_${table.name}_insert`)} AFTER INSERT ON ${quoted(table.name)} BEGIN${record('inserted', 'NEW', table.key)}
END;
CREATE TRIGGER ${quoted(`undo_${table.name}_update`)} AFTER UPDATE ON ${quoted(table.name)} BEGIN${record('updated', 'OLD', columns)}
END;
CREATE TRIGGER ${quoted(`undo_${table.name}_delete`)} AFTER DELETE ON ${quoted(table.name)} BEGIN${record('deleted', 'OLD', columns)}
END;
`;
}
