import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listBackups } from './backups.ts';
import { readSeal } from './seal.ts';
import { Workspace } from './workspace.ts';

// Files too large to be read before they are opened; here every file counts as one.

const NOW = Date.parse('2026-04-01T08:00:00Z');
const MIB = 1024 * 1024;
let folder = '';
let path = '';
let workspace: Workspace;
const open = (): Workspace => (workspace = new Workspace(path, () => NOW, { readWholeBytes: 0 }));
const note = (text: string): void => {
  workspace.act('Note', () => workspace.facts.set('note' as never, text));
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom late '));
  path = join(folder, 'w.headroom');
  workspace = new Workspace(path, () => NOW, { create: true });
  note('x'.repeat(3 * MIB));
  workspace.close();
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Turns one bit over in the middle of what was noted, where SQLite finds nothing wrong. */
function damage(): Buffer {
  const bytes = readFileSync(path);
  const at = bytes.indexOf('x'.repeat(1000)) + 500;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  return bytes;
}
/** Another process: within one, SQLite itself keeps connections apart. */
function readByOthers(): string {
  const script = `try {
    new (require('better-sqlite3'))(${JSON.stringify(path)}, { timeout: 0 }).prepare('SELECT count(*) FROM meta').get();
    console.log('read');
  } catch (error) { console.log(error.code); }`;
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout.trim();
}
const sealed = (): number | undefined => readSeal(path)?.contentChecksum;

describe('a sealed file that is read after it was opened', () => {
  it('is sound as it was left, and goes on as any other', async () => {
    open();
    expect(await workspace.check(0)).toBeNull();
    expect([workspace.damaged, workspace.readOnly]).toEqual([false, false]);
    note('after');
    workspace.close();
    open();
    expect(await workspace.check(0)).toBeNull();
    expect(workspace.facts.get('note' as never)).toBe('after');
  });

  it('is told to be damaged by one bit, is open for reading only from then on, and is neither sealed nor backed up', async () => {
    const bytes = damage();
    open();
    expect(workspace.damaged).toBe(false);
    expect(await workspace.check(0)).toBe(
      'w.headroom is damaged: its content is not what Headroom wrote on 2026-04-01 08:00 UTC. It is open for reading only now.',
    );
    expect([workspace.damaged, workspace.readOnly]).toEqual([true, true]);
    expect(() => note('more')).toThrow(/w is damaged and open for reading only\. Nothing was changed\./);
    const before = sealed();
    workspace.close();
    expect(sealed()).toBe(before);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('is compared as it was opened, whatever is changed meanwhile; the log comes home afterwards', async () => {
    open();
    const checking = workspace.check(0);
    const opened = readFileSync(path);
    for (let n = 0; n < 6; n += 1) note(String(n).repeat(2 * MIB));
    expect(readFileSync(path).equals(opened)).toBe(true);
    expect(await checking).toBeNull();
    expect(workspace.damaged).toBe(false);
    await vi.waitFor(() => expect(statSync(`${path}-wal`).size).toBe(0), { timeout: 30_000 });
    expect(readFileSync(path).equals(opened)).toBe(false);
  });

  it('keeps its bytes until it has been read, however long nothing is changed', async () => {
    open();
    const opened = readFileSync(path);
    void workspace.check(20_000); // ended by closing
    note('meanwhile');
    await new Promise((resolve) => void setTimeout(resolve, 1500));
    expect(readFileSync(path).equals(opened)).toBe(true);
  });

  it('keeps what was changed before the damage was found, and says so', async () => {
    damage();
    open();
    const checking = workspace.check(0);
    workspace.act('Other', () => workspace.facts.set('other' as never, 'kept'));
    expect(await checking).toMatch(/What was changed since it was opened is in it, and in no backup\.$/);
    workspace.close();
    open();
    expect(workspace.facts.get('other' as never)).toBe('kept');
    expect(readSeal(path)?.mark.action?.label).toBe('Note');
    expect(listBackups(path)).toHaveLength(1);
  });

  it('is closed at once in the middle of being read, and lets go of its lock', async () => {
    open();
    const checking = workspace.check(0);
    workspace.close();
    open();
    expect(await checking).toBeNull();
    expect(readByOthers()).toContain('SQLITE_BUSY');
  });

  it('keeps its lock once it has been read', async () => {
    open();
    await workspace.check(0);
    expect(readByOthers()).toContain('SQLITE_BUSY');
    workspace.close();
    expect(readByOthers()).toBe('read');
  });
});

describe('a file that was never sealed', () => {
  const seal = (): string => join(`${path}.backups`, 'seal.json');

  it('is sealed when it is closed, once it has been read, without having been changed', async () => {
    const known = sealed();
    rmSync(seal());
    open();
    await workspace.check(0);
    workspace.close();
    expect(sealed()).toBe(known);
    damage();
    open();
    expect(await workspace.check(0)).toMatch(/is damaged/);
  });

  it('does not make closing wait where it is large and was not read to its end', () => {
    rmSync(seal());
    open();
    void workspace.check(0);
    workspace.close();
    expect(existsSync(seal())).toBe(false);
  });

  it('is sealed by its first visit where it is small enough to be read before it is opened', () => {
    rmSync(seal());
    workspace = new Workspace(path, () => NOW);
    workspace.close();
    damage();
    expect(() => new Workspace(path, () => NOW)).toThrow(/its content is not what Headroom wrote/);
  });
});
