import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const purchasesMigration: Migration = {
  version: 10,
  title: 'accepted purchases of plans, and how far each is',
  sql: `
-- One row per accepted line of a plan; body = its record (line, scenario, state) as JSON.
CREATE TABLE purchase (
  id TEXT PRIMARY KEY, accepted_at_ms INTEGER NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
${trackedTableSql({ name: 'purchase', key: ['id'], values: ['accepted_at_ms', 'body'] })}`,
};
