import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { packDays } from '../../shared/import/pack-days.ts';
import { openDatabase } from './database.ts';
import { SeriesStore } from './series-store.ts';
import { UndoStore } from './undo-store.ts';

let folder = '';
let db: Database;
let undo: UndoStore;
let store: SeriesStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom series '));
  db = openDatabase(join(folder, 'w.headroom'), { create: true });
  undo = new UndoStore(db);
  store = new SeriesStore(db);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (entity: string, samples: readonly (readonly [number, number])[]): number =>
  undo.act('write', 1, () =>
    store.write({
      entity,
      metric: 'iops',
      unit: null,
      days: packDays(
        Float64Array.from(samples, ([time]) => time),
        Float64Array.from(samples, ([, value]) => value),
      ),
    }),
  ).value;

const sample = fc.tuple(
  fc.integer({ min: 1_700_000_000_000, max: 1_700_400_000_000 }),
  fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, 1, 2)),
);

describe('SeriesStore', () => {
  it('reads back what any sequence of writes left: per timestamp the last value, in order of time', () => {
    let entity = 0;
    fc.assert(
      fc.property(fc.array(fc.array(sample, { maxLength: 30 }), { maxLength: 4 }), (batches) => {
        entity += 1;
        const name = `e${entity}`;
        const expected = new Map<number, number>();
        for (const batch of batches) {
          write(name, batch);
          for (const [time, value] of batch) expected.set(time, value);
        }
        const read = store.read(name, 'iops');
        const sorted = [...expected].sort(([a], [b]) => a - b);
        expect([...read.times]).toEqual(sorted.map(([time]) => time));
        expect([...read.values]).toEqual(sorted.map(([, value]) => value));
      }),
      { numRuns: 60 },
    );
  });

  it('counts the samples that altered the store; writing the same again alters nothing', () => {
    const day = 86_400_000 * 20_000;
    expect(
      write('h', [
        [day, 1],
        [day + 300_000, 2],
      ]),
    ).toBe(2);
    expect(
      write('h', [
        [day + 300_000, 2],
        [day, 1],
      ]),
    ).toBe(0);
    expect(undo.history().undo).toHaveLength(1);
    expect(
      write('h', [
        [day, 1],
        [day + 300_000, 5],
        [day + 600_000, 3],
      ]),
    ).toBe(2);
    expect(store.totals()).toEqual({ series: 1, samples: 3 });
  });

  it('keeps the summary of each day beside its samples', () => {
    const day = 86_400_000 * 20_000;
    write(
      'h',
      Array.from({ length: 21 }, (_, i) => [day + i, i + 1] as const),
    );
    expect(db.prepare('SELECT samples, minimum, maximum, mean, peak FROM sample_day').all()).toEqual([
      { samples: 21, minimum: 1, maximum: 21, mean: 11, peak: 20 },
    ]);
  });

  it('reads only the days asked for and knows the newest', () => {
    const day = 86_400_000 * 20_000;
    write('h', [
      [day, 1],
      [day + 86_400_000, 2],
      [day + 2 * 86_400_000, 3],
    ]);
    expect([...store.read('h', 'iops', 20_001, 20_001).values]).toEqual([2]);
    expect(store.lastDay('iops', ['nobody', 'h'])).toBe(20_002);
    expect(store.lastDay('iops', ['nobody'])).toBeNull();
    expect(store.list()).toEqual([
      { entity: 'h', metric: 'iops', unit: null, samples: 3, firstDay: 20_000, lastDay: 20_002, days: 3 },
    ]);
    expect(store.entitiesOf('iops')).toEqual(['h']);
  });
});
