import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { join } from 'node:path';
import { exporterFleet } from '../scripts/test/exporter-fleet.ts';
import { startFaultyProxy, type FaultyProxy } from '../scripts/test/faulty-proxy.ts';
import {
  PROMETHEUS_IS_HERE,
  startPrometheus,
  type TestPrometheus,
} from '../scripts/test/prometheus-server.ts';
import { headroomCli } from './headroom-cli.ts';
import { expect, test } from './launch.ts';

const CLI = resolve(import.meta.dirname, '..', 'out', 'cli', 'headroom.js');
const TOKEN = 'a-token-of-this-test';

/** Nothing is written into a workspace for so long that all that came for it is in it. */
async function untilWritten(workspace: string): Promise<void> {
  const sizes = (): string =>
    [workspace, `${workspace}-wal`]
      .map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0)
      .join(' ');
  let known = sizes();
  let sinceMs = Date.now();
  await expect
    .poll(
      () => {
        const now = sizes();
        if (now !== known) sinceMs = Date.now();
        known = now;
        return Date.now() - sinceMs;
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(1500);
}

interface Synced {
  readonly samples: number;
  readonly finished: boolean;
  readonly queries: readonly {
    readonly metric: string;
    readonly entities: number;
    readonly failed: string | null;
  }[];
}

test.describe('sync on the command line', () => {
  test.skip(!PROMETHEUS_IS_HERE, 'there is no Prometheus to test with');
  let server: TestPrometheus;
  let proxy: FaultyProxy;

  test.beforeAll(async () => {
    server = await startPrometheus(
      exporterFleet({ hosts: 12, days: 40, stepSeconds: 300, nowMs: Date.now() }),
    );
    proxy = await startFaultyProxy({ target: server.url });
  });
  test.afterAll(async () => {
    await proxy?.stop();
    await server?.stop();
  });
  test.beforeEach(() => {
    proxy.requests.length = 0;
    proxy.behave(({ headers }) =>
      headers.authorization === `Bearer ${TOKEN}` ? { kind: 'pass' } : { kind: 'status', status: 401 },
    );
    process.env['HEADROOM_PROMETHEUS_TOKEN'] = TOKEN;
  });
  test.afterEach(() => {
    delete process.env['HEADROOM_PROMETHEUS_TOKEN'];
  });

  const ranges = () => proxy.requests.filter(({ path }) => path.endsWith('query_range'));
  const args = (file: string, ...more: readonly string[]): readonly string[] => [
    'sync',
    '--workspace',
    file,
    '--prometheus',
    proxy.url,
    '--days',
    '40',
    '--step',
    '300',
    ...more,
  ];
  async function synced(file: string): Promise<Synced> {
    const { exitCode, stdout, stderr } = await headroomCli(...args(file, '--json'));
    expect(exitCode, stderr).toBe(0);
    return JSON.parse(stdout) as Synced;
  }

  test('killed in the middle, it goes on from the last part that was written; another run finds nothing new', async ({
    dataDir,
  }) => {
    const [killed, whole] = [join(dataDir, 'killed.headroom'), join(dataDir, 'whole.headroom')];
    for (const file of [killed, whole]) expect((await headroomCli('init', file)).exitCode).toBe(0);
    const all = await synced(whole);
    expect(all.finished).toBe(true);
    expect(all.queries.map(({ metric }) => metric)).toContain('memory_used_bytes');
    const asked = ranges().length;
    expect(asked).toBeGreaterThan(4);

    // Answers of the second half never come; what came before is being written when the axe falls.
    proxy.requests.length = 0;
    proxy.behave(({ path }) =>
      path.endsWith('query_range') && ranges().length > asked / 2 ? { kind: 'silence' } : { kind: 'pass' },
    );
    const child = spawn(process.execPath, [CLI, ...args(killed)], { stdio: ['ignore', 'ignore', 'pipe'] });
    const gone = once(child, 'exit');
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
    const stands = (): string | number =>
      child.exitCode === null ? ranges().length : `ended with ${child.exitCode}: ${said}`;
    await expect.poll(stands, { timeout: 120_000 }).toBeGreaterThan(asked / 2);
    await untilWritten(killed);
    child.kill('SIGKILL');
    await gone;

    proxy.requests.length = 0;
    proxy.behave(() => ({ kind: 'pass' }));
    const rest = await synced(killed);
    expect(rest.finished).toBe(true);
    expect(ranges().length).toBeLessThan(asked);
    expect(rest.samples).toBeGreaterThan(0);
    expect(rest.samples).toBeLessThan(all.samples * 0.8);
    const counts = async (file: string) => {
      const { stdout } = await headroomCli('forecast', '--workspace', file, '--json');
      return (JSON.parse(stdout) as { forecasts: { id: string; days?: number }[] }).forecasts.length;
    };
    expect(await counts(killed)).toBe(await counts(whole));
    expect((await synced(killed)).samples).toBeLessThan(all.samples / 100);
  });

  test('exits with 2 and the reason where it cannot: no token, nobody there, no workspace', async ({
    dataDir,
  }) => {
    const file = join(dataDir, 'w.headroom');
    expect((await headroomCli('init', file)).exitCode).toBe(0);
    process.env['HEADROOM_PROMETHEUS_TOKEN'] = 'wrong';
    const refused = await headroomCli(...args(file));
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('wants to know who asks (401)');
    const nobody = await headroomCli('sync', '--workspace', file, '--prometheus', 'http://127.0.0.1:9');
    expect(nobody.exitCode).toBe(2);
    expect(nobody.stderr).toContain('connection was refused');
    const without = await headroomCli('sync', '--prometheus', proxy.url);
    expect(without.exitCode).toBe(2);
  });
});
