import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const pipelineMigration: Migration = {
  version: 8,
  title: 'customer templates and the pipeline are kept',
  sql: `
-- Shapes of customers under a name. body = the load fields of an onboardCustomer event as JSON.
CREATE TABLE customer_template (id TEXT PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL) STRICT;
${trackedTableSql({ name: 'customer_template', key: ['id'], values: ['name', 'body'] })}
-- Customers that may come, in the order of their positions. body = an onboardCustomer event as JSON, with its probability.
CREATE TABLE prospect (id TEXT PRIMARY KEY, position INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
${trackedTableSql({ name: 'prospect', key: ['id'], values: ['position', 'body'] })}`,
};
