import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { mappingsMigration } from './0004-mappings.ts';
import { Workspace } from '../workspace.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom mappings '));
  path = join(folder, 'w.headroom');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a file of the version before gets the table, and what is in it stays', () => {
  const before = mappingsMigration.version - 1;
  const db = openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, before) });
  db.exec(`INSERT INTO undo_action (id, label, at_ms) VALUES (1, 'Import', 7);
    UPDATE undo_now SET action = 1;
    INSERT INTO series (id, entity, metric, unit) VALUES (1, 'h', 'iops', NULL);
    INSERT INTO sample_day VALUES (1, 20000, 1, 5, 5, 5, 5, x'00000000', x'0000000000001440');
    UPDATE undo_now SET action = NULL;`);
  db.close();
  const workspace = new Workspace(path, () => 1);
  expect([...workspace.series.read('h', 'iops').values]).toEqual([5]);
  expect(workspace.mappings.list()).toEqual([]);
  workspace.close();
  expect(existsSync(`${path}.v${before}.backup`)).toBe(true);
});

it('a mapping is kept by its source, the same again is no change, and it is undone and forgotten', () => {
  const workspace = new Workspace(path, () => 7, { create: true });
  const known = { key: 'a,b', mapping: { schema: 'headroom.mapping/v1', shape: 'long' }, file: 'x.csv' };
  const keep = (): void => workspace.act('Keep', (atMs) => workspace.mappings.keep(known, atMs));
  keep();
  keep();
  expect(workspace.mappings.list()).toEqual([{ ...known, savedAtMs: 7 }]);
  workspace.undo();
  expect(workspace.mappings.list()).toEqual([]);
  workspace.redo();
  workspace.act('Forget', () => workspace.mappings.forget('a,b'));
  expect(workspace.mappings.list()).toEqual([]);
  workspace.close();
});
