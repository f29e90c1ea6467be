import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewFile } from './preview-file.ts';

const fixture = (name: string): string => join(import.meta.dirname, '../../e2e/fixtures', name);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-preview-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a metric file is counted: series, samples, step and gaps', async () => {
  const preview = await previewFile(fixture('ec2_disk_write_bytes_1ef3de.csv'), null);
  expect(preview).toMatchObject({
    series: 1,
    samples: 4730,
    stepSeconds: 300,
    columns: ['timestamp', 'value'],
  });
  expect(preview.gaps).toBeGreaterThan(0); // the file jumps by more than an hour once
});

test('OpenMetrics is shown line by line, since a comma in it parts nothing', async () => {
  const preview = await previewFile(fixture('bitbrains_two_vms.om'), null);
  expect(preview.series).toBe(2);
  expect(preview.columns).toEqual(['line']);
  expect(preview.rows[2]).toEqual([expect.stringMatching(/^vm_cpu_usage_mhz\{vm="116",dc="bitbrains"\} /)]);
});

test('a model document that import would refuse says so before it is asked for', async () => {
  const path = join(folder, 'model.json');
  const host = { id: 'h', cluster: 'nowhere', memoryBytes: -1 };
  writeFileSync(
    path,
    JSON.stringify({ schema: 'headroom.model/v1', asOf: '2026-01-01T00:00:00Z', hosts: [host] }),
  );
  const { problems } = await previewFile(path, null);
  expect(problems.map((problem) => problem.path)).toEqual(
    expect.arrayContaining(['hosts[0].memoryBytes', 'hosts[0].cluster']),
  );
});
