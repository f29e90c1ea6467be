import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packDays } from '../../shared/import/pack-days.ts';
import { Refusal } from '../refusal.ts';
import { listBackups } from './backups.ts';
import { Workspace } from './workspace.ts';

// What happens to a file while it is open: no room, another name, another file in its place, a clock that is set.

let folder = '';
let path = '';
let now = Date.parse('2026-04-01T08:00:00Z');
let workspace: Workspace;
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom hard '));
  path = join(folder, 'w.headroom');
  now = Date.parse('2026-04-01T08:00:00Z');
  const pragma = vi.spyOn(Sqlite.prototype, 'pragma');
  workspace = new Workspace(path, () => now, { create: true });
  db = pragma.mock.contexts.at(-1) as Database;
  pragma.mockRestore();
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a file whose history cannot be read any more can be closed all the same', () => {
  db.exec('DROP TABLE undo_action');
  expect(() => workspace.close()).not.toThrow();
  expect(db.open).toBe(false);
});

it('a new workspace is not held against the seal of one of the same name that was deleted', () => {
  workspace.close();
  const seal = `${path}.backups/seal.json`;
  const { contentChecksum, ...rest } = JSON.parse(readFileSync(seal, 'utf8')) as Record<string, unknown>;
  writeFileSync(seal, JSON.stringify({ ...rest, contentChecksum: Number(contentChecksum) ^ 1 })); // of another version
  rmSync(path);
  workspace = new Workspace(path, () => now, { create: true });
  expect(workspace.damaged).toBe(false);
  workspace.close();
  workspace = new Workspace(path, () => now);
});

it('a large file whose list of steps cannot be read is open for reading only, and not lost to a lock', () => {
  measure(20_000, 10);
  const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'undo_step'").pluck().get();
  const pageBytes = Number(db.pragma('page_size', { simple: true }));
  workspace.close();
  const bytes = readFileSync(path);
  bytes.fill(0xff, (Number(root) - 1) * pageBytes, Number(root) * pageBytes);
  writeFileSync(path, bytes);
  workspace = new Workspace(path, () => now, { readWholeBytes: 0 });
  expect(workspace.damageFound).toMatch(/its history cannot be read\. It is open for reading only now/);
  expect(samples()).toBe(10);
  expect(refusal(() => measure(20_001)).code).toBe('read-only');
});

