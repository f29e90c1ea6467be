import type { Migration } from '../migration.ts';
import { trackedTableSql } from '../undo-schema.ts';

export const savedForecastsMigration: Migration = {
  version: 2,
  title: 'forecasts are kept, to be scored by what comes',
  sql: `
-- What was said about a constraint when its newest complete day was last_day (days since 1970-01-01 in the workspace's
-- zone). The first thing said about a day stays: saying it again changes nothing. body = JSON of the line and its crossing.
CREATE TABLE saved_forecast (
  constraint_id TEXT NOT NULL, last_day INTEGER NOT NULL, made_at_ms INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (constraint_id, last_day)
) STRICT, WITHOUT ROWID;
${trackedTableSql({
  name: 'saved_forecast',
  key: ['constraint_id', 'last_day'],
  values: ['made_at_ms', 'body'],
})}`,
};
