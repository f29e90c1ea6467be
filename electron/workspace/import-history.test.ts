import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readImport } from '../import/import-reader.ts';
import { importChanges, revertImport } from './import-history.ts';
import { applyImport } from './import-writer.ts';
import { Workspace } from './workspace.ts';

let folder = '';
let workspace: Workspace;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom imports '));
  workspace = new Workspace(join(folder, 'w.headroom'), () => Date.parse('2026-04-01T00:00:00Z'), {
    create: true,
  });
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importing(name: string, content: string): Promise<number> {
  const path = join(folder, name);
  writeFileSync(path, content);
  applyImport(workspace, await readImport([path]));
  return workspace.imports.list()[0]?.id ?? 0;
}
const metrics = (entity: string, day: string, value: number): string =>
  `timestamp,entity,metric,value\n${day}T00:00:00Z,${entity},iops,${value}\n${day}T00:05:00Z,${entity},iops,${value + 1}\n`;
const state = () =>
  JSON.stringify([
    workspace.series.list(),
    workspace.series.list().map(({ entity, metric }) => [...workspace.series.read(entity, metric).values]),
    workspace.model(),
    workspace.imports.list().map(({ files }) => files[0]?.file),
  ]);

describe('a past import', () => {
  it('that is the latest step is taken back by undo', async () => {
    await importing('a.csv', metrics('h1', '2026-03-01', 5));
    const before = state();
    const id = await importing('b.csv', metrics('h2', '2026-03-01', 5));
    expect(importChanges(workspace, id)).toMatchObject({ revert: 'undo', reason: null });
    revertImport(workspace, id);
    expect(state()).toBe(before);
    expect(workspace.actions().redo).toHaveLength(1);
  });

  it('that nothing later depends on is reverted as a step of its own, which can be undone', async () => {
    const id = await importing('a.csv', metrics('h1', '2026-03-01', 5));
    const later = await importing('b.csv', metrics('h2', '2026-03-01', 7));
    const before = state();
    const { changes, revert } = importChanges(workspace, id);
    expect(revert).toBe('revert');
    expect(changes).toEqual(
      expect.arrayContaining([
        { what: 'sample_day', kind: null, added: 1, changed: 0, removed: 0 },
        { what: 'series', kind: null, added: 1, changed: 0, removed: 0 },
      ]),
    );
    expect(revertImport(workspace, id)).toEqual({ label: 'Revert import a.csv' });
    expect(workspace.series.list().map(({ entity }) => entity)).toEqual(['h2']);
    expect(workspace.imports.list().map((entry) => entry.id)).toEqual([later]);
    expect(workspace.actions().undo[0]?.label).toBe('Revert import a.csv');
    workspace.undo();
    expect(state()).toBe(before);
    workspace.undo();
    workspace.undo();
    expect(workspace.series.list()).toEqual([]);
  });

  it('whose samples were written over later says by which step, and stays', async () => {
    const id = await importing('a.csv', metrics('h1', '2026-03-01', 5));
    await importing('b.csv', metrics('h1', '2026-03-01', 9));
    const before = state();
    expect(importChanges(workspace, id)).toMatchObject({
      revert: 'no',
      reason: '“Import b.csv” came later and depends on it.',
    });
    expect(() => revertImport(workspace, id)).toThrow(/Import b.csv/);
    expect(state()).toBe(before);
  });

  it('whose series has gone on growing stays, since the later samples hang on it', async () => {
    const id = await importing('a.csv', metrics('h1', '2026-03-01', 5));
    await importing('b.csv', metrics('h1', '2026-03-02', 9));
    expect(importChanges(workspace, id)).toMatchObject({ revert: 'no' });
  });

  it('whose inventory later rows refer to stays, all or nothing', async () => {
    await importing('regions.csv', 'id,name\neu,Europe\n');
    const id = await importing('clusters.csv', 'id,region\na,eu\n');
    workspace.act('Add host h1', () =>
      workspace.entities.change('hosts', [], [{ id: 'h1', cluster: 'a', state: 'schedulable' }]),
    );
    const before = state();
    expect(() => revertImport(workspace, id)).toThrow(/there is no such cluster/);
    expect(state()).toBe(before);
    expect(workspace.actions().undo[0]?.label).toBe('Add host h1');
  });
});