/** A day of samples, so many of them. */
const measure = (day: number, samples = 2000): void => {
  const times = Float64Array.from({ length: samples }, (_, i) => day * 86_400_000 + i * 40_000);
  const days = packDays(
    times,
    Float64Array.from(times, (_, i) => i % 97),
  );
  workspace.act(`Import day ${day}`, () =>
    workspace.series.write({ entity: 'h1', metric: 'cpu_used_cores', unit: null, days }),
  );
};
const samples = (): number => workspace.series.totals().samples;
const refusal = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('a full disk', () => {
  it('is said with the file, what was not saved and what to do, at whichever page it is full; then work goes on', () => {
    measure(1);
    const before = samples();
    const pages = Number(db.pragma('page_count', { simple: true }));
    let refused = 0;
    for (let room = 0; samples() === before; room += 1) {
      db.pragma(`max_page_count = ${pages + room}`);
      try {
        measure(2);
      } catch (error) {
        refused += 1;
        expect(error).toBeInstanceOf(Refusal);
        expect((error as Refusal).code).toBe('io');
        expect(String(error)).toContain(
          'w.headroom: the disk is full. “Import day 2” was not saved; the workspace is as it was before. Make room',
        );
        expect(samples()).toBe(before);
        expect(workspace.actions().undo).toHaveLength(1);
      }
    }
    expect(refused).toBeGreaterThan(3);
    expect(samples()).toBe(before + 2000);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('leaves what stood under the name of a copy', () => {
    const copy = join(folder, 'copy.headroom');
    writeFileSync(copy, 'what stood there');
    measure(1);
    const run = vi.spyOn(Sqlite.prototype, 'prepare').mockImplementation(() => {
      throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL');
    });
    expect(() => workspace.copyTo(copy)).toThrow('full');
    run.mockRestore();
    expect(readFileSync(copy, 'utf8')).toBe('what stood there');
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
  });
});

describe('a file that is moved, deleted or replaced while it is open', () => {
  const elsewhere = (): string => join(folder, 'elsewhere.headroom');

  it.each([
    ['moved', () => renameSync(path, elsewhere())],
    ['deleted', () => rmSync(path)],
    [
      'replaced',
      () => {
        copyFileSync(path, elsewhere());
        renameSync(elsewhere(), path);
      },
    ],
  ])(
    'takes no change any more when it was %s, and what was saved before can be saved elsewhere',
    (_, happen) => {
      measure(1);
      happen();
      const said = refusal(() => measure(2));
      expect(said.code).toBe('io');
      expect(said.message).toMatch(
        /w\.headroom was moved, deleted or replaced.*“Import day 2” was not saved.*Save a copy/,
      );
      expect(refusal(() => workspace.undo()).message).toContain('“Undo” was not saved');
      const copy = join(folder, 'saved.headroom');
      workspace.copyTo(copy);
      const other = new Workspace(copy, () => now);
      expect(other.series.totals().samples).toBe(2000);
      other.close();
    },
  );

  it('takes changes again when it is back', () => {
    measure(1);
    renameSync(path, elsewhere());
    refusal(() => measure(2));
    renameSync(elsewhere(), path);
    measure(2);
    expect(samples()).toBe(4000);
  });
});

/** A disk of three megabytes, where one may make one: Linux, as the superuser. */
function smallDisk(): string | null {
  const disk = mkdtempSync(join(tmpdir(), 'headroom disk '));
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0;
  if (!made) rmSync(disk, { recursive: true });
  return made ? disk : null;
}

it('a disk that is really full, and then gone: refused in words, and all that was saved can be saved elsewhere', ({
  skip,
}) => {
  const disk = smallDisk();
  if (disk === null) return skip();
  workspace.close();
  workspace = new Workspace(join(disk, 'w.headroom'), () => now, { create: true });
  let day = 0;
  const full = refusal(() => {
    for (; day < 400; day += 1) measure(day);
  });
  expect(full.message).toMatch(/w\.headroom: the disk is full\. “Import day \d+” was not saved/);
  const before = samples();
  expect(before).toBe(day * 2000);

  spawnSync('umount', ['-l', disk]);
  expect(refusal(() => measure(day)).message).toMatch(/or its drive is gone/);
  const copy = join(folder, 'saved.headroom');
  workspace.copyTo(copy);
  const other = new Workspace(copy, () => now);
  expect(other.series.totals().samples).toBe(before);
  other.close();
  rmSync(disk, { recursive: true, force: true });
});

it('a file copied by somebody else while it is open is whole once nothing is written for a moment', async () => {
  measure(1);
  measure(2);
  await vi.waitFor(() => expect(readFileSync(`${path}-wal`)).toHaveLength(0), { timeout: 30_000 });
  const copy = join(folder, 'copied by hand.headroom');
  copyFileSync(path, copy);
  const other = new Workspace(copy, () => now);
  expect(other.series.totals().samples).toBe(4000);
  other.close();
});

describe('a clock that is set', () => {
  it('back: the order of changes is that of their making, and undo takes the newest', () => {
    measure(1);
    now -= 10 * 86_400_000;
    measure(2);
    expect(workspace.actions().undo.map(({ label }) => label)).toEqual(['Import day 2', 'Import day 1']);
    expect(workspace.undo().label).toBe('Import day 2');
    expect(samples()).toBe(2000);
  });

  it('forward and back again: backups are made all the same', () => {
    measure(1);
    now += 400 * 86_400_000;
    workspace.close();
    now -= 400 * 86_400_000;
    workspace = new Workspace(path, () => now);
    measure(2);
    workspace.close();
    expect(listBackups(path)).toHaveLength(2);
    expect(existsSync(`${path}.backups/seal.json`)).toBe(true);
  });
});
