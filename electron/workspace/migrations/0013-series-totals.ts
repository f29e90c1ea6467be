import type { Migration } from '../migration.ts';

export const seriesTotalsMigration: Migration = {
  version: 13,
  title: 'how many samples and days a series has, kept up',
  sql: `
-- Follows sample_day by itself, undo included, so that counting reads no samples: they lie in the same rows, and a file
-- may hold gigabytes of them. Derived, so nothing of it is recorded for undo.
CREATE TABLE series_total (
  series_id INTEGER PRIMARY KEY, samples INTEGER NOT NULL, days INTEGER NOT NULL
) STRICT;
INSERT INTO series_total SELECT series_id, sum(samples), count(*) FROM sample_day GROUP BY series_id;
CREATE TRIGGER series_total_insert AFTER INSERT ON sample_day BEGIN
  INSERT INTO series_total VALUES (NEW.series_id, NEW.samples, 1)
  ON CONFLICT (series_id) DO UPDATE SET samples = samples + NEW.samples, days = days + 1;
END;
CREATE TRIGGER series_total_update AFTER UPDATE ON sample_day BEGIN
  UPDATE series_total SET samples = samples - OLD.samples + NEW.samples WHERE series_id = NEW.series_id;
END;
CREATE TRIGGER series_total_delete AFTER DELETE ON sample_day BEGIN
  UPDATE series_total SET samples = samples - OLD.samples, days = days - 1 WHERE series_id = OLD.series_id;
  DELETE FROM series_total WHERE series_id = OLD.series_id AND days = 0;
END;
`,
};
