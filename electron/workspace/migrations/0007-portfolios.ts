import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const portfoliosMigration: Migration = {
  version: 7,
  title: 'portfolios are kept',
  sql: `
-- Lists whose product is evaluated to one table. body = headroom.portfolio/v1 as JSON.
CREATE TABLE portfolio (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
${trackedTableSql({
  name: 'portfolio',
  key: ['id'],
  values: ['name', 'created_at_ms', 'changed_at_ms', 'body'],
})}`,
};
