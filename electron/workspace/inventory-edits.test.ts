import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editModel } from '../../shared/inventory/edit-model.ts';
import { editorTable, tableRows } from '../../shared/inventory/editor-table.ts';
import { INVENTORY_TABLES } from '../../shared/model/columns.ts';
import { modelArbitrary } from '../../shared/model/model.arbitrary.ts';
import { serializeModel } from '../../shared/model/serialize-model.ts';
import {
  duplicateRows,
  editInventory,
  pasteBlock,
  previewPaste,
  previewRemoval,
  removeRows,
} from './inventory-edits.ts';
import { InventoryTables } from './inventory-tables.ts';
import { readModel, writeModel } from './model-store.ts';
import { Workspace } from './workspace.ts';

let folder = '';
let workspace: Workspace;
let tables: InventoryTables;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom inventory '));
  workspace = new Workspace(join(folder, 'w.headroom'), () => 7, { create: true });
  tables = new InventoryTables(workspace);
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const fill = (model: Parameters<typeof writeModel>[0]) =>
  workspace.act('fill', () => writeModel(model, workspace.entities, workspace.facts));
const stored = () => {
  const read = readModel(workspace.entities, workspace.facts);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return serializeModel(read.value);
};
const [sample] = fc.sample(modelArbitrary({ measured: true }), { seed: 4, numRuns: 1 });
const revision = () => workspace.revision;

