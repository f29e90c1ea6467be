import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packDays } from '../../shared/import/pack-days.ts';
import { parseModel } from '../../shared/model/parse-model.ts';
import { serializeModel } from '../../shared/model/serialize-model.ts';
import type { Model } from '../../shared/model/document.ts';
import { historyFacts, historyOf } from './history-facts.ts';
import { writeModel } from './model-store.ts';
import { openWorkspace } from './open-workspace.ts';
import { Workspace } from './workspace.ts';

let folder = '';
let path = '';
let workspace: Workspace;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom workspace '));
  path = join(folder, 'w.headroom');
  workspace = new Workspace(path, () => 1, { create: true });
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const parsed = (document: object): Model => {
  const model = parseModel(document);
  return model.ok ? model.value : expect.fail(JSON.stringify(model.problems));
};
const model = parsed({
  schema: 'headroom.model/v1',
  name: 'two clusters',
  asOf: '2026-03-31T00:00:00Z',
  regions: [{ id: 'r', name: null }],
  clusters: [
    { id: 'a', region: 'r' },
    { id: 'b', region: 'r' },
  ],
  hosts: [
    { id: 'h1', cluster: 'a', cpuCores: 64, memoryBytes: 1e11, used: { cpuCores: 3 } },
    { id: 'h2', cluster: 'a', state: 'draining', cpuCores: 64 },
    { id: 'h3', cluster: 'b', failureDomain: 'rack', cpuCores: null },
  ],
  flavors: [{ id: 'f', vcpus: 2, memoryBytes: 1e9 }],
  microvms: [
    { id: 'v1', host: 'h1', flavor: 'f', customer: 'acme', count: 3 },
    { id: 'v2', cluster: 'b', flavor: 'f', spreadGroup: 'g', maxPerHost: 2, count: 4 },
  ],
  overlays: [{ region: 'r', topology: 'full-mesh', peers: [{ from: 'h1', to: 'h2', dropRatio: 0.1 }] }],
  orders: [
    { sku: 's', cluster: 'a', count: 2, arrivesOn: '2026-04-20' },
    { sku: 's', cluster: 'a', count: 2, arrivesOn: '2026-04-20' },
  ],
  overhead: { memoryBytesPerVm: 4e7, source: 'measured' },
  skus: [{ id: 's', cpuCores: 64, unitCost: 10, currency: 'EUR' }],
});
const write = (next: Model): number =>
  workspace.act('model', () => writeModel(next, workspace.entities, workspace.facts));

describe('the model in a workspace', () => {
  it('comes back as it was written, nulls, order and twin orders included, also after closing', () => {
    write(model);
    expect(workspace.model()).toEqual(model);
    workspace.close();
    workspace = new Workspace(path, () => 1);
    expect(workspace.model()).toEqual(model);
    expect(serializeModel(workspace.model())).toEqual(serializeModel(model));
  });

  it('is written by the row: one changed host is one changed row', () => {
    expect(write(model)).toBe(1 + 2 + 3 + 1 + 2 + 1 + 2 + 1);
    expect(write(model)).toBe(0);
    const hosts = model.hosts.map((host) =>
      host.id === 'h2' ? { ...host, state: 'cordoned' as const } : host,
    );
    expect(write({ ...model, hosts })).toBe(1);
    expect(workspace.model().hosts).toEqual(hosts);
  });

  it('is remembered until something changes, and every change raises the revision', () => {
    write(model);
    const [first, revision] = [workspace.model(), workspace.revision];
    expect(workspace.model()).toBe(first);
    expect(write(model)).toBe(0);
    expect(workspace.revision).toBe(revision);
    write({ ...model, name: 'other' });
    expect(workspace.revision).toBeGreaterThan(revision);
    workspace.undo();
    expect(workspace.model()).toEqual(first);
    expect(workspace.revision).toBeGreaterThan(revision + 1);
  });
});

