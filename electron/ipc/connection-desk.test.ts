import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startFaultyProxy, type FaultyProxy } from '../../scripts/test/faulty-proxy.ts';
import {
  PROMETHEUS_IS_HERE,
  startPrometheus,
  type TestPrometheus,
} from '../../scripts/test/prometheus-server.ts';
import type { Connection } from '../../shared/import/live/connection.ts';
import type { Progress } from '../../shared/ipc/notice.ts';
import { connectionTo } from '../prometheus/endpoint.fixture.ts';
import { SecretStore } from '../prometheus/secret-store.ts';
import { createPrometheusService, type PrometheusService } from '../workers/prometheus-service.ts';
import { connect, serve, type Client, type Service } from '../workers/rpc.ts';
import { createWorkspaceService, type WorkspaceService } from '../workers/workspace-service.ts';
import { ConnectionDesk } from './connection-desk.ts';
import { Tasks } from './tasks.ts';

vi.setConfig({ testTimeout: 180_000 }); // a real server on a busy machine

const END = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;

function* samples(): Generator<string> {
  yield '# TYPE load gauge\n';
  for (const host of ['h1', 'h2'])
    for (let back = 3 * 288; back >= -24; back -= 1)
      yield `load{instance="${host}:9100"} ${10 + (back % 7)} ${END / 1000 - back * 300}\n`;
}

