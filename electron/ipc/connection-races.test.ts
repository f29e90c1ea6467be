import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectionTo } from '../prometheus/endpoint.fixture.ts';
import { SecretStore } from '../prometheus/secret-store.ts';
import type { PrometheusService } from '../workers/prometheus-service.ts';
import type { Client, Service } from '../workers/rpc.ts';
import { createWorkspaceService, type WorkspaceService } from '../workers/workspace-service.ts';
import { ConnectionDesk } from './connection-desk.ts';
import { Tasks } from './tasks.ts';

// What happens to connections while one of them is synced; the server is a promise that is kept when the test says so.

const MINUTE = 60_000;
let folder = '';
let now = 0;
let desk: ConnectionDesk;
let workspace: Client<WorkspaceService>;
let asked: string[] = [];
let answers: (() => void)[] = [];
let opened = 0;

function direct<S extends Service>(service: S): Client<S> {
  const call = async (name: string, argument: unknown): Promise<unknown> =>
    service[name]?.(argument as never, {
      signal: new AbortController().signal,
      progress: () => undefined,
      isCancelled: () => false,
    });
  return { call: call as Client<S>['call'], close: () => undefined };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom races '));
  now = Date.parse('2026-03-01T12:00:00Z');
  asked = [];
  answers = [];
  workspace = direct(createWorkspaceService({ clock: () => now, author: null }));
  await workspace.call('create', { path: join(folder, 'w.headroom'), sample: false });
  const network = direct({
    sync: ({ connection }: { readonly connection: { readonly id: string } }) => {
      asked.push(connection.id);
      return new Promise((resolve) => answers.push(() => resolve({ queries: [] })));
    },
  }) as unknown as Client<PrometheusService>;
  desk = new ConnectionDesk({
    workspace,
    network: () => network,
    secrets: new SecretStore(join(folder, 'connections.json'), {
      isEncryptionAvailable: () => true,
      encryptString: (text) => Buffer.from(text),
      decryptString: (sealed) => {
        opened += 1;
        return sealed.toString();
      },
    }),
    tasks: new Tasks(),
    clock: () => now,
    notifyProgress: () => undefined,
    notifyScheduled: () => undefined,
    messageOf: String,
  });
  for (const id of ['a', 'b']) {
    await desk.save({ ...connectionTo(`https://${id}.example`), id, name: id }, {}, 'session');
    await desk.schedule(id, 60);
  }
});
afterEach(async () => {
  await workspace.call('close', null);
  rmSync(folder, { recursive: true, force: true });
});

it('a connection synced by a second look is not synced again by the first, which was held up', async () => {
  const first = desk.runDue();
  await settled();
  const second = desk.runDue();
  await settled();
  expect(asked).toEqual(['a', 'b']);
  answers[1]?.();
  await second;
  now += MINUTE;
  answers[0]?.();
  await settled();
  answers[2]?.();
  await first;
  expect(asked).toEqual(['a', 'b']);
});

it('a look whether a sync is due opens no secrets: the key store may ask the person for that', async () => {
  await desk.save({ ...connectionTo('https://a.example'), id: 'a', name: 'a' }, { token: 's3cret' }, 'disk');
  await desk.schedule('a', null);
  await desk.schedule('b', null);
  opened = 0;
  await desk.runDue();
  expect([opened, asked]).toEqual([0, []]);
});

it('nobody is asked by a schedule that was switched off while another connection was synced', async () => {
  const look = desk.runDue();
  await settled();
  await desk.schedule('b', null);
  answers[0]?.();
  await settled();
  answers[1]?.();
  await look;
  expect(asked).toEqual(['a']);
});

it('a connection that is being synced is not removed, since the sync would put it back', async () => {
  const sync = desk.sync('a', 1, 'task');
  await settled();
  await expect(desk.remove('a')).rejects.toThrow('a is being synced. Stop that first, then remove it.');
  expect(await workspace.call('connection', { id: 'a' })).toMatchObject({ id: 'a' });
  answers[0]?.();
  await sync;
  await desk.remove('a');
  expect((await desk.list()).connections.map(({ connection }) => connection.id)).toEqual(['b']);
});
