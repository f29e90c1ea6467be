import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host, Measured, Microvm, Model } from '../model/document.ts';
import { modelArbitrary } from '../model/model.arbitrary.ts';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { hostLoss } from './host-loss.ts';
import { relocate, spreadOrphans } from './workload.ts';

function modelOf(hosts: readonly object[], microvms: readonly object[]): Model {
  const parsed = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-05-04',
    regions: [{ id: 'r' }],
    clusters: [{ id: 'c', region: 'r' }],
    hosts: hosts.map((host) => ({ cluster: 'c', cpuCores: 10, memoryBytes: 100, ...host })),
    flavors: [
      { id: 's', vcpus: 4, memoryBytes: 10 },
      { id: 'l', vcpus: 4, memoryBytes: 30 },
    ],
    microvms,
    overhead: { memoryBytesPerVm: 0, cpuCoresPerVm: 0 },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const usedOf = (model: Model, id: string): Host['used'] | undefined =>
  model.hosts.find((host) => host.id === id)?.used;
const rowOf = (model: Model, id: string): Microvm | undefined => model.microvms.find((row) => row.id === id);

describe('relocate', () => {
  const model = modelOf(
    [
      { id: 'h1', systemReservedMemoryBytes: 4, used: { memoryBytes: 44, cpuCores: 6, iops: 80 } },
      { id: 'h2', systemReservedMemoryBytes: 4, used: { memoryBytes: 2, cpuCores: 1, iops: 0 } },
    ],
    [
      { id: 'small', host: 'h1', flavor: 's' },
      { id: 'large', host: 'h1', flavor: 'l' },
      { id: 'twins', host: 'h2', flavor: 's', count: 2 },
    ],
  );
  const moved = relocate(model, POLICY_DEFAULTS, {
    moves: [{ microvm: 'large', from: 'h1', to: 'h2' }],
    stranded: [],
  });

  it('moves a share by reservation: memory above the system reserve by memory, cores by cores, IOPS without reservation by memory', () => {
    // large: 30 of 40 memory → 0.75 × (44 − 4) = 30; 1 of 2 cores → 3; iops are reserved by nobody → 0.75 × 80 = 60.
    expect(usedOf(moved, 'h1')).toMatchObject({ memoryBytes: 14, cpuCores: 3, iops: 20 });
    // h2 used less than its reserve: nothing above it, so 4 + 30.
    expect(usedOf(moved, 'h2')).toMatchObject({ memoryBytes: 34, cpuCores: 4, iops: 60 });
  });
  it('leaves the model it was given as it was', () => {
    expect(usedOf(model, 'h1')).toMatchObject({ memoryBytes: 44, cpuCores: 6 });
  });
  it('makes a stranded microVM carry its share, as the total of its row', () => {
    const stranded = relocate(model, POLICY_DEFAULTS, { moves: [], stranded: ['small', 'large'] });
    expect(rowOf(stranded, 'large')).toMatchObject({
      host: null,
      carried: { memoryBytes: 30, cpuCores: 3, iops: 60 },
    });
    expect(usedOf(stranded, 'h1')).toMatchObject({ memoryBytes: 4, cpuCores: 0, iops: 0 });
    const back = relocate(stranded, POLICY_DEFAULTS, {
      moves: [{ microvm: 'large', from: null, to: 'h2' }],
      stranded: [],
    });
    expect(rowOf(back, 'large')?.carried).toBeUndefined();
    expect(usedOf(back, 'h2')).toMatchObject({ memoryBytes: 34, cpuCores: 4 });
  });
  it('splits a row where its instances part ways, and keeps their names', () => {
    const split = relocate(model, POLICY_DEFAULTS, {
      moves: [{ microvm: 'twins#2', from: 'h2', to: 'h1' }],
      stranded: ['twins#1'],
    });
    expect(rowOf(split, 'twins#1')).toMatchObject({ host: null, count: 1, carried: { cpuCores: 0.5 } });
    expect(rowOf(split, 'twins#2')).toMatchObject({ host: 'h1', count: 1 });
    expect(usedOf(split, 'h1')?.cpuCores).toBe(6.5);
  });
  it('keeps unknown what was not measured', () => {
    const blind = modelOf(
      [{ id: 'h1' }, { id: 'h2', used: { cpuCores: 1, memoryBytes: 5 } }],
      [{ id: 'vm', host: 'h1', flavor: 's' }],
    );
    const after = relocate(blind, POLICY_DEFAULTS, {
      moves: [{ microvm: 'vm', from: 'h1', to: 'h2' }],
      stranded: [],
    });
    expect(usedOf(after, 'h2')).toMatchObject({ cpuCores: null, memoryBytes: null });
  });
});

describe('spreadOrphans', () => {
  it('gives the workload of a lost host without microVMs to the schedulable survivors, evenly', () => {
    const model = modelOf(
      [
        { id: 'h1', used: { cpuCores: 4, memoryBytes: 10, iops: 0, diskThroughputBytesPerSecond: 0 } },
        { id: 'h2', used: { cpuCores: 1, memoryBytes: 5, iops: 0, diskThroughputBytesPerSecond: 0 } },
        { id: 'h3', used: { cpuCores: 2, memoryBytes: 5, iops: 0, diskThroughputBytesPerSecond: 0 } },
        {
          id: 'h4',
          state: 'cordoned',
          used: { cpuCores: 2, memoryBytes: 5, iops: 0, diskThroughputBytesPerSecond: 0 },
        },
      ],
      [],
    );
    const { model: after, spread, dropped } = spreadOrphans(model, new Set(['h1']));
    expect([spread, dropped]).toEqual([['h1'], []]);
    expect(['h2', 'h3', 'h4'].map((id) => usedOf(after, id)?.cpuCores)).toEqual([3, 4, 2]);
    expect(spreadOrphans(model, new Set(['h1', 'h2', 'h3', 'h4'])).dropped).toEqual(['h1', 'h2', 'h3', 'h4']);
  });
});

/** Measured workload of everything that runs or waits, per resource; `null` as soon as a part is not measured. */
function workload(model: Model): readonly Measured[] {
  const sums: Measured[] = [0, 0, 0, 0];
  const add = (values: readonly Measured[]) =>
    values.forEach((value, index) => {
      const sum = sums[index] ?? null;
      sums[index] = sum === null || value === null ? null : sum + value;
    });
  for (const host of model.hosts) {
    if (host.state === 'down') continue;
    const { memoryBytes, cpuCores, iops, diskThroughputBytesPerSecond } = host.used;
    const above = memoryBytes === null ? null : Math.max(0, memoryBytes - host.systemReservedMemoryBytes);
    add([above, cpuCores, iops, diskThroughputBytesPerSecond]);
  }
  for (const { host, carried } of model.microvms) {
    if (host !== null || carried === undefined) continue;
    add([carried.memoryBytes, carried.cpuCores, carried.iops, carried.diskThroughputBytesPerSecond]);
  }
  return sums;
}

describe('a host loss', () => {
  const models = modelArbitrary({ computeOnly: true, clusters: 2, hosts: 6 });
  const lose = (model: Model, hosts: readonly string[]) =>
    hostLoss.apply(
      {
        model,
        policy: POLICY_DEFAULTS,
        id: 'x',
        path: 'events[0]',
        day: '2026-05-04',
        solver: null,
        historyOf: () => null,
      },
      { hosts, count: null, select: 'largest', cluster: null, failureDomain: null },
    );

  it('loses no microVM, and no measured workload unless nothing is left to carry it', () => {
    fc.assert(
      fc.property(
        models,
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 1, max: 2 }),
        (model, first, many) => {
          const up = model.hosts.filter((host) => host.state !== 'down').map((host) => host.id);
          const hosts = [
            ...new Set([...Array(many).keys()].map((i) => up[(first + i) % Math.max(1, up.length)])),
          ].filter((id) => id !== undefined);
          if (hosts.length === 0) return;
          const applied = lose(model, hosts);
          if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
          const count = (rows: readonly Microvm[]) => rows.reduce((sum, row) => sum + row.count, 0);
          expect(count(applied.model.microvms)).toBe(count(model.microvms));
          for (const row of applied.model.microvms) expect(hosts).not.toContain(row.host);
          const { displaced, placed, unplaced } = applied.outcome;
          expect(placed + unplaced.length).toBe(displaced);
          if (applied.notes?.some((note) => note.includes('not counted'))) return;
          const [before, after] = [workload(model), workload(applied.model)];
          before.forEach((sum, index) => {
            const now = after[index] ?? null;
            if (sum === null) expect(now).toBeNull();
            else expect(Math.abs((now ?? Number.NaN) - sum)).toBeLessThanOrEqual(1e-9 * Math.max(1, sum));
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});
