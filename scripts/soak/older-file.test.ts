import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../electron/refusal.ts';
import { openDatabase } from '../../electron/workspace/database.ts';
import { MIGRATIONS } from '../../electron/workspace/migration-list.ts';
import { schemaVersion } from '../../electron/workspace/migration.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import { contentDigest, contentTables, structuralFaults } from './content-digest.ts';
import { ImageBench, imagesDuring } from './crash-images.ts';
import { randomIdsAgain } from './known-ids.ts';
import { olderFile } from './older-file.ts';
import { ACT_KINDS, plannerAt } from './planner-acts.ts';

// Files of every version of the format there has been, with the content of a planner's days.

let folder = '';
let today = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom older '));
  today = join(folder, 'today.headroom');
  const planner = plannerAt(folder, 3);
  const { service } = planner;
  service.create({ path: today, sample: false });
  for (let number = 0; number <= ACT_KINDS.length; number += 1) await planner.act(number);
  service.setCadence({ weekday: 1, monthDay: null, afterOnboardingDays: null });
  service.takeReview({ kind: 'weekly', subject: null, note: 'all quiet' });
  service.close();
  randomIdsAgain();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The file as it is, without opening it as the application does. */
function bare<T>(path: string, look: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(path, { readonly: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

describe.each(MIGRATIONS.slice(0, -1).map(({ version }) => version))('a file of version %i', (version) => {
  it('opens with the same content, after a backup that is the old file; cut off anywhere it is old or new', async () => {
    const path = join(folder, `v${version}.headroom`);
    olderFile(path, version, today);
    const old = bare(path, (db) => ({ digest: contentDigest(db), tables: contentTables(db) }));

    const images = await imagesDuring(path, () => {
      const workspace = new Workspace(path, () => 0);
      expect(workspace.model().hosts.length).toBeGreaterThan(0);
      workspace.close();
      return Promise.resolve();
    });
    const now = bare(path, (db) => {
      expect(schemaVersion(db)).toBe(MIGRATIONS.length);
      expect(contentDigest(db, old.tables)).toBe(old.digest);
      expect(structuralFaults(db)).toEqual([]);
      return contentDigest(db);
    });
    bare(`${path}.v${version}.backup`, (db) => {
      expect(schemaVersion(db)).toBe(version);
      expect(contentDigest(db)).toBe(old.digest);
    });

    // From wherever the power went, opening it again ends at the same file.
    expect(images.length).toBeGreaterThan(MIGRATIONS.length - version);
    const bench = new ImageBench();
    for (const image of images) expect(bench.open(image)).toEqual({ digest: now, faults: [] });
    bench.remove();
  });
});

it('a migration that fails leaves the file, a whole backup and nothing else', () => {
  const path = join(folder, 'cut.headroom');
  olderFile(path, 1, today);
  expect(() =>
    openDatabase(path, {
      migrations: [...MIGRATIONS.slice(0, 1), { version: 2, title: 'fails', sql: 'NONSENSE' }],
    }),
  ).toThrow();
  expect(readdirSync(folder).filter((name) => name.startsWith('cut'))).toEqual([
    'cut.headroom',
    'cut.headroom.v1.backup',
  ]);
});

it('a file of a version to come is refused in words, and stays as it is', () => {
  const path = join(folder, 'tomorrow.headroom');
  const later = { version: MIGRATIONS.length + 1, title: 'to come', sql: 'CREATE TABLE to_come (a)' };
  openDatabase(path, { create: true, migrations: [...MIGRATIONS, later] }).close();
  const open = () => new Workspace(path, () => 0);
  expect(open).toThrow(Refusal);
  expect(open).toThrow(
    /newer version of Headroom \(file version \d+, this version reads up to \d+\).*Nothing was changed/,
  );
  expect(existsSync(`${path}-wal`)).toBe(false);
});
