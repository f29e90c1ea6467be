import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { SavedScenario, ScenarioSummary, ScenarioVersion } from '../../shared/ipc/scenario-channels.ts';
import { Refusal } from '../refusal.ts';

interface ScenarioRow {
  id: string;
  name: string;
  version: number;
  created_at_ms: number;
  changed_at_ms: number;
}
interface VersionRow {
  version: number;
  saved_at_ms: number;
  note: string | null;
  body: string;
}

function summaryOf(row: ScenarioRow, scenario: Scenario): ScenarioSummary {
  return {
    id: row.id,
    name: scenario.name,
    notes: scenario.notes ?? null,
    version: row.version,
    eventTypes: scenario.events.map((event) => event.type),
    createdAtMs: row.created_at_ms,
    changedAtMs: row.changed_at_ms,
  };
}

/** Saved scenarios with every version ever saved. Callers pass scenarios that were parsed: nothing is checked twice. */
export class ScenarioStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  count(): number {
    return this.#db.prepare<[], number>('SELECT count(*) FROM scenario').pluck().get() ?? 0;
  }

  list(): ScenarioSummary[] {
    return this.#db
      .prepare<[], ScenarioRow & { body: string }>(
        `SELECT s.*, v.body FROM scenario s JOIN scenario_version v ON v.scenario_id = s.id AND v.version = s.version
         ORDER BY s.name, s.id`,
      )
      .all()
      .map((row) => summaryOf(row, JSON.parse(row.body)));
  }

  /** @throws Refusal `not-found` for an unknown id or version. */
  get(id: string, version?: number): SavedScenario {
    const row = this.#row(id);
    const found = this.#version(id, version ?? row.version);
    const scenario = JSON.parse(found.body) as Scenario;
    return { ...summaryOf(row, scenario), version: found.version, scenario };
  }

  add(scenario: Scenario, atMs: number, note: string | null): SavedScenario {
    const id = randomUUID();
    this.#db
      .prepare(
        'INSERT INTO scenario (id, name, version, created_at_ms, changed_at_ms) VALUES (?, ?, 1, ?, ?)',
      )
      .run(id, scenario.name, atMs, atMs);
    this.#addVersion(id, 1, scenario, atMs, note);
    return this.get(id);
  }

  /** Saves as the newest version. A document equal to the newest one is not saved again. */
  addVersion(id: string, scenario: Scenario, atMs: number, note: string | null): SavedScenario {
    const row = this.#row(id);
    if (this.#version(id, row.version).body === JSON.stringify(scenario)) return this.get(id);
    // Above the highest ever, not above the current one: a version number names one content for good.
    const highest =
      this.#db
        .prepare<[string], number>('SELECT max(version) FROM scenario_version WHERE scenario_id = ?')
        .pluck()
        .get(id) ?? row.version;
    this.#addVersion(id, highest + 1, scenario, atMs, note);
    this.#db
      .prepare('UPDATE scenario SET name = ?, version = ?, changed_at_ms = ? WHERE id = ?')
      .run(scenario.name, highest + 1, atMs, id);
    return this.get(id);
  }

  remove(id: string): void {
    this.#row(id);
    this.#db.prepare('DELETE FROM scenario_version WHERE scenario_id = ?').run(id);
    this.#db.prepare('DELETE FROM scenario WHERE id = ?').run(id);
  }

  /** Newest first. */
  versions(id: string): ScenarioVersion[] {
    this.#row(id);
    return this.#db
      .prepare<[string], VersionRow>(
        'SELECT version, saved_at_ms, note, body FROM scenario_version WHERE scenario_id = ? ORDER BY version DESC',
      )
      .all(id)
      .map((row) => {
        const scenario = JSON.parse(row.body) as Scenario;
        return {
          version: row.version,
          savedAtMs: row.saved_at_ms,
          note: row.note,
          name: scenario.name,
          events: scenario.events.length,
        };
      });
  }

  #row(id: string): ScenarioRow {
    const row = this.#db.prepare<[string], ScenarioRow>('SELECT * FROM scenario WHERE id = ?').get(id);
    if (row === undefined) throw new Refusal('not-found', 'This scenario is not in the workspace any more.');
    return row;
  }

  #version(id: string, version: number): VersionRow {
    const row = this.#db
      .prepare<[string, number], VersionRow>(
        'SELECT version, saved_at_ms, note, body FROM scenario_version WHERE scenario_id = ? AND version = ?',
      )
      .get(id, version);
    if (row === undefined) throw new Refusal('not-found', `This scenario has no version ${version}.`);
    return row;
  }

  #addVersion(id: string, version: number, scenario: Scenario, atMs: number, note: string | null): void {
    this.#db
      .prepare(
        'INSERT INTO scenario_version (scenario_id, version, saved_at_ms, note, body) VALUES (?, ?, ?, ?, ?)',
      )
      .run(id, version, atMs, note, JSON.stringify(scenario));
  }
}
