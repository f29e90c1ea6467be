import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPipelineService } from '../../workers/pipeline-service.ts';
import { openDatabase } from '../database.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { Workspace } from '../workspace.ts';

let folder = '';
let path = '';
const before = MIGRATIONS.findIndex(({ title }) => title === 'customer templates and the pipeline are kept');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom pipeline '));
  path = join(folder, 'w.headroom');
  openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, before) }).close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened() {
  const workspace = new Workspace(path, () => 1);
  return { workspace, service: createPipelineService(() => workspace) };
}
const prospect = (id: string) => ({ id, type: 'onboardCustomer' as const, customer: id, probability: 0.5 });
const ids = (answer: { readonly prospects: readonly { readonly id: string }[] }) =>
  answer.prospects.map(({ id }) => id);

describe('the migration of templates and the pipeline', () => {
  it('brings an older file up to date, with a backup beside it, and nothing in either', () => {
    const { workspace, service } = opened();
    expect(service.getPipeline().prospects).toEqual([]);
    expect(workspace.pipeline.templates()).toEqual([]);
    workspace.close();
    expect(existsSync(`${path}.v${before}.backup`)).toBe(true);
  });

  it('keeps the pipeline in its order over a restart, and takes each step back and does it again', () => {
    const first = opened();
    first.service.savePipeline({ prospects: [prospect('a'), prospect('b')], what: 'Add two' });
    first.service.savePipeline({ prospects: [prospect('b'), prospect('c'), prospect('a')], what: 'Move b' });
    first.workspace.close();
    const { workspace, service } = opened();
    expect(ids(service.getPipeline())).toEqual(['b', 'c', 'a']);
    expect(workspace.undo().label).toBe('Move b');
    expect(ids(service.getPipeline())).toEqual(['a', 'b']);
    workspace.redo();
    expect(ids(service.getPipeline())).toEqual(['b', 'c', 'a']);
    workspace.undo();
    workspace.undo();
    expect(service.getPipeline().prospects).toEqual([]);
    workspace.close();
  });

  it('keeps a template under its name, replaces it, deletes it, and takes each back', () => {
    const { workspace } = opened();
    const save = (count: number) =>
      workspace.act('Save', () =>
        workspace.pipeline.saveTemplate('Shop', { fleet: [{ flavor: 'f', count }] }),
      );
    save(3);
    save(5);
    const [template] = workspace.pipeline.templates();
    expect(workspace.pipeline.templates()).toHaveLength(1);
    expect(template).toMatchObject({ name: 'Shop', shape: { fleet: [{ flavor: 'f', count: 5 }] } });
    workspace.act('Delete', () => workspace.pipeline.removeTemplate(template?.id ?? ''));
    expect(workspace.pipeline.templates()).toEqual([]);
    workspace.undo();
    workspace.undo();
    expect(workspace.pipeline.templates()[0]?.shape.fleet[0]?.count).toBe(3);
    expect(() => workspace.act('Delete', () => workspace.pipeline.removeTemplate('nobody'))).toThrow(
      /not in the workspace/,
    );
    workspace.close();
  });

  it('is not written into a file that was opened read-only', () => {
    opened().workspace.close();
    const workspace = new Workspace(path, () => 2, { readOnly: true });
    const service = createPipelineService(() => workspace);
    expect(() => service.savePipeline({ prospects: [], what: 'Empty' })).toThrow(/read-only/);
    workspace.close();
  });
});
