import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleModel } from '../../import/inventory/assemble.ts';
import { packDays } from '../../import/pack-days.ts';
import { inventory, metrics } from '../../import/read-text.fixture.ts';
import type { Model } from '../../model/document.ts';
import { modelArbitrary } from '../../model/model.arbitrary.ts';
import { parseModelText } from '../../model/parse-model.ts';
import { serializeModel } from '../../model/serialize-model.ts';
import { orderedSeries } from '../../history/series.ts';
import { inventoryFiles } from './inventory-files.ts';
import { modelText } from './model-text.ts';
import { seriesCsv, seriesJson, type ExportedSeries } from './series-text.ts';

const fixture = (file: string) => readFileSync(new URL(`../../../e2e/fixtures/${file}`, import.meta.url));
const observed = { atMs: 1_767_225_600_000, source: 'given' } as const;

/** What a workspace would hold of a file. */
const stored = (content: string | Uint8Array, file: string): ExportedSeries[] =>
  metrics(content, { file, observed }).series.map(({ entity, metric, times, values }) =>
    orderedSeries(entity, metric, times, values),
  );
const NAME_CHARACTERS = [
  'a',
  'b',
  '1',
  ' ',
  ',',
  ';',
  '"',
  '{',
  '}',
  '=',
  '\\',
  "'",
  'é',
  '.',
  ':',
  '/',
  '-',
  '|',
  '+',
  '@',
];
const asData = (all: readonly ExportedSeries[]) =>
  Object.fromEntries(
    all.map(({ entity, metric, times, values }) => [
      `${metric}\u0000${entity}`,
      packDays(times, values).map((day) => [day.day, [...day.offsetsMs], [...day.values]]),
    ]),
  );

describe('series written as text', () => {
  it.each([
    'bitbrains_vm_5min.csv',
    'bitbrains_two_vms_hourly.csv',
    'bitbrains_two_vms.om',
    'prom_query_range_two_vms.json',
    'ec2_disk_write_bytes_1ef3de.csv',
    'node_exporter.prom',
  ])('%s exported and imported again is the same, as CSV and as JSON lines', (file) => {
    const before = stored(fixture(file), file);
    expect(before.length).toBeGreaterThan(0);
    for (const write of [seriesCsv, seriesJson])
      expect(asData(stored([...write(before)].join(''), 'again'))).toEqual(asData(before));
  });

  it('also entities that are nothing but labels, with characters that no one prints', () => {
    const text = '# TYPE dmi gauge\ndmi{a="x \u001c[\\\\",b="\\"quoted\\""} 1\n';
    const before = stored(text, 'dmi.prom');
    expect(before[0]?.entity).toBe('{a="x \u001c[\\\\",b="\\"quoted\\""}');
    for (const write of [seriesCsv, seriesJson])
      expect(asData(stored([...write(before)].join(''), 'again'))).toEqual(asData(before));
  });

  it('whatever the names and values are', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...NAME_CHARACTERS) })
      .map((text) => `n${text.trim()}`);
    const series = fc.record({
      entity: name,
      metric: name,
      values: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(series, { minLength: 1, maxLength: 4 }), (list) => {
        const unique = [...new Map(list.map((one) => [`${one.metric}\u0000${one.entity}`, one])).values()];
        const before = unique.map(({ entity, metric, values }) => ({
          entity,
          metric,
          times: Float64Array.from(values, (_, i) => 1_767_225_600_000 + i * 1001),
          values: Float64Array.from(values, (value) => value + 0),
        }));
        for (const write of [seriesCsv, seriesJson])
          expect(asData(stored([...write(before)].join(''), 'again'))).toEqual(asData(before));
      }),
      { numRuns: 200 },
    );
  });

  it('says the time with its zone, and milliseconds only where there are any', () => {
    const one = {
      entity: 'h',
      metric: 'iops',
      times: Float64Array.of(1_767_225_600_000, 1_767_225_600_250),
      values: Float64Array.of(1, 0.1),
    };
    expect([...seriesCsv([one])].join('')).toBe(
      'timestamp,entity,metric,value\n2026-01-01T00:00:00Z,h,iops,1\n2026-01-01T00:00:00.250Z,h,iops,0.1\n',
    );
  });
});

describe('the inventory written as files', () => {
  it('one kind alone is the file that all of them have of it', () => {
    fc.assert(
      fc.property(modelArbitrary(), (model) => {
        const all = inventoryFiles(model);
        for (const { file } of all)
          expect(inventoryFiles(model, file.replace('.csv', ''))).toEqual(
            all.filter((one) => one.file === file),
          );
        expect(inventoryFiles(model, 'no-such-kind')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  const reread = (model: Model): Model => {
    const tables = inventoryFiles(model).map(({ file, text }) => inventory(text, file).table);
    const assembled = assembleModel(tables, { base: null, asOf: model.asOf, name: model.name });
    if (!assembled.ok) throw new Error(JSON.stringify(assembled.problems.slice(0, 3)));
    return assembled.value;
  };

  it('is the same model again, from CSV files and from the document', () => {
    fc.assert(
      fc.property(modelArbitrary(), (model) => {
        expect(serializeModel(reread(model))).toEqual(serializeModel(model));
        const parsed = parseModelText(modelText(model), 'm.json');
        expect(parsed.ok && serializeModel(parsed.value)).toEqual(serializeModel(model));
      }),
      { numRuns: 40 },
    );
  });
});
