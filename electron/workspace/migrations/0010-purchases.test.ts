import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { Workspace } from '../workspace.ts';

it('brings a file of version 9 up to date, with a backup beside it, and nothing bought', () => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom 0010 '));
  const path = join(folder, 'w.headroom');
  openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, 9) }).close();
  const workspace = new Workspace(path, () => 7);
  expect(existsSync(`${path}.v9.backup`)).toBe(true);
  expect(workspace.purchases.list()).toEqual([]);
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});
