import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listBackups } from './backups.ts';
import { restoreBackup } from './recovery.ts';
import { Workspace } from './workspace.ts';

const hooks = vi.hoisted(() => ({
  onRename: (_from: string, _to: string): void => undefined,
  onCopy: (_from: string, _to: string): void => undefined,
}));

// A disk without hard links, and a look at every renaming.
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    linkSync: () => {
      throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
    },
    renameSync: (from: string, to: string) => {
      hooks.onRename(from, to);
      real.renameSync(from, to);
    },
    copyFileSync: (from: string, to: string, mode?: number) => {
      hooks.onCopy(from, to);
      real.copyFileSync(from, to, mode);
    },
  };
});

const NOW = Date.parse('2026-04-01T08:00:00Z');
let folder = '';
let path = '';
let damaged: Buffer;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'headroom restore '));
  path = join(folder, 'w.headroom');
  const workspace = new Workspace(path, () => NOW, { create: true });
  workspace.act('Note', () => workspace.facts.set('note' as never, 'x'.repeat(20_000)));
  workspace.close();
  damaged = fs.readFileSync(path);
  damaged.write('y', damaged.indexOf('x'.repeat(1000)));
  fs.writeFileSync(path, damaged);
  fs.writeFileSync(`${path}-wal`, 'a log');
});
afterEach(() => {
  hooks.onRename = () => undefined;
  hooks.onCopy = () => undefined;
  fs.rmSync(folder, { recursive: true, force: true });
});

const restore = (): string => restoreBackup(path, listBackups(path)[0]?.name ?? '', NOW);

it('where a disk knows no second names, a file stands under that of the workspace at every moment', () => {
  const seen: boolean[] = [];
  hooks.onRename = () => seen.push(fs.existsSync(path));
  const aside = restore();
  expect(seen.length).toBeGreaterThan(2);
  expect(seen).not.toContain(false);
  expect(fs.readFileSync(aside).equals(damaged)).toBe(true);
  expect(fs.readFileSync(path).equals(damaged)).toBe(false);
  expect(fs.readFileSync(`${aside}-wal`, 'utf8')).toBe('a log');
});

it('where there is no room for a copy of the damaged file either, it is moved', () => {
  hooks.onCopy = (from) => {
    if (from === path) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  };
  expect(fs.readFileSync(restore()).equals(damaged)).toBe(true);
});

it('what cannot be restored leaves the damaged file and its log in their places, and nothing else', () => {
  const before = fs.readdirSync(folder).sort();
  for (const isFull of [false, true]) {
    hooks.onCopy = (from) => {
      if (isFull && from === path) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    };
    hooks.onRename = (from, to) => {
      if (to === path && from.endsWith('.unfinished'))
        throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
    };
    expect(restore).toThrow('EBUSY');
    expect(fs.readdirSync(folder).sort()).toEqual(before);
    expect(fs.readFileSync(path).equals(damaged)).toBe(true);
    expect(fs.readFileSync(`${path}-wal`, 'utf8')).toBe('a log');
  }
});