describe('the policy in a workspace', () => {
  it('is the defaults with what was set, each with its origin', () => {
    const set = () =>
      workspace.policyValues.set('peakHours', '09-13', {
        origin: 'measured',
        author: null,
        atMs: 7,
        note: null,
      });
    workspace.act('set', set);
    expect(workspace.policy()).toMatchObject({ peakHours: '09-13', cpuOvercommit: 4 });
    const entries = workspace.policyValues.entries();
    expect(entries.find(({ key }) => key === 'peakHours')).toMatchObject({
      origin: 'measured',
      atMs: 7,
      defaultValue: 'auto',
    });
    expect(entries.find(({ key }) => key === 'cpuOvercommit')).toMatchObject({
      origin: 'default',
      value: 4,
      by: null,
    });
  });
});

describe('history', () => {
  const day = Date.parse('2026-03-01T00:00:00Z');
  /** Hourly samples of whole days, all of one value, then `rest` hours of one more day. */
  const samples = (entity: string, values: readonly number[], rest = 0): void => {
    const hours = [
      ...values.flatMap((value) => Array<number>(24).fill(value)),
      ...Array<number>(rest).fill(1000),
    ];
    const times = Float64Array.from(hours, (_, hour) => day + hour * 3_600_000);
    const series = {
      entity,
      metric: 'cpu_used_cores',
      unit: null,
      days: packDays(times, Float64Array.from(hours)),
    };
    workspace.act('samples', () => workspace.series.write(series));
  };

  it('gives the latest complete day of a sum over hosts', () => {
    write(model);
    samples('h1', [1, 2, 3, 4, 5, 6, 7, 8]);
    samples('h2', [10, 10, 10, 10, 10, 10, 10, 20], 5); // five hours of the next day are no day
    expect(workspace.history().latestDailyPeak('cpu_used_cores', 'cluster:a')).toEqual({
      day: '2026-03-08',
      peak: 28,
    });
    expect(workspace.history().latestDailyPeak('cpu_used_cores', 'host:h1')).toEqual({
      day: '2026-03-08',
      peak: 8,
    });
    expect(workspace.history().latestDailyPeak('cpu_used_cores', 'cluster:b')).toBeNull();
    expect(workspace.history().latestDailyPeak('iops', 'cluster:a')).toBeNull();
  });

  it('prefers a series of the scope itself', () => {
    write(model);
    samples('h1', [1, 2]);
    samples('cluster:a', [50, 60]);
    expect(workspace.history().latestDailyPeak('cpu_used_cores', 'cluster:a')).toEqual({
      day: '2026-03-02',
      peak: 60,
    });
  });

  it('reads the same as plain data in another thread', () => {
    write(model);
    samples('h1', [1, 2, 3]);
    const facts = structuredClone(historyFacts(workspace.history(), workspace.model(), workspace.policy()));
    for (const scope of ['region:r', 'cluster:a', 'cluster:b']) {
      expect(historyOf(facts).latestDailyPeak('cpu_used_cores', scope)).toEqual(
        workspace.history().latestDailyPeak('cpu_used_cores', scope),
      );
    }
  });
});

describe('a workspace that cannot be written', () => {
  it('opens read-only, answers, and refuses every change', () => {
    write(model);
    workspace.close();
    const before = readFileSync(path);
    workspace = new Workspace(path, () => 1, { readOnly: true });
    expect(workspace.model()).toEqual(model);
    expect(() => write({ ...model, name: 'x' })).toThrow('read-only');
    expect(() => workspace.undo()).toThrow('read-only');
    expect(readdirSync(folder)).toEqual(['w.headroom', 'w.headroom.backups']);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  // The superuser may write anything, whatever the mode says.
  it.skipIf(process.getuid?.() === 0)('is recognised by its permissions', () => {
    workspace.close();
    chmodSync(path, 0o400);
    workspace = openWorkspace(path, () => 1);
    expect(workspace.readOnly).toBe(true);
  });
});

describe('a copy', () => {
  it('is whole and leaves the open workspace open', () => {
    write(model);
    const copy = join(folder, 'copy of it.headroom');
    workspace.copyTo(copy);
    const other = new Workspace(copy, () => 1);
    expect(other.model()).toEqual(model);
    other.close();
    expect(write({ ...model, name: 'x' })).toBe(0);
    expect(workspace.model().name).toBe('x');
  });
});