describe('editing the inventory', () => {
  it('holds in memory what a reader of the file finds, after any edit, and undoes it exactly', () => {
    fc.assert(
      fc.property(
        modelArbitrary(),
        fc.constantFrom(...INVENTORY_TABLES),
        fc.nat(),
        fc.boolean(),
        (model, spec, pick, removes) => {
          fill(model);
          const before = stored();
          const rows = tableRows(workspace.model(), spec);
          const row = rows[pick % Math.max(1, rows.length)];
          if (row === undefined) return;
          const request = { table: spec.file, revision: revision(), rows: [row.at] };
          const answer = removes
            ? removeRows(workspace, tables, request)
            : duplicateRows(workspace, tables, request);
          expect(stored()).toEqual(serializeModel(workspace.model()));
          if (!answer.done) {
            expect(stored()).toEqual(before);
            return;
          }
          const after = stored();
          workspace.undo();
          expect(stored()).toEqual(before);
          workspace.redo();
          expect(stored()).toEqual(after);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps a row in its place when its id changes or two exchange theirs', () => {
    if (sample === undefined) throw new Error('no sample');
    fill(sample);
    const before = stored();
    const [first, second] = workspace.model().hosts;
    const set = [
      { at: { owner: null, index: 0 }, column: 'id', value: second?.id ?? '' },
      { at: { owner: null, index: 1 }, column: 'id', value: first?.id ?? '' },
    ];
    const answer = editInventory(workspace, tables, { table: 'hosts', revision: revision(), set, add: [] });
    expect(answer).toMatchObject({ done: true, label: expect.stringMatching(/^Change ID of hosts/) });
    expect(stored()).toEqual(serializeModel(workspace.model()));
    expect(workspace.model().hosts[0]).toEqual({ ...first, id: second?.id });
    workspace.undo();
    expect(stored()).toEqual(before);
  });

  it('takes the series of a row along with its id, also when two rows exchange theirs, undone to the last sample', () => {
    if (sample === undefined) throw new Error('no sample');
    fill(sample);
    const [first, second] = workspace.model().hosts.map(({ id }) => id);
    if (first === undefined || second === undefined) throw new Error('too few hosts');
    const store = (entity: string, value: number) =>
      workspace.act('store', () =>
        workspace.series.write({
          entity,
          metric: 'iops',
          unit: '1/s',
          days: [{ day: 20_000, offsetsMs: Uint32Array.of(0), values: Float64Array.of(value) }],
        }),
      );
    store(first, 1);
    store(second, 2);
    const valueOf = (entity: string) => workspace.series.read(entity, 'iops').values[0];
    const rename = (index: number, value: string) => ({ at: { owner: null, index }, column: 'id', value });
    const edit = (...set: ReturnType<typeof rename>[]) =>
      editInventory(workspace, tables, { table: 'hosts', revision: revision(), set, add: [] });
    edit(rename(0, second), rename(1, first));
    expect([valueOf(first), valueOf(second)]).toEqual([2, 1]);
    edit(rename(0, 'renamed'));
    expect([valueOf('renamed'), valueOf(second)]).toEqual([1, undefined]);
    store('taken', 9);
    const before = [stored(), workspace.series.list()];
    expect(() => edit(rename(0, 'taken'))).toThrow(/series iops of taken already/);
    expect([stored(), workspace.series.list()]).toEqual(before);
    for (let step = 0; step < 3; step += 1) workspace.undo();
    expect([valueOf(first), valueOf(second)]).toEqual([1, 2]);
  });

  it('changes nothing at all when one cell of many is refused', () => {
    if (sample === undefined) throw new Error('no sample');
    fill(sample);
    const before = [stored(), workspace.actions().undo.length, revision()];
    const set = [
      { at: { owner: null, index: 0 }, column: 'cpu_cores', value: 5 },
      { at: { owner: null, index: 1 }, column: 'cpu_cores', value: -5 },
    ];
    const answer = editInventory(workspace, tables, { table: 'hosts', revision: revision(), set, add: [] });
    expect(answer).toMatchObject({
      done: false,
      problems: [{ row: { at: { index: 1 } }, column: 'cpu_cores' }],
    });
    expect([stored(), workspace.actions().undo.length, revision()]).toEqual(before);
  });

  it('refuses places of an older revision', () => {
    if (sample === undefined) throw new Error('no sample');
    fill(sample);
    const request = { table: 'hosts', revision: revision() - 1, rows: [{ owner: null, index: 0 }] };
    expect(() => removeRows(workspace, tables, request)).toThrow(/changed meanwhile/);
  });

  it('says before a deletion what it takes along, and does just that', () => {
    if (sample === undefined) throw new Error('no sample');
    fill(sample);
    const model = workspace.model();
    const cluster = model.clusters.findIndex(({ id }) => model.hosts.some((host) => host.cluster === id));
    const request = { table: 'clusters', revision: revision(), rows: [{ owner: null, index: cluster }] };
    const { effects } = previewRemoval(workspace, tables, request);
    const hosts = effects.find(({ table }) => table === 'hosts');
    removeRows(workspace, tables, request);
    expect(model.hosts.length - workspace.model().hosts.length).toBe(hosts?.count);
    expect(workspace.actions().undo[0]?.label).toContain(
      `Delete cluster ${model.clusters[cluster]?.id ?? ''} with`,
    );
  });
});

describe('pasting a block', () => {
  const block = (grid: readonly (readonly string[])[]) => ({
    table: 'hosts',
    revision: revision(),
    grid: grid.map((row) => [...row]),
    header: null,
    chosen: [],
    decimal: 'auto' as const,
    anchor: null,
  });
  const grid = (cluster: string) => [
    ['id', 'cluster', 'memory_gib'],
    ['new-1', cluster, '512'],
    ['new-2', cluster, 'much'],
  ];

  it('is all or nothing while a cell is bad, or goes without the bad rows when told to', () => {
    if (sample === undefined) throw new Error('no sample');
    fill(sample);
    const cluster = workspace.model().clusters[0]?.id ?? '';
    const before = stored();
    expect(previewPaste(workspace, tables, block(grid(cluster)))).toMatchObject({
      problems: 1,
      added: 1,
      canApply: true,
    });
    expect(() => pasteBlock(workspace, tables, { ...block(grid(cluster)), skipBad: false })).toThrow(
      /not a number/,
    );
    expect(stored()).toEqual(before);
    const answer = pasteBlock(workspace, tables, { ...block(grid(cluster)), skipBad: true });
    expect(answer).toMatchObject({ done: true, label: 'Paste 1 host' });
    expect(workspace.model().hosts.at(-1)).toMatchObject({ id: 'new-1', memoryBytes: 512 * 2 ** 30 });
    expect(stored()).toEqual(serializeModel(workspace.model()));
    workspace.undo();
    expect(stored()).toEqual(before);
  });
});

describe('a table looked at in parts', () => {
  it('is filtered, sorted with what is not measured last, and narrowed to rows without a value', () => {
    if (sample === undefined) throw new Error('no sample');
    const spec = editorTable('hosts');
    if (spec === null) throw new Error('no table');
    const cleared = editModel(sample, spec, {
      set: [{ at: { owner: null, index: 0 }, column: 'cpu_cores', value: null }],
      add: [],
    });
    if (!cleared.ok) throw new Error('refused');
    fill(cleared.model);
    const hosts = workspace.model().hosts;
    const view = (query: object) =>
      tables.window({
        table: 'hosts',
        query: { text: '', missing: null, sort: null, ...query },
        offset: 0,
        limit: 1000,
      });
    const ids = (query: object) => view(query).rows.map(({ at }) => hosts[at.index]?.id);
    const sorted = ids({ sort: { column: 'cpu_cores', descending: true } });
    expect(sorted.at(-1)).toBe(hosts[0]?.id);
    const known = sorted.slice(0, -1).map((id) => hosts.find((host) => host.id === id)?.cpuCores ?? 0);
    expect(known).toEqual(known.toSorted((a, b) => b - a));
    expect(ids({ missing: 'cpu_cores' })).toEqual([hosts[0]?.id]);
    expect(ids({ text: hosts[1]?.id })).toContain(hosts[1]?.id);
    expect(view({}).columns.find(({ key }) => key === 'cpu_cores')?.missing).toBe(1);
    expect(
      tables.window({ table: 'hosts', query: { text: '', missing: null, sort: null }, offset: 1, limit: 1 })
        .rows,
    ).toHaveLength(1);
  });
});
