import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Workspace } from '../workspace/workspace.ts';
import { newSpillFolder, removeAbandonedSpills } from './spill-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom spill '));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** No process has the largest number; the one that started this one runs. */
const DEAD = 4_194_303;

/** What an import of this number of process would have made here. */
function left(pid: number, place = folder): string {
  const own = newSpillFolder(place);
  const name = basename(own).replace(`-${process.pid}-`, `-${pid}-`);
  rmSync(own, { recursive: true });
  mkdirSync(join(place, name));
  writeFileSync(join(place, name, 'samples'), 'x');
  return name;
}

test('what an import left whose process was killed goes with the next one, and what others still use stays', () => {
  const used = left(process.ppid);
  left(DEAD);
  const own = basename(newSpillFolder(folder));
  expect(readdirSync(folder).sort()).toEqual([used, own].sort());
});

test('it goes as soon as the workspace beside it is opened', () => {
  new Workspace(join(folder, 'w.headroom'), Date.now, { create: true }).close();
  const used = left(process.ppid);
  left(DEAD);
  new Workspace(join(folder, 'w.headroom'), Date.now).close();
  expect(readdirSync(folder).filter((name) => name.startsWith('.headroom-import-'))).toEqual([used]);
});

test('so does what lies in the system’s folder, where the folder of the workspace cannot be written', () => {
  vi.stubEnv('TMPDIR', folder);
  left(DEAD);
  const own = newSpillFolder(join(folder, 'missing'));
  expect(dirname(own)).toBe(folder);
  expect(readdirSync(folder)).toEqual([basename(own)]);
});

test('what another computer left on a shared disk stays: its processes cannot be asked after; a link goes, not its aim', () => {
  const foreign = '.headroom-import-00000000-4194303-abc';
  mkdirSync(join(folder, foreign));
  mkdirSync(join(folder, 'kept'));
  writeFileSync(join(folder, 'kept', 'samples'), 'x');
  const name = left(DEAD);
  rmSync(join(folder, name), { recursive: true });
  symlinkSync(join(folder, 'kept'), join(folder, name));
  removeAbandonedSpills(folder);
  expect(readdirSync(folder).sort()).toEqual([foreign, 'kept']);
  expect(readdirSync(join(folder, 'kept'))).toEqual(['samples']);
});
