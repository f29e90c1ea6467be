import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const mappingsMigration: Migration = {
  version: 4,
  title: 'mappings are remembered by source',
  sql: `
-- key = what files of one source have in common (columns, and the file's name where the mapping is about it);
-- body = headroom.mapping/v1 as JSON; file = name of the file it was last given for.
CREATE TABLE mapping (
  key TEXT PRIMARY KEY, body TEXT NOT NULL, file TEXT NOT NULL, saved_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
${trackedTableSql({ name: 'mapping', key: ['key'], values: ['body', 'file', 'saved_at_ms'] })}`,
};
