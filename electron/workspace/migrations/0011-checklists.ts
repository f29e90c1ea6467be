import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const checklistsMigration: Migration = {
  version: 11,
  title: 'runs of the checklists for hosts are kept',
  sql: `
-- How far adding or decommissioning of hosts has come. body = headroom.checklist/v1 as JSON.
CREATE TABLE checklist_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
${trackedTableSql({ name: 'checklist_run', key: ['id'], values: ['at_ms', 'body'] })}`,
};
