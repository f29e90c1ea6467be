import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const connectionsMigration: Migration = {
  version: 5,
  title: 'connections to Prometheus, and what was fetched through them',
  sql: `
-- Address, sign-in without its secrets, chosen queries, as JSON.
CREATE TABLE connection (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The range of time that was fetched for a question without a gap, both ends included; question = a hash of everything
-- its answer depends on, so that a changed query is fetched anew. Undone together with the samples it speaks of.
CREATE TABLE sync_coverage (
  connection_id TEXT NOT NULL, question TEXT NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL,
  PRIMARY KEY (connection_id, question), CHECK (from_ms <= to_ms)
) STRICT, WITHOUT ROWID;
${[
  { name: 'connection', key: ['id'], values: ['body'] },
  { name: 'sync_coverage', key: ['connection_id', 'question'], values: ['from_ms', 'to_ms'] },
]
  .map(trackedTableSql)
  .join('\n')}`,
};
