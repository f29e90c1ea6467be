import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { CustomerShape } from '../../shared/events/customer-shape.ts';
import type { CustomerTemplate, Prospect } from '../../shared/ipc/pipeline-channels.ts';
import { Refusal } from '../refusal.ts';

/** Templates of customers and the sales pipeline. Writes stand inside an action. */
export class PipelineStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  templates(): readonly CustomerTemplate[] {
    return this.#db
      .prepare<[], { id: string; name: string; body: string }>(
        'SELECT id, name, body FROM customer_template ORDER BY name, id',
      )
      .all()
      .map(({ id, name, body }) => ({ id, name, shape: JSON.parse(body) as CustomerShape }));
  }

  /** A template of the same name is replaced: the name is how people know it. */
  saveTemplate(name: string, shape: CustomerShape): void {
    const known = this.#db
      .prepare<[string], string>('SELECT id FROM customer_template WHERE name = ?')
      .pluck()
      .get(name);
    const body = JSON.stringify(shape);
    if (known === undefined)
      this.#db
        .prepare('INSERT INTO customer_template (id, name, body) VALUES (?, ?, ?)')
        .run(randomUUID(), name, body);
    else this.#db.prepare('UPDATE customer_template SET body = ? WHERE id = ?').run(body, known);
  }

  /** @throws Refusal `not-found`. */
  removeTemplate(id: string): void {
    const { changes } = this.#db.prepare('DELETE FROM customer_template WHERE id = ?').run(id);
    if (changes === 0) throw new Refusal('not-found', 'This template is not in the workspace any more.');
  }

  prospects(): readonly Prospect[] {
    return this.#db
      .prepare<[], string>('SELECT body FROM prospect ORDER BY position, id')
      .pluck()
      .all()
      .map((body) => JSON.parse(body) as Prospect);
  }

  /** The pipeline as given, in that order; rows that are as they were are not touched. */
  setProspects(prospects: readonly Prospect[]): void {
    const kept = new Set(prospects.map(({ id }) => id));
    const known = new Map(
      this.#db
        .prepare<[], { id: string; position: number; body: string }>(
          'SELECT id, position, body FROM prospect',
        )
        .all()
        .map((row) => [row.id, row]),
    );
    for (const id of known.keys())
      if (!kept.has(id)) this.#db.prepare('DELETE FROM prospect WHERE id = ?').run(id);
    prospects.forEach((prospect, position) => {
      const body = JSON.stringify(prospect);
      const row = known.get(prospect.id);
      if (row === undefined)
        this.#db
          .prepare('INSERT INTO prospect (id, position, body) VALUES (?, ?, ?)')
          .run(prospect.id, position, body);
      else if (row.position !== position || row.body !== body)
        this.#db
          .prepare('UPDATE prospect SET position = ?, body = ? WHERE id = ?')
          .run(position, body, prospect.id);
    });
  }
}
