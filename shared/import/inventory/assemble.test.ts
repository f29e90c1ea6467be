import { describe, expect, it } from 'vitest';
import type { Model } from '../../model/document.ts';
import { parseModel } from '../../model/parse-model.ts';
import { problemText } from '../../model/problem.ts';
import { inventory, refusal } from '../read-text.fixture.ts';
import { assembleModel } from './assemble.ts';

const OPTIONS = { base: null, asOf: '2026-11-16T00:00:00Z', name: null };
const FILES = {
  'regions.csv': 'id,name\neu,Europe\n',
  'clusters.csv': 'region,id\neu,c1\n',
  'hosts.csv':
    'id;cluster;state;memory_gib;used_memory_mib;used_packet_loss_percent;cpu_cores\nh1;c1;Schedulable;512 GiB;1024,5;0,02;64\nh2;c1;;1 TiB;;;\n',
  'flavors.csv': 'id,vcpus,memory [GiB],disk_throughput_mb_per_second\ns2,2,2,5\n',
  'microvms.csv': 'id,host,flavor,count,cluster\nvm1,h1,s2,3,\nvm2,,s2,,c1\n',
  'storage_pools.csv':
    'id,region,backing_tb,rto_hours,restore_measured_at,backup_used_by_kind_snapshot_metadata_gb\np1,eu,200,1,2026-03-01,12\n',
  'volumes.csv': 'storage_pool,id,used_gb,changed_gb_per_day\np1,v1,60,2\n',
  'backup_jobs.csv': 'storage_pool,at,ok\np1,2026-11-15 02:00:00,yes\n',
  'control_planes.csv': 'id,region,api_mean_latency_ms,retry_max_retries,api_5xx_percent\ncp,eu,120,5,0.04\n',
  'overhead.csv': 'memory_mib_per_vm,cpu_cores_per_vm,source\n40,0.02,measured\n',
};

const tables = (files: Record<string, string>) =>
  Object.entries(files).map(([file, text]) => inventory(text, file).table);
const assembled = (files: Record<string, string>, base: Model | null = null): Model => {
  const model = assembleModel(tables(files), { ...OPTIONS, base });
  if (!model.ok) throw new Error(model.problems.map(problemText).join('\n'));
  return model.value;
};
const problems = (files: Record<string, string>, base: Model | null = null): string[] => {
  const model = assembleModel(tables(files), { ...OPTIONS, base });
  return model.ok ? [] : model.problems.map(problemText);
};

