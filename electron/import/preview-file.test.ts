import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseMapping } from '../../shared/import/mapping.ts';
import { readImport } from './import-reader.ts';
import { previewOffer } from './preview-offer.ts';
import type { Preview, PreviewOptions } from './preview-file.ts';

const fixture = (name: string): string => join(import.meta.dirname, '../../e2e/fixtures', name);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-preview-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const made = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function previewOf(path: string, options: Partial<PreviewOptions> = {}): Promise<Preview> {
  const asked = { mappings: [], timeZone: 'UTC', observedAtMs: null, entities: null, ...options };
  const [first] = (await previewOffer([path], asked)).files;
  if (first === undefined) throw new Error('nothing was looked at');
  return first.preview;
}

test('a metric file is counted: series, samples, step and gaps', async () => {
  const preview = await previewOf(fixture('ec2_disk_write_bytes_1ef3de.csv'));
  expect(preview).toMatchObject({
    series: 1,
    samples: 4730,
    stepSeconds: 300,
    columns: ['timestamp', 'value'],
    timeZone: 'UTC',
  });
  expect(preview.gaps).toBeGreaterThan(0); // the file jumps by more than an hour once
});

test('OpenMetrics is shown line by line, since a comma in it parts nothing', async () => {
  const preview = await previewOf(fixture('bitbrains_two_vms.om'));
  expect(preview.series).toBe(2);
  expect(preview.columns).toEqual(['line']);
  expect(preview.rows[2]).toEqual([expect.stringMatching(/^vm_cpu_usage_mhz\{vm="116",dc="bitbrains"\} /)]);
});

test('a model document that import would refuse says so before it is asked for', async () => {
  const host = { id: 'h', cluster: 'nowhere', memoryBytes: -1 };
  const text = JSON.stringify({ schema: 'headroom.model/v1', asOf: '2026-01-01T00:00:00Z', hosts: [host] });
  const { problems } = await previewOf(made('model.json', text));
  expect(problems.map((problem) => problem.path)).toEqual(
    expect.arrayContaining(['hosts[0].memoryBytes', 'hosts[0].cluster']),
  );
});

test('a conversion shows a value before and after, and a metric of the catalogue its id', async () => {
  const { metrics, firstSamples } = await previewOf(fixture('bitbrains_vm_5min.csv'));
  expect(metrics.find(({ name }) => name === 'Memory usage [KB]')).toEqual({
    name: 'Memory usage [KB]',
    canonical: 'memory_used_bytes',
    unit: 'bytes',
    fromUnit: 'KB',
    example: { from: 110448.533333, to: 110448.53333333334 * 1024 },
  });
  expect(firstSamples.length).toBeGreaterThan(3);
});

test('entities are held against the inventory, and a pattern is offered by which more are known', async () => {
  const text =
    'timestamp,entity,metric,value\n2026-01-01T00:00:00Z,h1:9100,iops,1\n2026-01-01T00:00:00Z,h2:9100,iops,1\n';
  const path = made('ports.csv', text);
  const entities = new Set(['h1', 'h2']);
  const before = await previewOf(path, { entities });
  expect(before.match).toMatchObject({ matched: 0, unmatched: ['h1:9100', 'h2:9100'] });
  const pattern = before.match?.suggestion?.pattern ?? '';
  const parsed = parseMapping(
    JSON.stringify({ ...before.reading?.suggestedMapping, entityPattern: pattern }),
    'm',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const mappings = [{ key: before.reading?.signature ?? '', mapping: parsed.value }];
  const after = await previewOf(path, { entities, mappings });
  expect(after.match).toMatchObject({ matched: 2, unmatchedCount: 0 });
  expect(after.reading?.mapping).toMatchObject({ entityPattern: pattern });
});

test('a mapping that says what was recognised changes nothing', async () => {
  const files = ['bitbrains_vm_5min.csv', 'bitbrains_two_vms_hourly.csv', 'ec2_cpu_utilization_53ea38.csv'];
  for (const path of [...files.map(fixture), made('wide.csv', 'Time,a,b\n2026-01-01T00:00:00Z,1,2\n')]) {
    const plain = await previewOf(path);
    const parsed = parseMapping(JSON.stringify(plain.reading?.suggestedMapping), 'm');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const mappings = [{ key: plain.reading?.signature ?? '', mapping: parsed.value }];
    const mapped = await previewOf(path, { mappings });
    expect(mapped.format).toBe('CSV with a mapping');
    expect(mapped.firstSamples).toEqual(plain.firstSamples);
    expect([mapped.series, mapped.samples]).toEqual([plain.series, plain.samples]);
  }
});

test('the beginning of a long file is previewed without a torn last row, in whatever format', async () => {
  const rows = Array.from(
    { length: 250_000 },
    (_, i) => `${1_767_225_600 + i * 60},h${i % 7},iops,${i % 1000}`,
  );
  const csv = await previewOf(made('long.csv', `timestamp,entity,metric,value\n${rows.join('\n')}\n`));
  expect(csv).toMatchObject({ partial: true, series: 7, rejectedCount: 0, problems: [] });
  const points = Array.from({ length: 400_000 }, (_, i) => `[${1_767_225_600 + i * 60},"${i}"]`).join(',');
  const answer = `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"host":"h1"},"values":[${points}]}]}}`;
  const json = await previewOf(made('long.json', answer));
  expect(json).toMatchObject({ partial: true, series: 1, entities: ['h1'], problems: [] });
  expect(json.samples).toBeGreaterThan(100_000);
});

test('what is previewed of a short file is what is imported', async () => {
  const path = fixture('bitbrains_two_vms_hourly.csv');
  const preview = await previewOf(path);
  const [report] = (await readImport([path])).files;
  expect([preview.series, preview.samples, preview.from, preview.to]).toEqual([
    report?.series,
    report?.samples,
    report?.from,
    report?.to,
  ]);
});
