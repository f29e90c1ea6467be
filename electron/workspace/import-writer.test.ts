import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readImport } from '../import/import-reader.ts';
import { Refusal } from '../refusal.ts';
import { applyImport } from './import-writer.ts';
import { Workspace } from './workspace.ts';

let folder = '';
let path = '';
let workspace: Workspace;
let now = Date.parse('2026-04-01T00:00:00Z');
beforeEach(() => {
  now = Date.parse('2026-04-01T00:00:00Z');
  folder = mkdtempSync(join(tmpdir(), 'headroom import '));
  path = join(folder, 'w.headroom');
  workspace = new Workspace(path, () => now, { create: true });
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, content: string | Uint8Array): string => {
  const full = join(folder, name);
  writeFileSync(full, content);
  return full;
};
/** The workspace's whole contents as on the disk, after everything was written home. */
const onDisk = (): string => {
  workspace.close();
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
  workspace = new Workspace(path, () => now);
  return digest;
};
const importFiles = async (...paths: string[]) => applyImport(workspace, await readImport(paths));

const regions = 'id,name\neu,Europe\n';
const clusters = 'id,region\na,eu\n';
const hosts = 'id,cluster,cpu_cores,memory_gib\nh1,a,64,512\nh2,a,64,512\n';
const flavors = 'id,vcpus,memory_gib\ns2,2,2\n';
const microvms = 'id,host,flavor,customer,count\nvm-1,h1,s2,acme,30\nvm-2,h2,s2,acme,12\n';
const metrics =
  'timestamp,entity,metric,value\n2026-03-30T00:00:00Z,h1,cpu_used_cores,10\n2026-03-30T00:05:00Z,h1,cpu_used_cores,12\n2026-03-30T00:00:00Z,h2,cpu_used_cores,8\n';

const inventory = (): string[] => [
  file('microvms.csv', microvms),
  file('hosts.csv', hosts),
  file('clusters.csv', clusters),
  file('flavors.csv', flavors),
  file('regions.csv', regions),
];

describe('an import', () => {
  it('brings inventory and samples in at once, in whatever order the files come', async () => {
    const report = await importFiles(file('m.csv', metrics), ...inventory());
    expect(report).toMatchObject({ series: 2, samples: 3, entities: 7 + 2 });
    const model = workspace.model();
    expect(model.hosts.map((host) => [host.id, host.memoryBytes])).toEqual([
      ['h1', 549755813888],
      ['h2', 549755813888],
    ]);
    expect(model.asOf).toBe('2026-04-01T00:00:00Z');
    expect([...workspace.series.read('h1', 'cpu_used_cores').values]).toEqual([10, 12]);
    // Every inventory import also says how much memory each cluster has reserved (MODEL.md section 8).
    expect([...workspace.series.read('cluster:a', 'memory_reserved_bytes').values]).toEqual([
      42 * 2 * 2 ** 30,
    ]);
    expect(workspace.imports.list()).toHaveLength(1);
  });

  it('is one step of undo that survives closing, and comes back by redo', async () => {
    const before = workspace.series.list();
    await importFiles(file('m.csv', metrics), ...inventory());
    const after = {
      model: workspace.model(),
      series: workspace.series.list(),
      imports: workspace.imports.list(),
    };
    workspace.close();
    workspace = new Workspace(path, () => now);
    expect(workspace.undo().label).toBe('Import 6 files');
    expect(workspace.model().hosts).toEqual([]);
    expect(workspace.series.list()).toEqual(before);
    expect(workspace.imports.list()).toEqual([]);
    workspace.redo();
    expect({
      model: workspace.model(),
      series: workspace.series.list(),
      imports: workspace.imports.list(),
    }).toEqual(after);
  });

  it('of the same samples again changes nothing, not a byte', async () => {
    const again = file('m.csv', metrics);
    expect((await importFiles(again)).changed).toBe(3);
    const before = onDisk();
    expect((await importFiles(again)).changed).toBe(0);
    expect(onDisk()).toBe(before);
    const corrected = await importFiles(file('n.csv', metrics.replace(',12', ',13')));
    expect(corrected.changed).toBe(1);
    expect([...workspace.series.read('h1', 'cpu_used_cores').values]).toEqual([10, 13]);
  });

  it('with one bad file among good ones leaves the file byte for byte as it was', async () => {
    await importFiles(...inventory());
    const before = onDisk();
    const good = file('m.csv', metrics);
    const shapeless = file('notes.csv', 'some,words\nthat,are\nno,data\n');
    await expect(importFiles(good, shapeless)).rejects.toMatchObject({ code: 'bad-input' });
    const orphan = file('hosts.csv', 'id,cluster,cpu_cores,memory_gib\nh9,nowhere,64,512\n');
    const refusal = await importFiles(good, orphan).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).problems[0]).toMatchObject({ file: 'hosts.csv', line: 2, column: 'cluster' });
    const broken = file('m.json', '{"schema": "headroom.model/v1", ');
    await expect(importFiles(good, broken)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(importFiles(good, join(folder, 'missing.csv'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(importFiles(good, folder)).rejects.toMatchObject({ code: 'bad-input' });
    expect(onDisk()).toBe(before);
  });

  it('that is cancelled half way changes nothing', async () => {
    const before = onDisk();
    const rows = Array.from(
      { length: 60_000 },
      (_, i) => `${new Date(1.77e12 + i * 60_000).toISOString()},h1,iops,${i}`,
    );
    const large = file('large.csv', `timestamp,entity,metric,value\n${rows.join('\n')}\n`);
    const controller = new AbortController();
    const reading = readImport([large], {
      signal: controller.signal,
      onProgress: () => controller.abort(),
      clock: () => 0,
    });
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(onDisk()).toBe(before);
  });

  it('reads gzip by content and says when it is cut off', async () => {
    const zipped = file('m.csv.gz', gzipSync(metrics));
    expect((await importFiles(zipped)).samples).toBe(3);
    truncateSync(zipped, 60);
    await expect(importFiles(zipped)).rejects.toThrow(/m\.csv\.gz.*gzip/);
  });

  it('replaces kinds that are given and keeps the others; prices do not make the inventory younger', async () => {
    await importFiles(...inventory());
    const asOf = workspace.model().asOf;
    now += 86_400_000;
    await importFiles(file('skus.csv', 'id,cpu_cores,memory_gib,unit_cost,currency\nstd,64,512,14500,EUR\n'));
    expect(workspace.model()).toMatchObject({ asOf, skus: [{ id: 'std', unitCost: 14_500 }] });
    expect(workspace.model().hosts).toHaveLength(2);
    await importFiles(file('hosts.csv', `${hosts}h3,a,32,256\n`));
    expect(workspace.model().asOf).toBe('2026-04-02T00:00:00Z');
    expect(workspace.model().hosts).toHaveLength(3);
    workspace.undo();
    expect(workspace.model()).toMatchObject({ asOf });
    expect(workspace.model().hosts).toHaveLength(2);
  });
});