describe.skipIf(!PROMETHEUS_IS_HERE)('ConnectionDesk, every call through real ports', () => {
  let server: TestPrometheus;
  let proxy: FaultyProxy;
  let folder: string;
  let now: number;
  let desk: ConnectionDesk;
  let workspace: Client<WorkspaceService>;
  let tasks: Tasks;
  let scheduled: boolean[];
  let progress: Progress[];
  const channels: MessageChannel[] = [];

  function over<S extends Service>(service: S): Client<S> {
    const channel = new MessageChannel();
    channels.push(channel);
    serve(channel.port1, service);
    return connect<S>(channel.port2);
  }

  beforeAll(async () => {
    server = await startPrometheus(samples());
    proxy = await startFaultyProxy({ target: server.url });
  }, 60_000);
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headroom desk '));
    now = END;
    tasks = new Tasks();
    scheduled = [];
    progress = [];
    proxy.requests.length = 0;
    proxy.behave(() => ({ kind: 'pass' }));
    const service = createWorkspaceService({ clock: () => now, author: null });
    workspace = over(service);
    await workspace.call('create', { path: join(folder, 'w.headroom'), sample: false });
    const network = over<PrometheusService>(
      createPrometheusService(
        () => over(service),
        () => now,
      ),
    );
    desk = new ConnectionDesk({
      workspace,
      network: () => network,
      secrets: new SecretStore(join(folder, 'connections.json'), {
        isEncryptionAvailable: () => true,
        encryptString: (text) => Buffer.from(text).reverse(),
        decryptString: (sealed) => Buffer.from(sealed).reverse().toString(),
      }),
      tasks,
      clock: () => now,
      notifyProgress: (one) => progress.push(one),
      notifyScheduled: (changed) => void scheduled.push(changed),
      messageOf: (error) => (error instanceof Error ? error.message : ''),
    });
  });
  afterEach(async () => {
    desk.stop();
    await workspace.call('close', null);
    for (const { port1 } of channels.splice(0)) port1.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const connection = (change: Partial<Connection> = {}): Connection =>
    connectionTo(`${proxy.url}/graph`, {
      days: 2,
      queries: [
        {
          id: 'cpu',
          metric: 'cpu_used_cores',
          kind: 'host',
          query: 'sum by (instance) (load{$match})',
          entityLabel: 'instance',
          entityPattern: null,
          keep: 'samples',
          per: 'entity',
          enabled: true,
        },
      ],
      ...change,
    });
  const state = async () => (await desk.list()).connections[0]!;

  it('nothing is contacted by adding a connection, looking at it, or waiting', async () => {
    await desk.save(connection(), {}, 'disk');
    expect((await state()).connection.url).toBe(proxy.url);
    now += 24 * 60 * MINUTE;
    await desk.runDue();
    expect(proxy.requests).toEqual([]);
  });

  it('syncs with progress, and knows afterwards how far it is', async () => {
    await desk.save(connection(), {}, 'disk');
    const report = await desk.sync('main', 2, 'task-1');
    expect(report.queries[0]).toMatchObject({ failed: null, entities: 2, changed: 2 * (2 * 288 + 1) });
    expect(progress.at(-1)).toMatchObject({ task: 'task-1', kind: 'sync', unit: 'points' });
    expect(progress.at(-1)?.done).toBe(progress.at(-1)?.total);
    expect(await state()).toMatchObject({
      coveredToMs: END,
      lastFailure: null,
      running: null,
      lastSyncAtMs: END,
    });
  });

  it('a schedule that was switched on here runs when it is due, and its syncs are undone as one', async () => {
    await desk.save(connection(), {}, 'disk');
    await desk.schedule('main', 15);
    await desk.runDue();
    expect(scheduled).toEqual([false, true]);
    const asked = proxy.requests.length;
    now += 10 * MINUTE;
    await desk.runDue();
    expect(proxy.requests.length).toBe(asked);
    expect((await state()).nextSyncAtMs).toBe(END + 15 * MINUTE);
    now += 10 * MINUTE;
    await desk.runDue();
    expect((await state()).coveredToMs).toBe(END + 20 * MINUTE);
    const { undo } = await workspace.call('actions', null);
    expect(undo.map(({ label }) => label)).toEqual(['Sync Main', 'Save connection Main']);
    await workspace.call('undo', null);
    expect((await workspace.call('info', null))?.counts.samples).toBe(0);
  });

  it('a schedule is due at once when the clock was set back, and once, not many times, after a long sleep', async () => {
    await desk.save(connection(), {}, 'disk');
    await desk.schedule('main', 60);
    await desk.runDue();
    expect((await state()).nextSyncAtMs).toBe(END + 60 * MINUTE);
    now -= 24 * 60 * MINUTE;
    expect((await state()).nextSyncAtMs).toBe(now);
    now += 30 * 60 * MINUTE;
    const before = scheduled.length;
    await desk.runDue();
    await desk.runDue();
    expect(scheduled.length - before).toBe(2);
  });

  it('the schedule stays with this person and server: it is in no workspace', async () => {
    await desk.save(connection(), {}, 'disk');
    await desk.schedule('main', 15);
    expect(JSON.stringify(await workspace.call('connections', null))).not.toContain('everyMinutes');
    await desk.save(connection({ url: server.url }), {}, 'disk');
    expect((await state()).everyMinutes).toBeNull();
  });

  it('a secret goes to the server it was entered for and to no other, and is in no workspace', async () => {
    const auth = { kind: 'bearer' } as const;
    await desk.save(connection({ auth }), { token: 's3cret' }, 'disk');
    await desk.sync('main', 1, 'a');
    expect(proxy.requests.every(({ headers }) => headers.authorization === 'Bearer s3cret')).toBe(true);
    await desk.save(connection({ auth, url: server.url }), {}, 'disk');
    await expect(desk.sync('main', 1, 'b')).rejects.toMatchObject({ code: 'needs-secret' });
    await workspace.call('close', null);
    expect(readFileSync(join(folder, 'w.headroom'), 'latin1')).not.toContain('s3cret');
    expect(readFileSync(join(folder, 'connections.json'), 'latin1')).not.toContain('s3cret');
  });

  it('says why the last sync failed, until one does not', async () => {
    await desk.save(connection(), {}, 'disk');
    proxy.behave(() => ({ kind: 'status', status: 403, body: 'tenant unknown' }));
    await expect(desk.sync('main', 1, 'a')).rejects.toMatchObject({ code: 'server' });
    expect((await state()).lastFailure).toContain('tenant unknown');
    proxy.behave(() => ({ kind: 'pass' }));
    await desk.sync('main', 1, 'b');
    expect((await state()).lastFailure).toBeNull();
  });

  it('one connection is not synced twice at once, and what goes can be cancelled', async () => {
    await desk.save(connection(), {}, 'disk');
    proxy.behave(() => ({ kind: 'silence' }));
    const first = desk.sync('main', 1, 'a');
    await expect.poll(() => proxy.requests.length).toBe(1);
    await expect(desk.sync('main', 1, 'b')).rejects.toMatchObject({ code: 'busy' });
    expect((await state()).running).toBe('a');
    expect(tasks.cancel('a')).toBe(true);
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('removing a connection forgets its secrets and keeps its samples', async () => {
    await desk.save(connection({ auth: { kind: 'bearer' } }), { token: 's3cret' }, 'disk');
    await desk.sync('main', 1, 'a');
    const before = (await workspace.call('info', null))?.counts.samples;
    await desk.remove('main');
    expect((await desk.list()).connections).toEqual([]);
    expect((await workspace.call('info', null))?.counts.samples).toBe(before);
    await workspace.call('undo', null);
    expect((await state()).secrets.kept).toBe('none');
  });
});
