import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const reviewSheetsMigration: Migration = {
  version: 12,
  title: 'reviews have a kind, notes and a sign-off',
  sql: `
-- What people said at a review, beside what it saw. body = headroom.review-sheet/v1 as JSON. A review without one was
-- marked on the Overview.
CREATE TABLE review_sheet (
  review_id INTEGER PRIMARY KEY REFERENCES review (id), body TEXT NOT NULL
) STRICT;
${trackedTableSql({ name: 'review_sheet', key: ['review_id'], values: ['body'] })}`,
};
