import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isBackupIntact, lastActionOfBackup, listBackups } from '../workspace/backups.ts';
import { compareWithSeal, readSeal } from '../workspace/seal.ts';
import { Workspace } from '../workspace/workspace.ts';
import { createWorkspaceService, type WorkspaceService } from './workspace-service.ts';

// Every workspace counts as large here; what looks a copy over answers when the test says so.

const NOW = Date.parse('2026-04-01T08:00:00Z');
let folder = '';
let a = '';
let b = '';
let service: WorkspaceService;
let answers: ((fault: string | null) => void)[] = [];
/** Lets the copy that is being looked over pass. */
const pass = async (fault: string | null = null): Promise<void> => {
  await expect.poll(() => answers.length).toBeGreaterThan(0);
  answers.shift()?.(fault);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom leaving '));
  [a, b] = [join(folder, 'a.headroom'), join(folder, 'b.headroom')];
  for (const path of [a, b]) {
    new Workspace(path, () => NOW, { create: true }).close();
    rmSync(`${path}.backups`, { recursive: true });
  }
  answers = [];
  const checkCopy = (): Promise<string | null> => new Promise((resolve) => answers.push(resolve));
  service = createWorkspaceService({ clock: () => NOW, author: null, smallBytes: 0, checkCopy });
});
afterEach(async () => {
  const ended = service.end();
  for (const answer of answers.splice(0)) answer(null);
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

/** Leaves the step `Set forecastWindowDays to …`. */
const change = (days: number): unknown => service.setPolicy({ key: 'forecastWindowDays', value: days });
const step = (days: number): string => `Set forecastWindowDays to ${days}`;
const open = (path: string) => service.open({ path });
/** What the backups of a workspace hold last, and what else lies beside them. */
const kept = (path: string) => ({
  backups: listBackups(path).map((backup) => [
    lastActionOfBackup(path, backup)?.label,
    isBackupIntact(path, backup),
  ]),
  others: readdirSync(`${path}.backups`).filter((name) => !/^\d{4}-/.test(name)),
});

it('opening another workspace waits for no backup of the one before, which is made all the same', async () => {
  open(a);
  change(31);
  expect(open(b).name).toBe('b');
  expect(service.info()?.name).toBe('b');
  expect(listBackups(a)).toEqual([]);
  await pass();
  await service.settled();
  expect(kept(a)).toEqual({ backups: [[step(31), true]], others: ['seal.json'] });
  expect(readSeal(a)?.mark.action?.label).toBe(step(31));
  expect(service.takeBackupFailure()).toBeNull();
  expect(open(a).undoLabel).toBe(step(31));
});

it('opened again while its backup is made, a workspace is had back as it is; the backup is made when it is closed again', async () => {
  open(a);
  change(31);
  open(b);
  await expect.poll(() => answers.length).toBe(1);
  expect(open(a)).toMatchObject({ name: 'a', undoLabel: step(31), readOnly: false });
  change(32);
  open(b);
  await pass(); // of the first copy, which was called off
  await pass();
  await service.settled();
  expect(kept(a)).toEqual({ backups: [[step(32), true]], others: ['seal.json'] });
  expect(open(a).undoLabel).toBe(step(32));
});

it('the end of the process waits for backups that are being made, and makes that of the open workspace', async () => {
  open(a);
  change(31);
  open(b);
  change(32);
  const ended = service.end();
  expect(kept(b).backups).toEqual([[step(32), true]]);
  await pass();
  await ended;
  expect(kept(a).backups).toEqual([[step(31), true]]);
});

it('a copy that is not sound is none, and is told; the workspace is closed and sealed all the same', async () => {
  open(a);
  change(31);
  service.close();
  await pass('row 7 missing from index');
  await service.settled();
  expect(kept(a)).toEqual({ backups: [], others: ['seal.json'] });
  expect(service.takeBackupFailure()).toMatchObject({
    name: 'a',
    lastAtMs: null,
    trouble: 'the backup is not sound: row 7 missing from index',
  });
});

it('a copy saved over a workspace whose backup is still being made finds it closed', async () => {
  open(a);
  change(31);
  open(b);
  await expect.poll(() => answers.length).toBe(1);
  service.saveCopy({ path: a });
  await pass();
  await service.settled();
  expect(kept(a)).toEqual({ backups: [[step(31), true]], others: ['seal.json'] });
  expect(open(a).undoLabel).toBeNull();
});

/** A workspace that takes many turns to read. */
function makeLong(path: string): void {
  const long = new Workspace(path, () => NOW);
  long.facts.setMeta('long', 'x'.repeat(24 * 1024 * 1024));
  long.close();
  rmSync(`${path}.backups`, { recursive: true });
}

/** Leaves a long workspace after a change, up to the moment in which its backup is made and it is read for its seal. */
async function leaveUntilRead(days: number): Promise<void> {
  makeLong(a);
  open(a);
  change(days);
  open(b);
  await pass();
  while (listBackups(a).length === 0) await nextTurn();
  await nextTurn();
}

it('others are answered while a workspace is read for its seal, which is that of its every byte', async () => {
  await leaveUntilRead(31);
  expect([readSeal(a), service.info()?.name]).toEqual([null, 'b']);
  await service.settled();
  expect(readSeal(a)?.mark.action?.label).toBe(step(31));
  expect(compareWithSeal(a, []).state).toBe('intact');
});

it('had back and changed while it is read for its seal, a workspace is not sealed as what it was', async () => {
  await leaveUntilRead(31);
  expect(open(a).undoLabel).toBe(step(31));
  change(32);
  for (let turn = 0; turn < 100; turn += 1) await nextTurn();
  expect(readSeal(a)).toBeNull();
  open(b);
  await pass();
  await service.settled();
  expect(readSeal(a)?.mark.action?.label).toBe(step(32));
  expect(compareWithSeal(a, []).state).toBe('intact');
});

it('what something else writes into a workspace while it is read for its seal is not sealed', async () => {
  await leaveUntilRead(31);
  writeSync(openSync(a, 'r+'), 'y', statSync(a).size - 100);
  await service.settled();
  expect(readSeal(a)).toBeNull();
});

it('what was cut off before it was backed up is backed up when it is closed the next time, changed or not', async () => {
  open(a);
  change(31);
  for (const end of ['', '-wal']) copyFileSync(`${a}${end}`, `${b}${end}`);
  service.close();
  await pass();
  await service.settled();
  expect(open(b).undoLabel).toBe(step(31));
  service.close();
  await pass();
  await service.settled();
  expect(kept(b).backups).toEqual([[step(31), true]]);
  open(b);
  service.close();
  await service.settled();
  expect([kept(b).backups, answers]).toEqual([[[step(31), true]], []]);
});

it('what was cut off unchanged owes no backup', async () => {
  open(a);
  change(31);
  service.close();
  await pass();
  await service.settled();
  open(a);
  for (const end of ['', '-wal']) copyFileSync(`${a}${end}`, `${b}${end}`);
  cpSync(`${a}.backups`, `${b}.backups`, { recursive: true });
  open(b);
  service.close();
  await service.settled();
  expect([kept(b).backups, answers]).toEqual([[[step(31), true]], []]);
});

it('small workspaces are backed up as they are closed', () => {
  const small = createWorkspaceService({ clock: () => NOW, author: null });
  small.open({ path: a });
  small.setPolicy({ key: 'forecastWindowDays', value: 31 });
  small.close();
  expect(kept(a)).toEqual({ backups: [[step(31), true]], others: ['seal.json'] });
});
