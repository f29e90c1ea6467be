import type { Series } from '../../shared/history/series.ts';
import { DAY_MS } from '../../shared/units.ts';
import type { SeriesStore } from './series-store.ts';

/** Life and step of a whole series. */
export interface SeriesLife {
  readonly firstMs: number;
  readonly lastMs: number;
  /** Lower median of all gaps, seconds; `null` for a single sample. */
  readonly stepSeconds: number | null;
}

/** Gaps are counted by stretches of so many days: after a change only the stretches from there on are read again. */
const STRETCH_DAYS = 32;
const stretchOf = (day: number): number => Math.floor(day / STRETCH_DAYS);

interface Stretch {
  readonly firstMs: number;
  readonly lastMs: number;
  /** How often each gap between two of its samples occurs, ms. */
  readonly gaps: ReadonlyMap<number, number>;
}

interface Known {
  seenAt: number;
  readonly stretches: Map<number, Stretch>;
  life: SeriesLife | null;
}

/** Life and step of every series that was asked about, kept up with the store without reading whole series again. */
export class SeriesClock {
  readonly #store: SeriesStore;
  readonly #known = new Map<string, Known>();

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  /** `null`: the series has no samples. */
  lifeOf(entity: string, metric: string): SeriesLife | null {
    const key = JSON.stringify([entity, metric]);
    const { changes } = this.#store;
    const known = this.#known.get(key) ?? { seenAt: -1, stretches: new Map<number, Stretch>(), life: null };
    const from = known.seenAt < 0 ? -Infinity : changes.firstDaySince(entity, metric, known.seenAt);
    known.seenAt = changes.now;
    this.#known.set(key, known);
    if (from === null) return known.life;
    const fromDay = stretchOf(from) * STRETCH_DAYS;
    for (const stretch of known.stretches.keys())
      if (stretch * STRETCH_DAYS >= fromDay || from === -Infinity) known.stretches.delete(stretch);
    for (const [stretch, counted] of stretchesOf(
      this.#store.read(entity, metric, from === -Infinity ? -Infinity : fromDay),
    ))
      known.stretches.set(stretch, counted);
    known.life = lifeFrom(known.stretches);
    return known.life;
  }
}

function stretchesOf({ times }: Series): Map<number, Stretch> {
  const found = new Map<number, Stretch>();
  let at = 0;
  while (at < times.length) {
    const firstMs = times[at] ?? 0;
    const stretch = stretchOf(Math.floor(firstMs / DAY_MS));
    const endMs = (stretch + 1) * STRETCH_DAYS * DAY_MS;
    const gaps = new Map<number, number>();
    let lastMs = firstMs;
    for (at += 1; at < times.length && (times[at] ?? 0) < endMs; at += 1) {
      const time = times[at] ?? 0;
      gaps.set(time - lastMs, (gaps.get(time - lastMs) ?? 0) + 1);
      lastMs = time;
    }
    found.set(stretch, { firstMs, lastMs, gaps });
  }
  return found;
}

function lifeFrom(stretches: ReadonlyMap<number, Stretch>): SeriesLife | null {
  const ordered = [...stretches].sort(([a], [b]) => a - b).map(([, stretch]) => stretch);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return null;
  const gaps = new Map<number, number>();
  let previous: Stretch | null = null;
  for (const stretch of ordered) {
    for (const [gap, count] of stretch.gaps) gaps.set(gap, (gaps.get(gap) ?? 0) + count);
    if (previous !== null) {
      const gap = stretch.firstMs - previous.lastMs;
      gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
    }
    previous = stretch;
  }
  return { firstMs: first.firstMs, lastMs: last.lastMs, stepSeconds: lowerMedian(gaps) };
}

function lowerMedian(gaps: ReadonlyMap<number, number>): number | null {
  const ordered = [...gaps].sort(([a], [b]) => a - b);
  const total = ordered.reduce((sum, [, count]) => sum + count, 0);
  let rank = (total - 1) >> 1;
  for (const [gap, count] of ordered) {
    if (rank < count) return gap / 1000;
    rank -= count;
  }
  return null;
}
