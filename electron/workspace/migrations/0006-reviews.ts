import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const reviewsMigration: Migration = {
  version: 6,
  title: 'reviews are kept',
  sql: `
-- What a review of the Overview saw, to be compared with what comes after. body = headroom.review/v1 as JSON.
CREATE TABLE review (id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
${trackedTableSql({ name: 'review', key: ['id'], values: ['at_ms', 'body'] })}`,
};
