import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INVENTORY_TABLES } from '../model/columns.ts';
import type { Model } from '../model/document.ts';
import { modelArbitrary } from '../model/model.arbitrary.ts';
import { parseModel } from '../model/parse-model.ts';
import { serializeModel } from '../model/serialize-model.ts';
import { copiesOf } from './duplicate.ts';
import { editModel, type NewRow, type TableChange } from './edit-model.ts';
import { editorTable, tableRows } from './editor-table.ts';
import { withoutRows } from './removal.ts';

const model = (): Model => {
  const parsed = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-03-31T00:00:00Z',
    regions: [{ id: 'eu' }],
    clusters: [
      { id: 'a', region: 'eu' },
      { id: 'b', region: 'eu' },
    ],
    hosts: [
      { id: 'h1', cluster: 'a', memoryBytes: 512 },
      { id: 'h2', cluster: 'a' },
    ],
    flavors: [{ id: 's2' }],
    microvms: [
      { id: 'vm-1', host: 'h1', flavor: 's2', count: 3 },
      { id: 'vm-2', cluster: 'b', flavor: 's2' },
    ],
    postgres: [{ id: 'pg', nodes: [{ id: 'n1', role: 'primary' }] }, { id: 'pg2' }],
    controlPlanes: [{ id: 'cp', postgres: 'pg' }],
    storagePools: [{ id: 'p', volumes: [{ id: 'v1', host: 'h1' }], backupUsedByKind: { volumes: 5 } }],
    overlays: [{ region: 'eu', peers: [{ from: 'h1', to: 'h2' }] }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
};

const table = (name: string) => {
  const spec = editorTable(name);
  if (spec === null) throw new Error(name);
  return spec;
};
const edit = (name: string, change: Partial<TableChange>, base = model()) =>
  editModel(base, table(name), { set: [], add: [], ...change });
const at = (index: number, owner: number | null = null) => ({ owner, index });
const edited = (name: string, change: Partial<TableChange>, base = model()): Model => {
  const result = edit(name, change, base);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.model;
};
const set = (
  index: number,
  column: string,
  value: string | number | boolean | null,
  owner: number | null = null,
) => ({
  set: [{ at: at(index, owner), column, value }],
});

describe('an edit of cells', () => {
  it('reads the changed row alone; every other row stays the same object', () => {
    const before = model();
    const after = edited('hosts', set(0, 'used_memory_bytes', 100), before);
    expect(after.hosts[0]?.used.memoryBytes).toBe(100);
    expect(after.hosts[1]).toBe(before.hosts[1]);
    expect(after.microvms).toBe(before.microvms);
  });

  it('gives the very model that parsing the changed document gives', () => {
    for (const [name, change] of [
      ['hosts', set(0, 'cluster', 'b')],
      ['microvms', set(1, 'host', 'h2')],
      ['microvms', set(0, 'host', null)],
      ['control_planes', set(0, 'retry_max_retries', 5)],
      ['storage_pools', set(0, 'backup_used_by_kind_snapshot_metadata', 7)],
      ['postgres_nodes', set(0, 'postgres', 'pg2', 0)],
      ['overhead', { add: [{ memory_bytes_per_vm: 4, source: 'vendor' }] }],
    ] as const) {
      const after = edited(name, change);
      const parsed = parseModel(JSON.parse(JSON.stringify(serializeModel(after))));
      expect(parsed.ok && serializeModel(parsed.value), name).toEqual(serializeModel(after));
    }
  });

  it('takes references to a changed id along, even when two rows exchange theirs', () => {
    const after = edited('hosts', {
      set: [
        { at: at(0), column: 'id', value: 'h2' },
        { at: at(1), column: 'id', value: 'h1' },
      ],
    });
    expect(after.microvms[0]?.host).toBe('h2');
    expect(after.storagePools[0]?.volumes[0]?.host).toBe('h2');
    expect(after.overlays[0]?.peers[0]).toMatchObject({ from: 'h2', to: 'h1' });
  });

  it('moves the microVMs of a host that changes its cluster', () => {
    expect(edited('hosts', set(0, 'cluster', 'b')).microvms[0]?.cluster).toBe('b');
  });

  it('leaves a microVM taken off its host pending in the cluster', () => {
    expect(edited('microvms', set(0, 'host', null)).microvms[0]).toMatchObject({ host: null, cluster: 'a' });
  });

  it('lets a group that may be absent come with its first value and go with its last', () => {
    const withRetry = edited('control_planes', set(0, 'retry_max_retries', 5));
    expect(withRetry.controlPlanes[0]?.retry).toEqual({ maxRetries: 5, failedAttemptCostRatio: null });
    expect(
      edited('control_planes', set(0, 'retry_max_retries', null), withRetry).controlPlanes[0]?.retry,
    ).toBeNull();
  });
});

describe('a refused edit', () => {
  const problems = (name: string, change: Partial<TableChange>) => {
    const result = edit(name, change);
    return result.ok ? [] : result.problems;
  };
  it.each([
    [
      'a negative number',
      'hosts',
      set(1, 'memory_bytes', -1),
      { row: { at: at(1) }, column: 'memory_bytes' },
    ],
    [
      'a cluster that is not there',
      'hosts',
      set(1, 'cluster', 'x'),
      { row: { at: at(1) }, column: 'cluster' },
    ],
    ['an id twice', 'hosts', set(0, 'id', 'h2'), { row: { at: at(0) } }],
    [
      'a cluster against the host’s',
      'microvms',
      set(0, 'cluster', 'b'),
      { row: { at: at(0) }, column: 'cluster' },
    ],
    [
      'a second primary',
      'postgres_nodes',
      { add: [{ postgres: 'pg', id: 'n2', role: 'primary' }] },
      { row: { added: 0 }, column: 'role' },
    ],
    [
      'an owner that is not there',
      'volumes',
      { add: [{ storage_pool: 'x', id: 'v2' }] },
      { row: { added: 0 }, column: 'storage_pool' },
    ],
    [
      'a row without what it needs',
      'hosts',
      { add: [{ id: 'h3' }] },
      { row: { added: 0 }, column: 'cluster' },
    ],
    ['a row that is not there', 'hosts', set(9, 'id', 'x'), { row: { at: at(9) } }],
    ['a column that is not there', 'hosts', set(0, 'colour', 'x'), { row: { at: at(0) } }],
  ] as const)('locates %s at its cell', (_, name, change, expected) => {
    const found = problems(name, change);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(expected);
  });
});

describe('rows that go', () => {
  it('take along what cannot be without them, and clear what can', () => {
    const { model: after, effects } = withoutRows(model(), table('hosts'), [at(0)]);
    expect(after.microvms[0]).toMatchObject({ host: null, cluster: 'a' });
    expect(after.storagePools[0]?.volumes[0]?.host).toBeNull();
    expect(after.overlays[0]?.peers).toEqual([]);
    expect(effects).toEqual([
      { table: 'microvms', fate: 'cleared', column: 'host', count: 3, examples: ['vm-1'] },
      { table: 'volumes', fate: 'cleared', column: 'host', count: 1, examples: ['v1'] },
      { table: 'overlay_peers', fate: 'removed', column: 'from', count: 1, examples: ['h1'] },
    ]);
  });

  it('leave a model that parses, whichever rows of whichever table go', () => {
    fc.assert(
      fc.property(
        modelArbitrary(),
        fc.constantFrom(...INVENTORY_TABLES),
        fc.array(fc.nat(), { minLength: 1 }),
        (base, spec, picks) => {
          const rows = tableRows(base, spec);
          fc.pre(rows.length > 0);
          const places = picks.map((pick) => rows[pick % rows.length]?.at ?? at(0));
          const { model: after } = withoutRows(base, spec, places);
          const parsed = parseModel(JSON.parse(JSON.stringify(serializeModel(after))));
          expect(parsed.ok ? [] : parsed.problems).toEqual([]);
          expect(tableRows(after, spec).length).toBeLessThan(rows.length);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('copies of rows', () => {
  it('get the next free id each', () => {
    const copies = copiesOf(model(), table('hosts'), [at(0), at(1)]);
    expect(copies.map((row: NewRow) => row['id'])).toEqual(['h3', 'h4']);
    expect(edited('hosts', { add: copies }).hosts).toHaveLength(4);
  });

  it('get one also where the number in an id is longer than a double holds', () => {
    const rows = ['h-9007199254740991', 'h-9007199254740992'].map((id) => ({ id, cluster: 'a' }));
    const base = edited('hosts', { add: rows });
    const copies = copiesOf(base, table('hosts'), [at(base.hosts.length - 2)]);
    expect(copies.map((row: NewRow) => row['id'])).toEqual(['h-9007199254740993']);
  });

  it('can be made of any row of any model', () => {
    fc.assert(
      fc.property(
        modelArbitrary(),
        fc.constantFrom(
          ...INVENTORY_TABLES.filter(
            ({ file }) => !['overlays', 'overhead', 'postgres_nodes'].includes(file),
          ),
        ),
        fc.nat(),
        (base, spec, pick) => {
          const rows = tableRows(base, spec);
          const row = rows[pick % Math.max(1, rows.length)];
          fc.pre(row !== undefined);
          const result = editModel(base, spec, {
            set: [],
            add: copiesOf(base, spec, row === undefined ? [] : [row.at]),
          });
          expect(result.ok ? [] : result.problems).toEqual([]);
          if (result.ok) {
            const parsed = parseModel(JSON.parse(JSON.stringify(serializeModel(result.model))));
            expect(parsed.ok && serializeModel(parsed.value)).toEqual(serializeModel(result.model));
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
