import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelText } from '../../../shared/documents/data-export/model-text.ts';
import { parseModel } from '../../../shared/model/parse-model.ts';
import { ordersWithout } from '../../../shared/timeline/checklist-model.ts';
import { recompute } from '../../../shared/explain/recompute.ts';
import { createChecklistService } from '../../workers/checklist-service.ts';
import { openDatabase } from '../database.ts';
import { EngineAnswers } from '../engine-answers.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { writeModel } from '../model-store.ts';
import { Workspace } from '../workspace.ts';

const GIB = 2 ** 30;
const host = (id: string) => ({
  id,
  cluster: 'a',
  cpuCores: 64,
  memoryBytes: 512 * GIB,
  used: { cpuCores: 8, memoryBytes: 200 * GIB },
});
const document = (perHost: number) => ({
  schema: 'headroom.model/v1',
  asOf: '2026-04-01T00:00:00Z',
  regions: [{ id: 'eu' }],
  clusters: [{ id: 'a', region: 'eu' }],
  hosts: [host('h1'), host('h2'), host('h3')],
  flavors: [{ id: 's2', vcpus: 2, memoryBytes: 4 * GIB }],
  microvms: ['h1', 'h2', 'h3'].map((id) => ({ id: `vm-${id}`, host: id, flavor: 's2', count: perHost })),
  storagePools: [{ id: 'pool', region: 'eu', volumes: [{ id: 'vol-1', host: 'h1', usedBytes: 1 }] }],
  orders: [{ sku: 'std', cluster: 'a', count: 2, arrivesOn: '2026-04-20' }],
  overhead: { memoryBytesPerVm: 0, cpuCoresPerVm: 0, source: 'assumed' },
  skus: [{ id: 'std', cpuCores: 64, memoryBytes: 512 * GIB, leadTimeDays: 42 }],
});

let folder = '';
let workspace: Workspace;
let service: ReturnType<typeof createChecklistService>;

function load(perHost: number): void {
  const parsed = parseModel(document(perHost));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  workspace.act('Import', () => writeModel(parsed.value, workspace.entities, workspace.facts));
}
const hostStates = () => workspace.model().hosts.map(({ id, state }) => `${id} ${state}`);
const onHost = (id: string) =>
  workspace.model().microvms.reduce((sum, row) => sum + (row.host === id ? row.count : 0), 0);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom 0011 '));
  const path = join(folder, 'w.headroom');
  openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, 10) }).close();
  workspace = new Workspace(path, () => Date.parse('2026-04-02T08:00:00Z'));
  const engine = new EngineAnswers(workspace);
  service = createChecklistService(() => ({ workspace, engine }), 'ada');
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('migration 11', () => {
  it('brings a file of version 10 up to date, with a backup beside it, and no checklist', () => {
    expect(existsSync(join(folder, 'w.headroom.v10.backup'))).toBe(true);
    expect(service.checklists()).toEqual([]);
  });
});

