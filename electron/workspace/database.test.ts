import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { APPLICATION_ID, openDatabase } from './database.ts';
import type { Migration } from './migration.ts';
import { MIGRATIONS } from './migration-list.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom db ')); // with spaces, as people's folders have
  path = join(folder, 'region review.headroom');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'no refusal';
};
const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const create = (migrations = MIGRATIONS): void => {
  openDatabase(path, { create: true, migrations }).close();
};

const second: Migration = {
  version: 2,
  title: 'second',
  sql: 'CREATE TABLE extra (a INTEGER); INSERT INTO extra VALUES (7);',
};
const broken: Migration = {
  version: 2,
  title: 'broken',
  sql: 'CREATE TABLE extra (a INTEGER); INSERT INTO nowhere VALUES (1);',
};

describe('openDatabase', () => {
  it('creates a file that says what it is, in WAL mode with foreign keys', () => {
    const db = openDatabase(path, { create: true });
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
    expect(readdirSync(folder)).toEqual(['region review.headroom']);
  });

  it('refuses to create over an existing file and leaves it as it was', () => {
    writeFileSync(path, 'mine');
    expect(codeOf(() => openDatabase(path, { create: true }))).toBe('bad-input');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('refuses what is not there, not a database, another database, or empty, and changes nothing', () => {
    expect(codeOf(() => openDatabase(path))).toBe('not-found');
    expect(existsSync(path)).toBe(false);
    for (const content of ['timestamp,value\n2026-01-01T00:00:00Z,1\n'.repeat(200), '']) {
      writeFileSync(path, content);
      expect(codeOf(() => openDatabase(path))).toBe('not-a-workspace');
      expect(readFileSync(path, 'utf8')).toBe(content);
    }
    rmSync(path);
    const other = new Sqlite(path);
    other.exec('CREATE TABLE t (a)');
    other.close();
    const before = digest(path);
    expect(codeOf(() => openDatabase(path))).toBe('not-a-workspace');
    expect(digest(path)).toBe(before);
  });

  it('refuses a truncated and an overwritten file with a message about damage', () => {
    const db = openDatabase(path, { create: true });
    db.exec('DROP TRIGGER undo_entity_insert');
    const insert = db.prepare("INSERT INTO entity VALUES ('hosts', ?, ?, ?)");
    for (let i = 0; i < 500; i += 1) insert.run(`h${i}`, i, 'x'.repeat(300));
    db.close();
    const whole = readFileSync(path);
    truncateSync(path, whole.length / 2);
    expect(() => openDatabase(path)).toThrow(/damaged/);
    const overwritten = Buffer.from(whole);
    overwritten.fill(0xff, 4096 * 20, 4096 * 40);
    writeFileSync(path, overwritten);
    expect(() => openDatabase(path)).toThrow(/damaged/);
    expect(readFileSync(path).equals(overwritten)).toBe(true);
  });

  it('opens read-only without writing anything beside the file', () => {
    create();
    const before = digest(path);
    const db = openDatabase(path, { readOnly: true });
    expect(db.prepare('SELECT count(*) AS n FROM entity').get()).toEqual({ n: 0 });
    expect(() => db.exec("INSERT INTO meta VALUES ('a', 'b')")).toThrow(/readonly/i);
    db.close();
    expect(digest(path)).toBe(before);
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

/** A file as the first version of the format has it, whatever came later. */
const ONE = MIGRATIONS.slice(0, 1);

describe('migrations', () => {
  it('bring an older file up to date after a backup that is the old file', () => {
    create(ONE);
    const db = openDatabase(path, { migrations: [...ONE, second] });
    expect(db.prepare('SELECT a FROM extra').get()).toEqual({ a: 7 });
    db.close();
    const backup = openDatabase(`${path}.v1.backup`, { migrations: ONE });
    expect(backup.pragma('user_version', { simple: true })).toBe(1);
    expect(backup.prepare("SELECT 1 FROM sqlite_master WHERE name = 'extra'").get()).toBeUndefined();
    backup.close();
  });

  it('that fail are rolled back and rethrown; the file still opens with the version before', () => {
    create(ONE);
    expect(() => openDatabase(path, { migrations: [...ONE, broken] })).toThrow(/nowhere/);
    const db = openDatabase(path, { migrations: ONE });
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'extra'").get()).toBeUndefined();
    db.close();
  });

  it('never overwrite a backup', () => {
    create(ONE);
    for (let round = 0; round < 2; round += 1) {
      expect(() => openDatabase(path, { migrations: [...ONE, broken] })).toThrow();
    }
    expect(readdirSync(folder).filter((name) => name.includes('backup'))).toHaveLength(2);
  });

  it('refuse a newer file and leave it byte for byte as it was', () => {
    create([...ONE, second]);
    const before = digest(path);
    expect(codeOf(() => openDatabase(path, { migrations: ONE }))).toBe('newer-version');
    expect(codeOf(() => openDatabase(path, { readOnly: true, migrations: ONE }))).toBe('newer-version');
    expect(digest(path)).toBe(before);
  });

  it('must rise by one', () => {
    expect(() => openDatabase(path, { create: true, migrations: [second] })).toThrow(/place 1/);
    expect(existsSync(path)).toBe(false);
  });

  it('refuse an older file that is opened read-only', () => {
    create(ONE);
    expect(codeOf(() => openDatabase(path, { readOnly: true, migrations: [...ONE, second] }))).toBe(
      'read-only',
    );
  });
});

describe('the lock', () => {
  const holder = fileURLToPath(new URL('./lock-holder.fixture.mjs', import.meta.url));

  it('keeps a second connection of the same process out', () => {
    const first = openDatabase(path, { create: true });
    expect(codeOf(() => openDatabase(path))).toBe('locked');
    first.close();
    openDatabase(path).close();
  });

  it('keeps other processes out, says so, and is gone when the holder is killed', async () => {
    create();
    const child = spawn(process.execPath, [holder, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await new Promise((resolve) => child.stdout.once('data', resolve));
      expect(() => openDatabase(path)).toThrow(/open in another window of Headroom/);
      expect(codeOf(() => openDatabase(path, { readOnly: true }))).toBe('locked');
    } finally {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    }
    const db = openDatabase(path);
    // What the killed process had committed is there; what it had not is not.
    expect(db.prepare('SELECT value FROM meta WHERE key = ?').all('committed')).toEqual([{ value: 'yes' }]);
    expect(db.prepare('SELECT value FROM meta WHERE key = ?').all('open')).toEqual([]);
    db.close();
  });
});
