import type { Migration } from '../migration.ts';
import { trackedTableSql, UNDO_LOG_SQL, type TrackedTable } from '../undo-schema.ts';

/** The tables of version 1 whose changes can be undone, parents before children. */
const tracked: readonly TrackedTable[] = [
  { name: 'fact', key: ['key'], values: ['body'] },
  { name: 'entity', key: ['kind', 'id'], values: ['ordinal', 'body'] },
  { name: 'policy_value', key: ['key'], values: ['value', 'origin', 'author', 'at_ms', 'note'] },
  { name: 'series', key: ['id'], values: ['entity', 'metric', 'unit'] },
  {
    name: 'sample_day',
    key: ['series_id', 'day'],
    values: ['samples', 'minimum', 'maximum', 'mean', 'peak', 'offsets', 'readings'],
  },
  { name: 'import', key: ['id'], values: ['at_ms', 'report'] },
  { name: 'scenario', key: ['id'], values: ['name', 'version', 'created_at_ms', 'changed_at_ms'] },
  { name: 'scenario_version', key: ['scenario_id', 'version'], values: ['saved_at_ms', 'note', 'body'] },
];

export const firstMigration: Migration = {
  version: 1,
  title: 'model, policy, samples by the day, imports, scenarios, undo',
  sql: `
-- What the file is: not undoable.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Parts of the model that are one value (name, asOf, overhead) and settings of the workspace (timeZone), as JSON.
CREATE TABLE fact (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One row per host, microVM row, pool …, as JSON of the model document, in the document's order.
CREATE TABLE entity (
  kind TEXT NOT NULL, id TEXT NOT NULL, ordinal INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_in_order ON entity (kind, ordinal);

-- Only values that differ from the defaults by somebody's or a measurement's doing.
CREATE TABLE policy_value (
  key TEXT PRIMARY KEY, value TEXT NOT NULL, origin TEXT NOT NULL CHECK (origin IN ('measured', 'edited')),
  author TEXT, at_ms INTEGER NOT NULL, note TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
  id INTEGER PRIMARY KEY, entity TEXT NOT NULL, metric TEXT NOT NULL, unit TEXT,
  UNIQUE (entity, metric)
) STRICT;

-- One row per series and UTC day (days since 1970-01-01): offsets = Uint32 milliseconds into the day, rising;
-- readings = Float64, as many. Both little-endian. The summary columns stand before the blobs, so that reading them
-- does not read the samples; peak is the 0.95 quantile of the day.
CREATE TABLE sample_day (
  series_id INTEGER NOT NULL REFERENCES series (id), day INTEGER NOT NULL,
  samples INTEGER NOT NULL, minimum REAL NOT NULL, maximum REAL NOT NULL, mean REAL NOT NULL, peak REAL NOT NULL,
  offsets BLOB NOT NULL, readings BLOB NOT NULL,
  PRIMARY KEY (series_id, day),
  CHECK (length(offsets) = 4 * samples AND length(readings) = 8 * samples)
) STRICT;

CREATE TABLE import (id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, report TEXT NOT NULL) STRICT;

CREATE TABLE scenario (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL, changed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE scenario_version (
  scenario_id TEXT NOT NULL REFERENCES scenario (id), version INTEGER NOT NULL,
  saved_at_ms INTEGER NOT NULL, note TEXT, body TEXT NOT NULL,
  PRIMARY KEY (scenario_id, version)
) STRICT, WITHOUT ROWID;
${UNDO_LOG_SQL}
${tracked.map(trackedTableSql).join('\n')}`,
};
