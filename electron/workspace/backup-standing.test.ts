import fs, { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupLine, backupNews } from '../../shared/view/backup-standing.ts';
import { Workspace } from './workspace.ts';

const NOW = Date.parse('2026-04-01T08:00:00Z');
const { statfsSync } = fs;
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom backups '));
  path = join(folder, 'w.headroom');
});
afterEach(() => {
  roomIs(null);
  rmSync(folder, { recursive: true, force: true });
});

/** Free bytes of every disk; `null`: what they are. */
function roomIs(bytes: number | null): void {
  const told = (() => ({ bavail: bytes, bsize: 1 })) as never;
  fs.statfsSync = bytes === null ? statfsSync : told;
  syncBuiltinESMExports();
}

/** Opens it, changes it, closes it; returns what is said at each end. */
function day(label: string, create = false) {
  const workspace = new Workspace(path, () => NOW, { create });
  const { backups } = workspace;
  workspace.act(label, () => workspace.facts.set('note' as never, label));
  return { opened: backups, closed: workspace.close() };
}

it('says nothing where a backup can be made, and of when the newest is', () => {
  expect(day('one', true)).toEqual({ opened: { lastAtMs: null, trouble: null }, closed: null });
  expect(day('two').opened).toEqual({ lastAtMs: NOW, trouble: null });
});

it('says when it is opened and when it is closed that there is no room, and of when the last one is', () => {
  day('one', true);
  const before = readdirSync(`${path}.backups`);
  roomIs(200 * 1024 ** 2);
  const { opened, closed } = day('two');
  const trouble = 'there is not enough room on the disk: 200 MiB are free, 257 MiB are needed';
  expect(closed).toEqual({ lastAtMs: NOW, trouble });
  expect(opened).toEqual(closed);
  expect(readdirSync(`${path}.backups`)).toEqual(before);
  expect(backupNews('w', { lastAtMs: NOW, trouble })).toEqual({
    title: 'No backup of w can be made.',
    message:
      'There is not enough room on the disk: 200 MiB are free, 257 MiB are needed. The last one is of 1 Apr 2026 08:00 UTC.',
  });
  expect(backupLine({ lastAtMs: NOW, trouble })).toBe('No backups since 1 Apr 2026 08:00 UTC');

  roomIs(null);
  expect(day('three')).toEqual({ opened: { lastAtMs: NOW, trouble: null }, closed: null });
});

it('says that a file stands in the way of the folder; the change is saved all the same', () => {
  writeFileSync(`${path}.backups`, 'mine');
  const trouble = 'a file stands where the folder of backups belongs';
  const { opened, closed } = day('one', true);
  expect([opened, closed]).toEqual([
    { lastAtMs: null, trouble },
    { lastAtMs: null, trouble },
  ]);
  const again = new Workspace(path, () => NOW);
  expect(again.facts.get('note' as never)).toBe('one');
  again.close();
  expect(backupNews('w', { lastAtMs: null, trouble })?.message).toBe(
    'A file stands where the folder of backups belongs. There is none so far.',
  );
});

it('says nothing of a workspace opened for reading', () => {
  day('one', true);
  const workspace = new Workspace(path, () => NOW, { readOnly: true });
  expect(workspace.backups).toBeNull();
  expect(workspace.close()).toBeNull();
});
