import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const runbooksMigration: Migration = {
  version: 3,
  title: 'runbooks can be edited',
  sql: `
-- A runbook that differs from its template. mode = id of the failure mode; body = Markdown; template_print = fingerprint of
-- the template it was edited from.
CREATE TABLE runbook (
  mode TEXT PRIMARY KEY, body TEXT NOT NULL, template_print TEXT NOT NULL, at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
${trackedTableSql({ name: 'runbook', key: ['mode'], values: ['body', 'template_print', 'at_ms'] })}`,
};
