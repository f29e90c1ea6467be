import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listBackups } from './backups.ts';
import { restoreBackup } from './recovery.ts';
import { Workspace } from './workspace.ts';

const NOW = Date.parse('2026-04-01T08:00:00Z');
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom recovery '));
  path = join(folder, 'w.headroom');
  const workspace = new Workspace(path, () => NOW, { create: true });
  workspace.act('Note', () => workspace.facts.set('note' as never, 'x'.repeat(20_000)));
  workspace.copyTo(join(folder, 'copy.headroom'));
  workspace.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Opens and closes it so many times, changing nothing. */
function visit(times: number): void {
  for (let time = 0; time < times; time += 1) {
    const workspace = new Workspace(path, () => NOW);
    expect(String(workspace.facts.get('note' as never))).toHaveLength(20_000);
    workspace.close();
  }
}

it('a restored backup can be opened again and again: that SQLite writes its log anew is no damage', () => {
  const bytes = readFileSync(path);
  bytes.write('y', bytes.indexOf('x'.repeat(1000)));
  writeFileSync(path, bytes);
  expect(() => visit(1)).toThrow(/is damaged: its content is not what Headroom wrote/);
  const aside = restoreBackup(path, listBackups(path)[0]?.name ?? '', NOW);
  expect(readFileSync(aside).equals(bytes)).toBe(true);
  expect(existsSync(`${path}.unfinished`)).toBe(false);
  visit(3);
});

it('a copy put in its place by hand can be opened again and again', () => {
  copyFileSync(join(folder, 'copy.headroom'), path);
  expect(() => visit(3)).not.toThrow();
});

it('a seal of an earlier build, over all bytes, calls nothing damaged', () => {
  const seal = `${path}.backups/seal.json`;
  const { contentChecksum, ...rest } = JSON.parse(readFileSync(seal, 'utf8')) as Record<string, unknown>;
  writeFileSync(seal, JSON.stringify({ ...rest, checksum: Number(contentChecksum) ^ 1 }));
  expect(() => visit(2)).not.toThrow();
});

it('what a process that was killed left of a backup is gone once the workspace is open', () => {
  const left = ['new', 'new.unfinished', 'new.unfinished-journal'].map((name) =>
    join(`${path}.backups`, name),
  );
  for (const file of left) writeFileSync(file, 'half a backup');
  visit(1);
  expect(left.filter((file) => existsSync(file))).toEqual([]);
  expect(listBackups(path)).toHaveLength(1);
});
