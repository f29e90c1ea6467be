import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleTools } from '../build/bundle-tools.mjs';
import { inRoot } from '../setup/places.mjs';
import { openWorkspace } from '../../electron/workspace/open-workspace.ts';
import { randomIdsAgain } from './known-ids.ts';
import { plannerAt } from './planner-acts.ts';

// A workspace somebody may read and not write: by its rights, as another user where we are the superuser, who may write
// everything; by an attribute of the file system; by a disk that is mounted for reading. What this machine does not permit is skipped.

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
const run = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

let visitor = '';
let tools = '';
let made = '';
let folder = '';
let path = '';
beforeAll(async () => {
  tools = mkdtempSync(join(inRoot('out'), 'visitor-')); // beside the packages that are not bundled
  visitor = (await bundleTools('soak', ['read-only-visitor'], tools))('read-only-visitor');
  made = mkdtempSync(join(tmpdir(), 'headroom made '));
  const planner = plannerAt(made, 1);
  planner.service.create({ path: join(made, 'w.headroom'), sample: false });
  for (let number = 0; number < 3; number += 1) await planner.act(number);
  planner.service.close();
  randomIdsAgain();
}, 120_000);
afterAll(() => {
  for (const each of [tools, made]) rmSync(each, { recursive: true, force: true });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom read '));
  chmodSync(folder, 0o755);
  path = join(folder, 'shared', 'w.headroom');
  cpSync(made, join(folder, 'shared'), { recursive: true });
  chmodSync(join(folder, 'shared'), 0o755);
});
afterEach(() => {
  run('chattr', '-R', '-i', folder);
  run('umount', '-l', join(folder, 'disk'));
  chmodSync(join(folder, 'shared'), 0o755);
  rmSync(folder, { recursive: true, force: true });
});

/** Whether another user may go to the folders of the test at all: the folder for temporary files may be the superuser's alone. */
function isOpenToOthers(place: string): boolean {
  for (let up = place; ; up = dirname(up)) {
    if ((statSync(up).mode & 0o001) === 0) return false;
    if (up === dirname(up)) return true;
  }
}
const canBeAnother = isRoot && isOpenToOthers(tmpdir());

interface Visit {
  readonly opened: string | null;
  readonly readOnly: boolean | null;
  readonly hosts: number | null;
  readonly backups: object | null;
  readonly changes: readonly (string | null)[];
  readonly copied: string | null;
}

/** A place the visitor may write to. */
function ownPlace(): string {
  const place = mkdtempSync(join(folder, 'own '));
  chmodSync(place, 0o777);
  return join(place, 'copy.headroom');
}

function visit(file: string, copy: string, asUser: number | null): Visit {
  const who = asUser === null ? [] : [String(asUser)];
  const { stdout, stderr } = spawnSync(process.execPath, [visitor, file, copy, ...who], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Visit;
}

/** Every file of a folder with what it holds; but for the seal, which also knows copies that were saved. */
const digest = (of: string): readonly string[] =>
  readdirSync(of, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'seal.json')
    .map(({ parentPath, name }) => {
      const hash = createHash('sha256').update(readFileSync(join(parentPath, name)));
      return `${join(parentPath, name)} ${hash.digest('hex')}`;
    })
    .toSorted();

/** What a visit tells, whether anything changed on the disk, and what became of the copy that was saved elsewhere. */
function forReading(file: string, asUser: number | null): object {
  const before = digest(join(file, '..'));
  const copy = ownPlace();
  const { changes, ...seen } = visit(file, copy, asUser);
  const after = digest(join(file, '..'));
  const workspace = openWorkspace(copy, Date.now);
  const hosts = workspace.model().hosts.length;
  workspace.act('Note', () => workspace.facts.setMeta('note', 'changed'));
  workspace.close();
  return {
    ...seen,
    changes: [...new Set(changes)],
    isAsItWas: after.join() === before.join(),
    hostsOfCopy: hosts,
  };
}

const FOR_READING = {
  opened: null,
  readOnly: true,
  hosts: 12,
  backups: null,
  copied: null,
  changes: ['w was opened read-only. Nothing was changed.'],
  isAsItWas: true,
  hostsOfCopy: 12,
};

describe('a workspace that may only be read', () => {
  const user = isRoot ? NOBODY : null;
  const hasNoOther = process.platform === 'win32' || (isRoot && !canBeAnother);

  it.skipIf(hasNoOther)('by the rights of the file', () => {
    chmodSync(path, 0o444);
    if (isRoot) chmodSync(join(folder, 'shared'), 0o777);
    expect(forReading(path, user)).toEqual(FOR_READING);
  });

  it.skipIf(hasNoOther)('by the rights of its folder', () => {
    chmodSync(path, 0o666);
    chmodSync(join(folder, 'shared'), 0o555);
    expect(forReading(path, user)).toEqual(FOR_READING);
  });

  it('by an attribute of the file, for the superuser too', ({ skip }) => {
    if (!run('chattr', '+i', path)) return skip('chattr is not permitted here');
    expect(forReading(path, null)).toEqual(FOR_READING);
  });

  it('by an attribute of the folder, for the superuser too', ({ skip }) => {
    if (!run('chattr', '+i', join(folder, 'shared'))) return skip('chattr is not permitted here');
    expect(forReading(path, null)).toEqual(FOR_READING);
  });

  it('by the disk, for the superuser too', ({ skip }) => {
    const disk = join(folder, 'disk');
    cpSync(made, disk, { recursive: true });
    const isMounted = run('mount', '--bind', disk, disk) && run('mount', '-o', 'remount,ro,bind', disk);
    if (!isMounted) return skip('mount is not permitted here');
    expect(forReading(join(disk, 'w.headroom'), null)).toEqual(FOR_READING);
  });

  it('and was not closed properly is refused in words, and stays as it is', ({ skip }) => {
    if (!canBeAnother) return skip('needs another user');
    writeFileSync(`${path}-wal`, 'what a process that was killed has left');
    chmodSync(path, 0o444);
    const before = digest(join(folder, 'shared'));
    const { opened } = visit(path, ownPlace(), NOBODY);
    expect(opened).toBe(
      'w.headroom is open in another window of Headroom, or was not closed properly. Open it there, or copy it with the file w.headroom-wal to a folder that can be written.',
    );
    expect(digest(join(folder, 'shared'))).toEqual(before);
  });
});

it.skipIf(!canBeAnother)(
  'a folder of backups that may not be written is said when a workspace is opened, and keeps nobody from changing it',
  () => {
    for (const place of [join(folder, 'shared'), path]) chmodSync(place, 0o777);
    chmodSync(`${path}.backups`, 0o755); // the superuser's
    const seen = visit(path, ownPlace(), NOBODY);
    expect(seen).toMatchObject({
      opened: null,
      readOnly: false,
      backups: { trouble: 'nothing may be written into the folder of backups', lastAtMs: expect.any(Number) },
    });
    expect(seen.changes.slice(0, 4)).toEqual([null, null, null, null]);
  },
);
