import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionTo } from '../../prometheus/endpoint.fixture.ts';
import { openDatabase } from '../database.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { Workspace } from '../workspace.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom 0005 '));
  path = join(folder, 'w.headroom');
  openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, 4) }).close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('migration 5', () => {
  it('brings a file of version 4 up to date, with a backup beside it', () => {
    const workspace = new Workspace(path, () => 1);
    expect(workspace.connections.list()).toEqual([]);
    workspace.close();
    expect(existsSync(`${path}.v4.backup`)).toBe(true);
  });

  it('keeps connections and what they covered, undone with the step that made them', () => {
    const workspace = new Workspace(path, () => 1);
    const { connections } = workspace;
    const main = connectionTo('https://p.example');
    workspace.act('save', () => connections.save(main));
    workspace.act('cover', () => connections.cover('main', 'q', { fromMs: 1000, toMs: 5000 }, 1000));
    workspace.act('more', () => connections.cover('main', 'q', { fromMs: 6000, toMs: 9000 }, 1000));
    expect(connections.coverage('main')).toEqual(new Map([['q', { fromMs: 1000, toMs: 9000 }]]));
    workspace.undo();
    expect(connections.coverage('main')).toEqual(new Map([['q', { fromMs: 1000, toMs: 5000 }]]));
    workspace.act('apart', () => connections.cover('main', 'q', { fromMs: 20_000, toMs: 30_000 }, 1000));
    expect(connections.coverage('main')).toEqual(new Map([['q', { fromMs: 20_000, toMs: 30_000 }]]));
    workspace.act('remove', () => connections.remove('main'));
    expect([connections.list(), connections.coverage('main').size]).toEqual([[], 0]);
    workspace.undo();
    expect(connections.list()).toEqual([main]);
    workspace.close();
  });
});
