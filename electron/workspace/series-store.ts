import type { Database } from 'better-sqlite3';
import type { Currency } from '../../shared/history/measured-history.ts';
import type { Series } from '../../shared/history/series.ts';
import { mergeDay, packDays, type PackedDay } from '../../shared/import/pack-days.ts';
import { DAY_MS } from '../../shared/units.ts';
import { dayFromBlobs, dayToBlobs, summarizeDay } from './day-blob.ts';
import { SeriesChanges } from './series-changes.ts';

/** A series to be stored, cut into days; each day at most once, so that what changed can be counted. */
export interface PackedSeries {
  readonly entity: string;
  readonly metric: string;
  readonly unit: string | null;
  readonly days: Iterable<PackedDay>;
}

export interface SeriesEntry {
  readonly entity: string;
  readonly metric: string;
  readonly unit: string | null;
  readonly samples: number;
  readonly firstDay: number;
  readonly lastDay: number;
  /** Days with a sample. */
  readonly days: number;
}

interface DayRow {
  day: number;
  offsets: Buffer;
  readings: Buffer;
}

/** What is said once per series and day, prepared once: an import may bring many thousand short series. */
function writing(db: Database) {
  return {
    insert: db.prepare(
      'INSERT INTO series (entity, metric, unit) VALUES (?, ?, ?) ON CONFLICT (entity, metric) DO NOTHING',
    ),
    find: db
      .prepare<[string, string], number>('SELECT id FROM series WHERE entity = ? AND metric = ?')
      .pluck(),
    stored: db.prepare<[number, number], DayRow>(
      'SELECT day, offsets, readings FROM sample_day WHERE series_id = ? AND day = ?',
    ),
    upsert: db.prepare(
      `INSERT INTO sample_day (series_id, day, samples, minimum, maximum, mean, peak, offsets, readings)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (series_id, day) DO UPDATE SET samples = excluded.samples, minimum = excluded.minimum,
         maximum = excluded.maximum, mean = excluded.mean, peak = excluded.peak,
         offsets = excluded.offsets, readings = excluded.readings`,
    ),
  };
}

/** Samples by the day. Written by imports, read by history and charts. */
export class SeriesStore {
  readonly #db: Database;
  #writing: ReturnType<typeof writing> | null = null;
  readonly #changes: SeriesChanges = new SeriesChanges();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Which days were written since when; for whoever remembers what they computed from samples. */
  get changes(): SeriesChanges {
    return this.#changes;
  }

  totals(): { readonly series: number; readonly samples: number } {
    const row = this.#db
      .prepare<[], { series: number; samples: number | null }>(
        'SELECT (SELECT count(*) FROM series) AS series, (SELECT sum(samples) FROM series_total) AS samples',
      )
      .get();
    return { series: row?.series ?? 0, samples: row?.samples ?? 0 };
  }

  list(): SeriesEntry[] {
    return this.#db
      .prepare<[], SeriesEntry>(
        `SELECT entity, metric, unit, samples, days,
                (SELECT min(day) FROM sample_day WHERE series_id = series.id) AS firstDay,
                (SELECT max(day) FROM sample_day WHERE series_id = series.id) AS lastDay
         FROM series JOIN series_total ON series_id = series.id ORDER BY entity, metric`,
      )
      .all();
  }

  /**
   * Lays a series' days over what is stored and returns how many samples that changed. A day that stays as it was is not
   * written: importing the same file again changes nothing.
   */
  write(series: PackedSeries): number {
    const id = this.#idOf(series);
    const { stored, upsert } = this.#statements();
    let changed = 0;
    for (const added of series.days) {
      const row = stored.get(id, added.day);
      const old = row === undefined ? null : dayFromBlobs(row.day, row.offsets, row.readings);
      const merged = mergeDay(old, added);
      if (merged.changed === 0) continue;
      changed += merged.changed;
      this.#changes.add(series.entity, series.metric, added.day);
      const { minimum, maximum, mean, peak } = summarizeDay(merged.day.values);
      const blobs = dayToBlobs(merged.day);
      upsert.run(
        id,
        added.day,
        merged.day.values.length,
        minimum,
        maximum,
        mean,
        peak,
        blobs.offsets,
        blobs.readings,
      );
    }
    return changed;
  }

