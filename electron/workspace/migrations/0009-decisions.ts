import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const decisionsMigration: Migration = {
  version: 9,
  title: 'decisions are kept, with what each changed',
  sql: `
-- Who decided what and why. body = headroom.decision/v1 as JSON; changes = the rows of other tables it changed, each as it
-- was before and after, as JSON: what a revert needs when the undo history does not reach back any more.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, body TEXT NOT NULL, changes TEXT NOT NULL
) STRICT;
${trackedTableSql({ name: 'decision', key: ['id'], values: ['at_ms', 'body', 'changes'] })}`,
};
