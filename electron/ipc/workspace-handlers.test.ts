import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ErrorRing } from '../diagnostics/error-ring.ts';
import type { Client } from '../workers/rpc.ts';
import { createWorkspaceService, type WorkspaceService } from '../workers/workspace-service.ts';
import { RecentList } from '../workspace/recent-list.ts';
import { Damage } from './damage.ts';
import type { Session } from './session.ts';
import { Tasks } from './tasks.ts';
import { openPath, openSample, workspaceHandlers } from './workspace-handlers.ts';

let folder = '';
let workspace: Client<WorkspaceService>;
let told: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom open '));
  told = [];
  const service = createWorkspaceService({ clock: () => 0, author: null });
  const call = async (name: keyof WorkspaceService, argument: never): Promise<unknown> =>
    (service[name] as (argument: never) => unknown)(argument);
  workspace = { call: call as Client<WorkspaceService>['call'], close: () => undefined };
  for (const name of ['b', 'a']) await workspace.call('create', { path: at(name), sample: false });
});
afterEach(async () => {
  await workspace.call('close', null);
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, `${name}.headroom`);
const openNow = async (): Promise<string | null> => (await workspace.call('info', null))?.name ?? null;

/** What opening needs of a session. */
function sessionWith(parts: Partial<Session> = {}): Session {
  const some: Partial<Session> = {
    workspace,
    recent: new RecentList(join(folder, 'recent.json')),
    damage: new Damage(),
    tasks: new Tasks(),
    errors: new ErrorRing(join(folder, 'errors.json'), () => 0),
    samplePath: at('sample'),
    sampleAssets: folder,
    clock: () => 0,
    notify: (notice, payload) => void told.push('reason' in payload ? `${notice} ${payload.reason}` : notice),
    ...parts,
  };
  return some as Session;
}

it('a list of recent workspaces that cannot be written keeps nobody from opening one', async () => {
  writeFileSync(join(folder, 'a file'), '');
  const session = sessionWith({ recent: new RecentList(join(folder, 'a file', 'recent.json')) });
  expect(await openPath(session, at('b'))).toMatchObject({ name: 'b' });
  expect(told).toContain('workspace-changed opened');
  expect(session.errors.list().map(({ place }) => place)).toEqual(['recent']);
});

it('where the sample cannot be made, the window hears that the workspace before it is closed', async () => {
  const imports = { sample: () => Promise.reject(new Error('no room')) } as unknown as Session['imports'];
  await expect(openSample(sessionWith({ imports }))).rejects.toThrow('no room');
  expect([await openNow(), told]).toEqual([null, ['workspace-changed closed']]);
  expect(existsSync(at('sample'))).toBe(false);
});

it('a workspace opened while the sample is made stays open', async () => {
  const sample = async (): Promise<void> => {
    await openPath(session, at('b'));
    throw new Error('another one is open');
  };
  const session = sessionWith({ imports: { sample } as unknown as Session['imports'] });
  await expect(openSample(session)).rejects.toThrow('another one is open');
  expect(await openNow()).toBe('b');
});

it('a copy is not written over the open workspace by another way to it', async () => {
  await mkdir(join(folder, 'real'));
  await workspace.call('create', { path: join(folder, 'real', 'w.headroom'), sample: false });
  symlinkSync(join(folder, 'real'), join(folder, 'link'), 'junction');
  const desktop = {
    askSaveWorkspace: () => Promise.resolve(join(folder, 'link', 'w')),
  } as unknown as Session['desktop'];
  const handlers = workspaceHandlers(sessionWith({ desktop }));
  await expect(handlers['workspace:save-copy'](undefined)).rejects.toThrow(
    'This is the open workspace itself. Choose another name.',
  );
  expect(await workspace.call('checkOpen', null)).toBeNull();
});
