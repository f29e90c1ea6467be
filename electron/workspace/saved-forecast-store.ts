import type { Database } from 'better-sqlite3';
import type { SavedForecast } from '../../shared/timeline/saved-forecast.ts';

export interface KeptForecast {
  readonly madeAtMs: number;
  readonly forecast: SavedForecast;
}

/** Forecasts as they were made, one per constraint and last complete day. */
export class SavedForecastStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps what was not said about that day before. Returns how many were new. Call inside an action. */
  add(forecasts: readonly SavedForecast[], atMs: number): number {
    const insert = this.#db.prepare(
      `INSERT INTO saved_forecast (constraint_id, last_day, made_at_ms, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (constraint_id, last_day) DO NOTHING`,
    );
    return forecasts.reduce(
      (sum, forecast) =>
        sum + insert.run(forecast.id, forecast.lastDay, atMs, JSON.stringify(forecast)).changes,
      0,
    );
  }

  /** Newest first. */
  of(constraintId: string): readonly KeptForecast[] {
    return this.#db
      .prepare<[string], { made_at_ms: number; body: string }>(
        'SELECT made_at_ms, body FROM saved_forecast WHERE constraint_id = ? ORDER BY last_day DESC',
      )
      .all(constraintId)
      .map((row) => ({ madeAtMs: row.made_at_ms, forecast: JSON.parse(row.body) as SavedForecast }));
  }
}
