import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SeriesSink } from '../../shared/import/series-sink.ts';
import { DAY_MS } from '../../shared/units.ts';
import { collectedSeries } from './collected-series.ts';
import { removeSpill, SampleCollector } from './sample-collector.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom collector '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Sample {
  readonly entity: string;
  readonly timeMs: number;
  readonly value: number;
}

/** Everything a collector of these limits gives back, after a sink gave it these samples. */
function collected(
  samples: readonly Sample[],
  limits: { drain: number; held: number },
): Record<string, [number, number][]> {
  const collector = new SampleCollector(folder, limits);
  const sink = new SeriesSink(collector);
  for (const { entity, timeMs, value } of samples)
    sink.add(sink.open(entity, 'iops', null).column, timeMs, value);
  expect(sink.series().every(({ times }) => times.length === 0)).toBe(true);
  const { series, spill } = collector.finish();
  const found: Record<string, [number, number][]> = {};
  for (const { entity, days } of collectedSeries(series, spill)) {
    found[entity] = [...days].flatMap(({ day, offsetsMs, values }) =>
      [...offsetsMs].map((offset, i): [number, number] => [day * DAY_MS + offset, values[i] ?? Number.NaN]),
    );
  }
  removeSpill(spill);
  return found;
}

const sample = fc.record({
  entity: fc.constantFrom('a', 'b', 'c'),
  timeMs: fc.integer({ min: 0, max: 40 }).map((step) => 20_000 * DAY_MS + step * 3_600_000),
  value: fc.integer({ min: 0, max: 9 }),
});

test('samples set aside on the disk come back as those held in memory, the later of two winning', () => {
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (samples, drain) => {
      const inMemory = collected(samples, { drain: 1e6, held: 1e6 });
      const expected: Record<string, Map<number, number>> = {};
      for (const { entity, timeMs, value } of samples) (expected[entity] ??= new Map()).set(timeMs, value);
      for (const [entity, values] of Object.entries(expected)) {
        expect(inMemory[entity]).toEqual([...values].sort(([a], [b]) => a - b));
      }
      expect(collected(samples, { drain, held: drain * 2 })).toEqual(inMemory);
      expect(collected(samples, { drain, held: 0 })).toEqual(inMemory);
    }),
    { numRuns: 60 },
  );
});

test('no file stays: neither after the import nor after giving up', () => {
  const collector = new SampleCollector(folder, { drain: 2, held: 0 });
  const sink = new SeriesSink(collector);
  const { column } = sink.open('a', 'iops', null);
  for (let i = 0; i < 10; i += 1) sink.add(column, i * 1000, i);
  expect(readdirSync(folder)).toHaveLength(1);
  collector.discard();
  expect(readdirSync(folder)).toHaveLength(0);
});

test('where the folder cannot be written the file lies in the system folder', () => {
  const collector = new SampleCollector(join(folder, 'missing'), { drain: 1, held: 0 });
  const sink = new SeriesSink(collector);
  sink.add(sink.open('a', 'iops', null).column, 1000, 1);
  const { spill } = collector.finish();
  expect(spill?.startsWith(tmpdir())).toBe(true);
  removeSpill(spill);
  expect(existsSync(spill ?? '')).toBe(false);
});
