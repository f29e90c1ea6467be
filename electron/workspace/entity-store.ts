import type { Database } from 'better-sqlite3';
import type { ModelKind } from '../../shared/model/document.ts';

export type EntityRow = Readonly<Record<string, unknown>>;

/** What names a row of its kind: its id, an overlay's region, an order's place in the list (orders have no id). */
function entityKey(kind: ModelKind, row: EntityRow, ordinal: number): string {
  if (kind === 'orders') return String(ordinal).padStart(6, '0');
  return String(kind === 'overlays' ? row['region'] : row['id']);
}

/** A row as it is kept: what is `null` in the model (not measured) is absent in the document, and the reader fills it in. */
function entityBody(row: EntityRow): string {
  return JSON.stringify(row, (_key, value: unknown) => (value === null ? undefined : value));
}

/** Inventory rows, one per host, microVM row, pool …; a change to one of them is one row. */
export class EntityStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Rows of one kind as one JSON array, in document order: parsed in one go by whoever assembles the model. */
  json(kind: ModelKind): string {
    const bodies = this.#db
      .prepare<[string], string>('SELECT body FROM entity WHERE kind = ? ORDER BY ordinal, id')
      .pluck()
      .all(kind);
    return `[${bodies.join(',')}]`;
  }

  count(kind: ModelKind): number {
    return (
      this.#db.prepare<[string], number>('SELECT count(*) FROM entity WHERE kind = ?').pluck().get(kind) ?? 0
    );
  }

  /**
   * Makes the kind hold exactly these rows. Rows that are as before are not written, so that the change (and its undo)
   * is as small as the difference. Returns how many rows were added, changed or removed.
   */
  replaceAll(kind: ModelKind, rows: readonly EntityRow[]): number {
    const upsert = this.#db.prepare(
      `INSERT INTO entity (kind, id, ordinal, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET ordinal = excluded.ordinal, body = excluded.body
       WHERE ordinal IS NOT excluded.ordinal OR body IS NOT excluded.body`,
    );
    const kept = new Set<string>();
    let changed = 0;
    for (const [ordinal, row] of rows.entries()) {
      const id = entityKey(kind, row, ordinal);
      kept.add(id);
      changed += upsert.run(kind, id, ordinal, entityBody(row)).changes;
    }
    const remove = this.#db.prepare('DELETE FROM entity WHERE kind = ? AND id = ?');
    const present = this.#db
      .prepare<[string], string>('SELECT id FROM entity WHERE kind = ?')
      .pluck()
      .all(kind);
    for (const id of present) {
      if (!kept.has(id)) changed += remove.run(kind, id).changes;
    }
    return changed;
  }

  /**
   * Turns the rows of a kind from `before` into `after`, where rows that stay are the same objects in both: only what
   * differs is written. A row that changed stands at its old index unless rows went; new ones come last.
   */
  change(kind: ModelKind, before: readonly EntityRow[], after: readonly EntityRow[]): void {
    if (before === after) return;
    // Orders are named by their place: all that follow a changed one move.
    if (kind === 'orders') {
      this.replaceAll(kind, after);
      return;
    }
    const [kept, was] = [new Set(after), new Set(before)];
    const gone = new Set(before.filter((row) => !kept.has(row)).map((row) => entityKey(kind, row, 0)));
    const fresh = after.filter((row) => !was.has(row));
    const update = this.#db.prepare(
      'UPDATE entity SET ordinal = coalesce(?, ordinal), body = ? WHERE kind = ? AND id = ?',
    );
    const insert = this.#db.prepare('INSERT INTO entity (kind, id, ordinal, body) VALUES (?, ?, ?, ?)');
    const remove = this.#db.prepare('DELETE FROM entity WHERE kind = ? AND id = ?');
    // A changed id takes the place of the old one; with rows gone besides, indices tell nothing and none may change.
    const oldAt = new Map(before.map((row, index) => [index, row]));
    const ordinals = new Map<EntityRow, number>();
    const places = after.length >= before.length ? after : [];
    for (const [index, row] of places.entries()) {
      const old = oldAt.get(index);
      if (old === undefined || old === row) continue;
      ordinals.set(row, this.#ordinalOf(kind, entityKey(kind, old, 0)));
    }
    let next = this.#nextOrdinal(kind);
    const written = new Set(fresh.map((row) => entityKey(kind, row, 0)));
    for (const id of gone) if (!written.has(id)) remove.run(kind, id);
    for (const row of fresh) {
      const id = entityKey(kind, row, 0);
      if (gone.has(id)) update.run(ordinals.get(row) ?? null, entityBody(row), kind, id);
      else {
        const ordinal = ordinals.get(row) ?? next;
        if (ordinal === next) next += 1;
        insert.run(kind, id, ordinal, entityBody(row));
      }
    }
  }

  #ordinalOf(kind: ModelKind, id: string): number {
    const found = this.#db
      .prepare<[string, string], number>('SELECT ordinal FROM entity WHERE kind = ? AND id = ?')
      .pluck()
      .get(kind, id);
    if (found === undefined) throw new Error(`${kind} ${id} is not in the store`);
    return found;
  }

  #nextOrdinal(kind: ModelKind): number {
    const last = this.#db
      .prepare<[string], number | null>('SELECT max(ordinal) FROM entity WHERE kind = ?')
      .pluck()
      .get(kind);
    return (last ?? -1) + 1;
  }
}
