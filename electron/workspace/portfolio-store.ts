import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { PortfolioSummary, SavedPortfolio } from '../../shared/ipc/portfolio-channels.ts';
import { cellCount, type Portfolio } from '../../shared/timeline/portfolio.ts';
import { Refusal } from '../refusal.ts';

interface PortfolioRow {
  id: string;
  created_at_ms: number;
  changed_at_ms: number;
  body: string;
}

function savedOf(row: PortfolioRow): SavedPortfolio {
  const portfolio = JSON.parse(row.body) as Portfolio;
  return {
    id: row.id,
    name: portfolio.name,
    cells: cellCount(portfolio),
    createdAtMs: row.created_at_ms,
    changedAtMs: row.changed_at_ms,
    portfolio,
  };
}

/** Saved portfolios. Callers pass ones that were parsed: nothing is checked twice. Writes stand inside an action. */
export class PortfolioStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list(): PortfolioSummary[] {
    return this.#db
      .prepare<[], PortfolioRow>('SELECT * FROM portfolio ORDER BY name, id')
      .all()
      .map((row) => {
        const { portfolio: _portfolio, ...summary } = savedOf(row);
        return summary;
      });
  }

  /** @throws Refusal `not-found`. */
  get(id: string): SavedPortfolio {
    const row = this.#db.prepare<[string], PortfolioRow>('SELECT * FROM portfolio WHERE id = ?').get(id);
    if (row === undefined) throw new Refusal('not-found', 'This portfolio is not in the workspace any more.');
    return savedOf(row);
  }

  add(portfolio: Portfolio, atMs: number): SavedPortfolio {
    const id = randomUUID();
    this.#db
      .prepare('INSERT INTO portfolio (id, name, created_at_ms, changed_at_ms, body) VALUES (?, ?, ?, ?, ?)')
      .run(id, portfolio.name, atMs, atMs, JSON.stringify(portfolio));
    return this.get(id);
  }

  /** One equal to what is saved is not written again. @throws Refusal `not-found`. */
  set(id: string, portfolio: Portfolio, atMs: number): SavedPortfolio {
    const body = JSON.stringify(portfolio);
    if (JSON.stringify(this.get(id).portfolio) === body) return this.get(id);
    this.#db
      .prepare('UPDATE portfolio SET name = ?, changed_at_ms = ?, body = ? WHERE id = ?')
      .run(portfolio.name, atMs, body, id);
    return this.get(id);
  }

  remove(id: string): void {
    this.#db.prepare('DELETE FROM portfolio WHERE id = ?').run(id);
  }
}