  /** Samples of one series from day `from` to day `to` (days since the epoch, both included); empty when unknown. */
  read(entity: string, metric: string, from = -Infinity, to = Infinity): Series {
    const rows = this.#db
      .prepare<[string, string, number, number], DayRow>(
        `SELECT day, offsets, readings FROM sample_day
         WHERE series_id = (SELECT id FROM series WHERE entity = ? AND metric = ?) AND day BETWEEN ? AND ? ORDER BY day`,
      )
      .all(entity, metric, Math.max(from, -1e9), Math.min(to, 1e9));
    const length = rows.reduce((sum, row) => sum + row.readings.length / 8, 0);
    const times = new Float64Array(length);
    const values = new Float64Array(length);
    let at = 0;
    for (const row of rows) {
      const day = dayFromBlobs(row.day, row.offsets, row.readings);
      values.set(day.values, at);
      for (const offset of day.offsetsMs) {
        times[at] = row.day * DAY_MS + offset;
        at += 1;
      }
    }
    return { entity, metric, times, values };
  }

  /** Takes a series with all its samples away; `false` when there is none of that name. */
  remove(entity: string, metric: string): boolean {
    const id = this.#find(entity, metric);
    if (id === undefined) return false;
    this.#db.prepare('DELETE FROM sample_day WHERE series_id = ?').run(id);
    this.#db.prepare('DELETE FROM series WHERE id = ?').run(id);
    this.#changes.everything();
    return true;
  }

  /** Another name and unit for a series; its samples stay. */
  rename(
    from: { readonly entity: string; readonly metric: string },
    to: { readonly entity: string; readonly metric: string },
    unit: string | null,
  ): 'done' | 'missing' | 'taken' {
    const id = this.#find(from.entity, from.metric);
    if (id === undefined) return 'missing';
    const other = this.#find(to.entity, to.metric);
    if (other !== undefined && other !== id) return 'taken';
    this.#db
      .prepare('UPDATE series SET entity = ?, metric = ?, unit = ? WHERE id = ?')
      .run(to.entity, to.metric, unit, id);
    this.#changes.everything();
    return 'done';
  }

  /** Every value of a series put through a function. */
  scale(entity: string, metric: string, by: (value: number) => number): void {
    const { times, values } = this.read(entity, metric);
    this.write({ entity, metric, unit: null, days: packDays(times, values.map(by)) });
  }

  /** Unit as the import gave it; `null` where it did not, or there is no such series. */
  unitOf(entity: string, metric: string): string | null {
    return (
      this.#db
        .prepare<[string, string], string | null>('SELECT unit FROM series WHERE entity = ? AND metric = ?')
        .pluck()
        .get(entity, metric) ?? null
    );
  }

  /** Newest UTC day any of the entities has a sample of the metric on; `null` for none. */
  lastDay(metric: string, entities: readonly string[]): number | null {
    const newest = this.#db
      .prepare<[string, string], number | null>(
        'SELECT max(day) FROM sample_day WHERE series_id = (SELECT id FROM series WHERE entity = ? AND metric = ?)',
      )
      .pluck();
    const days = entities.map((entity) => newest.get(entity, metric) ?? null).filter((day) => day !== null);
    return days.length === 0 ? null : Math.max(...days);
  }

  /** How current every entity's series of a metric is. */
  currencies(metric: string): Map<string, Currency> {
    const rows = this.#db
      .prepare<[string], { entity: string; newest: number; days: number }>(
        `WITH newest AS (
           SELECT id, entity, (SELECT max(day) FROM sample_day WHERE series_id = series.id) AS newest
           FROM series WHERE metric = ?)
         SELECT entity, newest, (SELECT count(*) FROM sample_day WHERE series_id = id AND day > newest - 14) AS days
         FROM newest WHERE newest IS NOT NULL`,
      )
      .all(metric);
    return new Map(
      rows.map(({ entity, newest, days }) => [entity, { newestMs: newest * DAY_MS, recentDays: days }]),
    );
  }

  /** Of every series of a metric its newest UTC day with a sample and the p95 of that day. */
  newestPeaks(metric: string): { readonly entity: string; readonly day: number; readonly peak: number }[] {
    return this.#db
      .prepare<[string], { entity: string; day: number; peak: number }>(
        `SELECT entity, day, peak FROM series JOIN sample_day ON series_id = series.id
         WHERE metric = ? AND day = (SELECT max(day) FROM sample_day WHERE series_id = series.id) ORDER BY entity`,
      )
      .all(metric);
  }

  /** Entities that have at least one sample of a metric, in code-unit order. */
  entitiesOf(metric: string): string[] {
    return this.#db
      .prepare<[string], string>('SELECT entity FROM series WHERE metric = ? ORDER BY entity')
      .pluck()
      .all(metric);
  }

  #find(entity: string, metric: string): number | undefined {
    return this.#statements().find.get(entity, metric);
  }

  #statements(): ReturnType<typeof writing> {
    this.#writing ??= writing(this.#db);
    return this.#writing;
  }

  #idOf(series: PackedSeries): number {
    const { insert, find } = this.#statements();
    insert.run(series.entity, series.metric, series.unit);
    const id = find.get(series.entity, series.metric);
    if (id === undefined) throw new Error('a series just written is not there');
    return id;
  }
}