describe('the checklist for decommissioning', () => {
  it('walks the five steps, shows each before it is done, changes the inventory undoably, and undoes to the same bytes', () => {
    load(20);
    const before = modelText(workspace.model());
    const { id } = service.startChecklist({ plan: { kind: 'remove', hosts: ['h1'] } });
    const start = service.checklist({ id });
    expect(start.next).toBe('cordon');
    expect(start.steps[0]?.effect).toContain('2 schedulable hosts left');
    expect(start.steps[0]?.limits.map((each) => each.id)).toContain('compute.memory@cluster:a');
    expect(start.steps[1]?.moves).toHaveLength(20);
    // Every limit shown derives itself as the step would leave it, down to figures that can be computed again.
    for (const { id: constraintId, after } of start.steps[0]?.limits ?? []) {
      const { explain, verdict, ...constraint } = service.explainChecklist({ id, constraintId });
      expect([constraintId, verdict]).toEqual([constraintId, after?.verdict]);
      if (typeof after?.shown === 'number')
        expect([constraint.headroom, constraint.utilization, constraint.demand]).toContain(after.shown);
      expect(explain === undefined ? ['no derivation'] : recompute(explain)).toEqual([]);
    }
    expect(() => service.explainChecklist({ id, constraintId: 'compute.memory@cluster:z' })).toThrow(
      /no compute/,
    );

    expect(() => service.checklistStep({ id, step: 'drain' })).toThrow(/not the next step/);
    service.checklistStep({ id, step: 'cordon' });
    expect(hostStates()).toEqual(['h1 cordoned', 'h2 schedulable', 'h3 schedulable']);
    service.checklistStep({ id, step: 'drain' });
    expect(hostStates()[0]).toBe('h1 draining');
    expect([onHost('h1'), onHost('h2') + onHost('h3')]).toEqual([0, 60]);

    // The volume still hangs on the host: a person must say that it does not.
    expect(() => service.checklistStep({ id, step: 'verify' })).toThrow(/vol-1.*say in a note/);
    service.checklistStep({ id, step: 'verify', note: 'detached by hand, ticket 12' });
    expect(workspace.model().storagePools[0]?.volumes[0]?.host).toBeNull();
    service.checklistStep({ id, step: 'remove' });
    expect(hostStates()).toEqual(['h2 schedulable', 'h3 schedulable']);
    expect(
      service.checklistStep({ id, step: 'wipe', note: 'wiped' }).done.map(({ name, by }) => [name, by]),
    ).toEqual([
      ['cordon', 'ada'],
      ['drain', 'ada'],
      ['verify', 'ada'],
      ['remove', 'ada'],
      ['wipe', 'ada'],
    ]);
    expect(service.checklist({ id }).next).toBeNull();
    for (let step = 0; step < 6; step++) workspace.undo();
    expect(service.checklists()).toEqual([]);
    expect(modelText(workspace.model())).toBe(before);
  });

  it('blocks the drain where microVMs fit nowhere, names them and the resource, and says why', () => {
    load(120);
    const { id } = service.startChecklist({ plan: { kind: 'remove', hosts: ['h1'] } });
    service.checklistStep({ id, step: 'cordon' });
    const drain = service.checklist({ id }).steps[1];
    expect(drain?.blocked).toMatch(/of 120 fit nowhere: vm-h1#\d+ \(memory\)/);
    expect(() => service.checklistStep({ id, step: 'drain' })).toThrow(/fit nowhere.*Nothing was changed/);
    expect(hostStates()[0]).toBe('h1 cordoned');
    expect(() => service.startChecklist({ plan: { kind: 'remove', hosts: ['h1'] } })).toThrow(/still open/);
    expect(service.stopChecklist({ id, note: 'more hosts first' }).stopped).toMatchObject({ by: 'ada' });
    expect(() => service.startChecklist({ plan: { kind: 'remove', hosts: ['gone'] } })).toThrow(
      /no host gone/,
    );
  });
});

describe('the checklist for adding', () => {
  it('asks for notes where nothing is measured, registers hosts without capacity, takes their order off, then gives capacity', () => {
    load(20);
    const plan = { kind: 'add', cluster: 'a', sku: 'std', count: 1, failureDomain: 'r9' } as const;
    const { id } = service.startChecklist({ plan });
    expect(service.checklist({ id }).steps.map(({ effect }) => effect === null)).toEqual(
      Array(6).fill(false),
    );
    expect(() => service.checklistStep({ id, step: 'provision' })).toThrow(/say in a note/);
    for (const step of ['provision', 'install', 'join-overlay', 'register'])
      service.checklistStep({ id, step, note: 'seen' });
    expect(hostStates()[3]).toBe('std-1 cordoned');
    expect(workspace.model().orders).toEqual([
      { sku: 'std', cluster: 'a', count: 1, arrivesOn: '2026-04-20' },
    ]);
    service.checklistStep({ id, step: 'canary', note: 'canary vm ran an hour' });
    const last = service.checklist({ id });
    const memory = last.steps[5]?.limits.find((each) => each.id === 'compute.memory@cluster:a');
    expect(Number(memory?.after?.shown)).toBeGreaterThan(Number(memory?.before?.shown));
    service.checklistStep({ id, step: 'schedulable' });
    expect(hostStates()[3]).toBe('std-1 schedulable');
    expect(workspace.model().hosts[3]?.failureDomain).toBe('r9');
  });
});

describe('ordersWithout', () => {
  it('takes what arrived off the earliest orders of the type and cluster, and leaves all others', () => {
    const order = (cluster: string, count: number, arrivesOn: string) => ({
      sku: 's',
      cluster,
      count,
      arrivesOn,
    });
    const orders = [order('a', 2, '2026-06-01'), order('b', 1, '2026-01-01'), order('a', 1, '2026-05-01')];
    expect(ordersWithout(orders, 's', 'a', 2)).toEqual([
      order('a', 1, '2026-06-01'),
      order('b', 1, '2026-01-01'),
    ]);
    expect(ordersWithout(orders, 's', 'a', 9)).toEqual([order('b', 1, '2026-01-01')]);
    expect(ordersWithout(orders, 'other', 'a', 9)).toEqual(orders);
  });
});