describe('assembleModel', () => {
  it('reads every kind into the model its document would give, units converted', () => {
    const document = parseModel({
      schema: 'headroom.model/v1',
      asOf: '2026-11-16T00:00:00Z',
      regions: [{ id: 'eu', name: 'Europe' }],
      clusters: [{ id: 'c1', region: 'eu' }],
      hosts: [
        {
          id: 'h1',
          cluster: 'c1',
          memoryBytes: 512 * 1024 ** 3,
          cpuCores: 64,
          used: { memoryBytes: 1024.5 * 1024 ** 2, packetLossRatio: 0.0002 },
        },
        { id: 'h2', cluster: 'c1', memoryBytes: 1024 ** 4 },
      ],
      flavors: [{ id: 's2', vcpus: 2, memoryBytes: 2 * 1024 ** 3, diskThroughputBytesPerSecond: 5e6 }],
      microvms: [
        { id: 'vm1', host: 'h1', flavor: 's2', count: 3 },
        { id: 'vm2', cluster: 'c1', flavor: 's2' },
      ],
      controlPlanes: [
        {
          id: 'cp',
          region: 'eu',
          apiMeanLatencySeconds: 0.12,
          api5xxRatio: 0.0004,
          retry: { maxRetries: 5 },
        },
      ],
      storagePools: [
        {
          id: 'p1', region: 'eu', backingBytes: 200e12, rtoSeconds: 3600, restoreMeasuredAt: '2026-03-01', backupUsedByKind: { snapshotMetadata: 12e9 },
          backupJobs: [{ at: '2026-11-15T02:00:00Z', ok: true }], volumes: [{ id: 'v1', usedBytes: 60e9, changedBytesPerDay: 2e9 }],
        },
      ], // prettier-ignore
      overhead: { memoryBytesPerVm: 40 * 1024 ** 2, cpuCoresPerVm: 0.02, source: 'measured' },
    });
    expect({ ok: true, value: assembled(FILES) }).toEqual(document);
  });

  it('replaces the kinds that come, and keeps lists inside entries that remain', () => {
    const base = assembled(FILES);
    const next = assembled(
      {
        'storage_pools.csv': 'id,region,backing_tb\np1,eu,300\np2,eu,100\n',
        'flavors.csv': 'id,vcpus\ns2,4\n',
      },
      base,
    );
    expect(next.storagePools.map((pool) => [pool.id, pool.backingBytes, pool.volumes.length])).toEqual([
      ['p1', 300e12, 1],
      ['p2', 100e12, 0],
    ]);
    expect(next.flavors).toHaveLength(1);
    expect(next.hosts).toEqual(base.hosts);
    const volumes = assembled({ 'volumes.csv': 'storage_pool,id\np1,v7\np1,v8\n' }, base);
    expect(volumes.storagePools[0]?.volumes.map((volume) => volume.id)).toEqual(['v7', 'v8']);
    expect(volumes.storagePools[0]?.backupJobs).toHaveLength(1);
  });

  it('takes the instant of the inventory from an as_of column', () => {
    expect(assembled({ 'regions.csv': 'id,as_of\neu,2026-05-01T00:00:00Z\nus,2026-05-02\n' }).asOf).toBe(
      '2026-05-02T00:00:00Z',
    );
  });

  it('locates what the model refuses by file, line and column', () => {
    expect(problems({ ...FILES, 'microvms.csv': 'id,host,flavor\nvm1,h1,s2\nvm1,h9,s2\n' })).toEqual([
      expect.stringMatching(/^microvms\.csv, line 3, id: .*first at microvms\.csv line 2.*"vm1"/),
      expect.stringMatching(/^microvms\.csv, line 3, host: .*"h9"/),
    ]);
    expect(problems({ ...FILES, 'volumes.csv': 'storage_pool,id\np9,v1\n' })[0]).toMatch(
      /^volumes\.csv, line 2, storage_pool: .*"p9"/,
    );
    expect(problems({ 'overhead.csv': 'memory_mib_per_vm,source\n1,measured\n2,measured\n' })[0]).toMatch(
      /^overhead\.csv, line 3: a second row/,
    );
  });

  it.each([
    ['a bad number', 'id,cluster,memory_gib\nh1,c1,512\nh2,c1,lots\n', [3, 'memory_gib', 'lots']],
    [
      'a number out of range, as it stands in the file',
      'id,cluster,used_memory_gib\nh1,c1,-5\n',
      [2, 'used_memory_gib', '-5'],
    ],
    ['a unit of another kind', 'id,cluster,memory_gib\nh1,c1,5 ms\n', [2, 'memory_gib', '5 ms']],
    ['an unknown column', 'id,cluster,memory_gib,colour\nh1,c1,512,red\n', [1, 'colour', 'colour']],
    [
      'two columns for one thing',
      'id,cluster,memory_gib,memory_bytes\nh1,c1,1,1\n',
      [1, 'memory_bytes', undefined],
    ],
    ['an unknown state', 'id,cluster,state\nh1,c1,asleep\n', [2, 'state', 'asleep']],
    ['a missing id', 'id,cluster\n,c1\n', [2, 'id', undefined]],
    ['a short row', 'id,cluster,memory_gib\nh1,c1\n', [2, undefined, 'h1,c1']],
  ] as const)('refuses the whole file for %s', (_, text, [line, column, value]) => {
    const [problem] = refusal(text, { file: 'hosts.csv' }).problems;
    expect([problem?.file, problem?.line, problem?.column, problem?.value]).toEqual([
      'hosts.csv',
      line,
      column,
      value,
    ]);
  });

  it('goes by columns, and by the name only between tables that fit alike', () => {
    expect(inventory('id,cluster,memory_gib\n', 'whatever.txt').table.spec.file).toBe('hosts');
    expect(inventory('id,memory_gib\nx,1\n', 'skus.csv').table.spec.file).toBe('skus');
    expect(inventory('id,memory_gib\nx,1\n', 'my flavors.csv').table.spec.file).toBe('flavors');
    expect(refusal('id,memory_gib\nx,1\n', { file: 'x.csv' }).format).toBeNull();
  });
});
