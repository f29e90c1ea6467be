interface Change {
  readonly at: number;
  readonly day: number;
}

/** More changes of one series than this are taken for a change of all its days. */
const LISTED = 64;

/**
 * Which days of which series were written since the workspace was opened, so that only what depends on them is computed
 * again. Writes that go around the store (undo, redo, a transaction rolled back) call `everything`.
 */
export class SeriesChanges {
  readonly #bySeries = new Map<string, Change[]>();
  #now = 0;
  #everythingAt = 0;

  /** Rises with every change. */
  get now(): number {
    return this.#now;
  }

  add(entity: string, metric: string, day: number): void {
    this.#now += 1;
    const key = JSON.stringify([entity, metric]);
    const changes = this.#bySeries.get(key) ?? [];
    this.#bySeries.set(key, changes);
    if (changes.length < LISTED) changes.push({ at: this.#now, day });
    else changes[LISTED - 1] = { at: this.#now, day: -Infinity };
  }

  everything(): void {
    this.#now += 1;
    this.#everythingAt = this.#now;
    this.#bySeries.clear();
  }

  /** First UTC day of a series that was written after `since`; `null` for none, `-Infinity` for possibly all. */
  firstDaySince(entity: string, metric: string, since: number): number | null {
    if (this.#everythingAt > since) return -Infinity;
    let first: number | null = null;
    for (const { at, day } of this.#bySeries.get(JSON.stringify([entity, metric])) ?? [])
      if (at > since && (first === null || day < first)) first = day;
    return first;
  }
}
