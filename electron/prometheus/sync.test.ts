import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startFaultyProxy, type Fault, type FaultyProxy } from '../../scripts/test/faulty-proxy.ts';
import {
  PROMETHEUS_IS_HERE,
  startPrometheus,
  type TestPrometheus,
} from '../../scripts/test/prometheus-server.ts';
import { calendarOf } from '../../shared/history/calendar.ts';
import { dailyPeaks } from '../../shared/history/daily-peaks.ts';
import type { Connection, LiveQuery } from '../../shared/import/live/connection.ts';
import { fillQuery } from '../../shared/import/metric-query.ts';
import { DAY_MS, DAY_SECONDS } from '../../shared/units.ts';
import { applyImport } from '../workspace/import-writer.ts';
import { finishSync, writeSyncPiece, type SyncPiece } from '../workspace/sync-writer.ts';
import { Workspace } from '../workspace/workspace.ts';
import { connectionTo } from './endpoint.fixture.ts';
import { endpointOf } from './endpoint.ts';
import { FLEET_QUERIES, fleetMetrics, hostName } from './fleet-metrics.fixture.ts';
import { syncConnection, type SyncOptions } from './sync.ts';

vi.setConfig({ testTimeout: 180_000 }); // a real server on a busy machine

const START = Date.parse('2026-01-01T00:00:00Z');
const HOSTS = 50;
const DAYS = 90;
/** Ten minutes: 12,960 points a series, more than a server gives at once. */
const STEP = 600;
/** The last sample. */
const NOW = START + DAYS * DAY_MS - STEP * 1000;
const POINTS = (DAYS * DAY_SECONDS) / STEP;

function queryOf(metric: string, query: string, change: Partial<LiveQuery> = {}): LiveQuery {
  return {
    id: metric,
    metric,
    kind: 'host',
    query,
    entityLabel: 'instance',
    entityPattern: null,
    keep: 'samples',
    per: 'entity',
    enabled: true,
    ...change,
  };
}
const ALL = FLEET_QUERIES.map(({ metric, query }) => queryOf(metric, query));

describe.skipIf(!PROMETHEUS_IS_HERE)('syncing 90 days of 50 hosts × 6 metrics from a real server', () => {
  let server: TestPrometheus;
  let proxy: FaultyProxy;
  let folder: string;
  let path: string;
  let workspace: Workspace;

  beforeAll(async () => {
    server = await startPrometheus(
      fleetMetrics({ hosts: HOSTS, startMs: START, days: DAYS, stepSeconds: STEP }),
    );
    proxy = await startFaultyProxy({ target: server.url });
  }, 180_000);
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'headroom sync '));
    path = join(folder, 'w.headroom');
    workspace = new Workspace(path, () => NOW, { create: true });
    proxy.requests.length = 0;
    proxy.behave(() => ({ kind: 'pass' }));
  });
  afterEach(() => {
    workspace.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Three clusters in one region; all hosts but the last are in the inventory. */
  function addInventory(): void {
    const document = {
      schema: 'headroom.model/v1',
      asOf: '2026-03-31T00:00:00Z',
      regions: [{ id: 'eu' }],
      clusters: [0, 1, 2].map((n) => ({ id: `c${n}`, region: 'eu' })),
      hosts: Array.from({ length: HOSTS - 1 }, (_, host) => ({
        id: hostName(host),
        cluster: `c${host % 3}`,
        cpuCores: 64,
        memoryBytes: 512 * 1024 ** 3,
      })),
    };
    applyImport(workspace, {
      files: [],
      documents: [{ file: 'm.json', document }],
      tables: [],
      series: [],
      skipped: [],
      spill: null,
      mappings: [],
    });
  }

  function options(change: Partial<Connection> = {}, more: Partial<SyncOptions> = {}): SyncOptions {
    const connection = connectionTo(proxy.url, { stepSeconds: STEP, queries: ALL, ...change });
    return {
      connection,
      endpoint: endpointOf(connection, {}),
      store: {
        model: () => workspace.model(),
        coverage: (id) => workspace.connections.coverage(id),
        write: (piece: SyncPiece) => writeSyncPiece(workspace, piece),
        finish: (name, report, run) => finishSync(workspace, name, report, run),
      },
      days: DAYS,
      nowMs: NOW,
      timeZone: 'UTC',
      api: {
        limits: { connectMs: 60_000, silenceMs: 120_000, totalMs: 120_000, maxBytes: 64e6 },
        retry: {
          attempts: 5,
          attemptsWhenLate: 2,
          firstPauseMs: 5,
          longestPauseMs: 50,
          longestRetryAfterMs: 1000,
        },
      },
      ...more,
    };
  }

  /** What the server itself answers, asked without any of our code but in pieces it accepts. */
  async function serversOwn(query: string): Promise<Map<string, [number, number][]>> {
    const found = new Map<string, [number, number][]>();
    for (let from = START; from <= NOW; from += 30 * DAY_MS) {
      const end = Math.min(NOW, from + 30 * DAY_MS - STEP * 1000);
      const body = new URLSearchParams({
        query,
        start: String(from / 1000),
        end: String(end / 1000),
        step: String(STEP),
      });
      const reply = await fetch(`${server.url}/api/v1/query_range`, { method: 'POST', body });
      const { data } = (await reply.json()) as {
        data: { result: { metric: { instance: string }; values: [number, string][] }[] };
      };
      for (const { metric, values } of data.result) {
        const list = found.get(metric.instance) ?? [];
        for (const [time, value] of values) list.push([time * 1000, Number(value)]);
        found.set(metric.instance, list);
      }
    }
    return found;
  }

  async function expectEqualToServer(): Promise<void> {
    for (const { metric, query } of FLEET_QUERIES) {
      const own = await serversOwn(fillQuery(query, { window: '10m' }));
      expect(own.size).toBe(HOSTS);
      for (const [instance, points] of own) {
        const { times, values } = workspace.series.read(instance.replace(':9100', ''), metric);
        expect(points).toHaveLength(POINTS);
        expect(times.length, `${metric} ${instance}`).toBe(POINTS);
        // One comparison per series: millions of single expectations would take minutes.
        expect(points.every(([time, value], i) => times[i] === time && values[i] === value)).toBe(true);
      }
    }
  }

  const rangeRequests = () => proxy.requests.filter(({ path: asked }) => asked.endsWith('query_range'));

  it('ends complete and equal to the server’s own answers, through all sorts of failures', async () => {
    const faults: readonly Fault[] = [
      { kind: 'status', status: 500 },
      { kind: 'status', status: 429, headers: { 'Retry-After': '0.05' } },
      { kind: 'half-json' },
      { kind: 'cut' },
      { kind: 'type', contentType: 'text/plain' },
      { kind: 'status', status: 502 },
      { kind: 'late', ms: 30 },
    ];
    proxy.behave((_asked, index) =>
      index % 2 === 1 ? (faults[(index >> 1) % faults.length] ?? { kind: 'pass' }) : { kind: 'pass' },
    );
    const { report } = await syncConnection(options());
    expect(report.finished).toBe(true);
    expect(report.retries).toBeGreaterThan(5);
    expect(
      report.queries.map(({ failed, entities, samples, changed }) => ({
        failed,
        entities,
        samples,
        changed,
      })),
    ).toEqual(
      FLEET_QUERIES.map(() => ({
        failed: null,
        entities: HOSTS,
        samples: HOSTS * POINTS,
        changed: HOSTS * POINTS,
      })),
    );
    await expectEqualToServer();
    // No answer was longer than the server allows.
    for (const { fields } of rangeRequests())
      expect((Number(fields['end']) - Number(fields['start'])) / STEP).toBeLessThan(11_000);
  });

  it('goes on from the last written window after it ended in the middle, and asks for nothing twice', async () => {
    const controller = new AbortController();
    proxy.behave((_asked, index) => {
      if (index === 15) controller.abort();
      return { kind: 'pass' };
    });
    await expect(syncConnection(options({}, { signal: controller.signal }))).rejects.toMatchObject({
      code: 'cancelled',
    });
    const { samples } = workspace.series.totals();
    expect(samples).toBeGreaterThan(0);
    expect(samples).toBeLessThan(HOSTS * POINTS * ALL.length);
    expect(workspace.imports.list()).toHaveLength(1);
    expect(workspace.imports.list()[0]?.files[0]?.notes[0]).toContain('goes on from where');
    // As after a crash: nothing but the file is left.
    workspace.close();
    workspace = new Workspace(path, () => NOW);
    proxy.behave(() => ({ kind: 'pass' }));
    const before = rangeRequests().length;
    const { report } = await syncConnection(options());
    expect(report.finished).toBe(true);
    const windows = Math.ceil(DAYS / 34);
    expect(rangeRequests().length - before).toBeLessThan(ALL.length * (windows + 1));
    expect(report.queries.reduce((sum, { samples: fetched }) => sum + fetched, 0)).toBeLessThan(
      HOSTS * POINTS * ALL.length,
    );
    await expectEqualToServer();
  });

  it('asks only for what is new the next time, and is undone as one step', async () => {
    addInventory();
    const one = { queries: ALL.slice(0, 1) };
    await syncConnection(options(one, { nowMs: NOW - 2 * DAY_MS }));
    const { samples } = workspace.series.totals();
    const { report } = await syncConnection(options(one));
    expect(report.queries[0]?.changed).toBe((HOSTS * 2 * DAY_SECONDS) / STEP);
    expect(report.queries[0]?.samples).toBeLessThan(HOSTS * ((2 * DAY_SECONDS) / STEP + 3));
    expect(report.queries[0]?.unmatched).toEqual([hostName(HOSTS - 1)]);
    expect((await syncConnection(options(one))).report.queries[0]?.changed).toBe(0);

    expect(workspace.actions().undo.map(({ label }) => label)).toEqual([
      'Sync Main',
      'Sync Main',
      'Import 0 files',
    ]);
    workspace.undo();
    expect(workspace.series.totals().samples).toBe(samples);
    // What was undone is asked for again.
    expect((await syncConnection(options(one))).report.queries[0]?.changed).toBe(
      (HOSTS * 2 * DAY_SECONDS) / STEP,
    );
    workspace.undo();
    workspace.undo();
    expect(workspace.series.entitiesOf('cpu_used_cores')).toEqual([]);
    expect(workspace.imports.list()).toHaveLength(1);
    expect(workspace.connections.list()).toEqual([]);
  });

  it('fetches an earlier time too when more days are wanted', async () => {
    const one = { queries: ALL.slice(0, 1) };
    await syncConnection(options(one, { days: 10 }));
    const { report } = await syncConnection(options(one, { days: 20 }));
    expect(report.queries[0]?.changed).toBe((HOSTS * 10 * DAY_SECONDS) / STEP);
    expect(workspace.series.read('h001', 'cpu_used_cores').times.length).toBe((20 * DAY_SECONDS) / STEP + 1);
  });

  it('halves windows until the server agrees', async () => {
    proxy.behave(({ path: asked, fields }) =>
      asked.endsWith('query_range') && Number(fields['end']) - Number(fields['start']) > 5 * DAY_SECONDS
        ? {
            kind: 'status',
            status: 422,
            body: '{"status":"error","errorType":"execution","error":"query processing would load too many samples into memory"}',
          }
        : { kind: 'pass' },
    );
    const { report } = await syncConnection(options({ queries: ALL.slice(3, 4) }));
    expect(report.halved).toBeGreaterThan(10);
    expect(report.queries[0]).toMatchObject({ failed: null, samples: HOSTS * POINTS });
    expect(workspace.series.read('h000', 'iops').times.length).toBe(POINTS);
  });

  it('asks a server that takes too long for less, and gives up where even little comes too late', async () => {
    const one = { queries: ALL.slice(3, 4) };
    const lateAbove = (days: number): void =>
      proxy.behave(({ path: asked, fields }) =>
        asked.endsWith('query_range') && Number(fields['end']) - Number(fields['start']) > days * DAY_SECONDS
          ? { kind: 'status', status: 504 }
          : { kind: 'pass' },
      );
    lateAbove(-1);
    const gone = await syncConnection(options(one, { days: 20 }));
    expect(gone.report.queries[0]).toMatchObject({ samples: 0 });
    expect(gone.report.queries[0]?.failed).toContain('did not answer in time (504)');
    expect(gone.report.halved).toBe(3);
    lateAbove(6);
    const slow = await syncConnection(options(one, { days: 20 }));
    expect(slow.report.queries[0]).toMatchObject({ failed: null, entities: HOSTS });
    expect(slow.report.halved).toBe(3);
  });

  it('shows warnings, and asks again for what the server left out', async () => {
    const one = { queries: ALL.slice(4, 5) };
    proxy.behave(() => ({ kind: 'add', fields: { warnings: ['store 10.0.0.1 did not answer'] } }));
    const { report } = await syncConnection(options(one));
    expect(report.queries[0]).toMatchObject({ partial: true, warnings: ['store 10.0.0.1 did not answer'] });
    proxy.behave(() => ({ kind: 'pass' }));
    expect((await syncConnection(options(one))).report.queries[0]).toMatchObject({
      partial: false,
      samples: HOSTS * POINTS,
      changed: 0,
    });
  });

  it('one refused query does not stop the others, and says the server’s words', async () => {
    const queries = [
      queryOf('broken', 'sum(node_load_cores'),
      queryOf('none', 'no_such_metric'),
      ...ALL.slice(0, 1),
    ];
    const { report } = await syncConnection(options({ queries }, { days: 3 }));
    expect(report.queries[0]?.failed).toContain('parse error');
    expect(report.queries[1]?.failed).toContain('no such series');
    expect(report.queries[2]).toMatchObject({ failed: null, entities: HOSTS });
  });

  it('keeps none of several series of one entity', async () => {
    const queries = [queryOf('cpu_used_cores', 'node_load_cores{$match}', { entityLabel: 'cluster' })];
    const { report } = await syncConnection(options({ queries }, { days: 1 }));
    expect(report.queries[0]).toMatchObject({ ambiguous: ['c0', 'c1', 'c2'], changed: 0 });
  });

  it('daily peaks of the sums, by the server, are those of the fetched samples; the saving is told', async () => {
    addInventory();
    const memory = FLEET_QUERIES[1]!;
    const pushed = queryOf(memory.metric, memory.query, { keep: 'dailyPeaks', per: 'sums' });
    const { report } = await syncConnection(options({ queries: [pushed] }));
    expect(report.queries[0]).toMatchObject({
      failed: null,
      series: 4,
      entities: 4,
      samples: 4 * (DAYS - 1),
    });
    expect(report.queries[0]?.saving).toMatchObject({
      points: 4 * DAYS,
      pointsInstead: (HOSTS - 1) * POINTS,
    });

    const own = await serversOwn(fillQuery(memory.query, { window: '10m' }));
    for (const [scope, belongs] of [
      ['cluster:c1', (host: number) => host % 3 === 1],
      ['region:eu', () => true],
    ] as const) {
      const hosts = Array.from({ length: HOSTS - 1 }, (_, host) => host).filter(belongs);
      const sums = new Float64Array(POINTS);
      for (const host of hosts)
        own.get(`${hostName(host)}:9100`)?.forEach(([, value], i) => (sums[i] = (sums[i] ?? 0) + value));
      const times = Float64Array.from(sums, (_, i) => START + i * STEP * 1000);
      const expected = dailyPeaks(times, sums, calendarOf('UTC'));
      const stored = workspace.series.read(scope, memory.metric);
      expect(stored.times.length).toBe(DAYS - 1);
      stored.times.forEach((time, i) => {
        expect(time).toBe((expected.days[i] ?? 0) * DAY_MS);
        expect((stored.values[i] ?? 0) / (expected.peaks[i] ?? 1)).toBeCloseTo(1, 12);
      });
      // And the history takes each of them for a complete day.
      expect(
        dailyPeaks(stored.times, stored.values, calendarOf('UTC')).complete.every((complete) => complete),
      ).toBe(true);
    }
  });

  it('days of daily peaks are those of the workspace’s zone, also where clocks change', async () => {
    const disk = FLEET_QUERIES[2]!;
    const pushed = queryOf(disk.metric, disk.query, { keep: 'dailyPeaks' });
    const { report } = await syncConnection(
      options({ queries: [pushed] }, { timeZone: 'Europe/Berlin', days: 5 }),
    );
    expect(report.queries[0]).toMatchObject({ failed: null, entities: HOSTS });
    const calendar = calendarOf('Europe/Berlin');
    const own = (await serversOwn(fillQuery(disk.query, { window: '10m' }))).get('h003:9100') ?? [];
    const expected = dailyPeaks(
      Float64Array.from(own, ([time]) => time),
      Float64Array.from(own, ([, value]) => value),
      calendar,
    );
    const stored = workspace.series.read('h003', disk.metric);
    // 29 March has 23 hours there.
    const days = [...stored.times].map((time) => calendar.dayOf(time));
    expect(days.map((day) => calendar.lengthSeconds(day) / 3600)).toContain(23);
    days.forEach((day, i) => {
      expect(stored.times[i]).toBe(calendar.startMs(day));
      expect(stored.values[i]).toBeCloseTo(expected.peaks[expected.days.indexOf(day)] ?? Number.NaN, 3);
    });
  });

  it('a day the server has too little of is left out', async () => {
    const pushed = queryOf('iops', 'sum by (instance) (node_operations_per_second{$match})', {
      keep: 'dailyPeaks',
    });
    // The first day of the data, seen from five hours later: 19 of 24 hours, still complete; from seven: not.
    const zone = async (timeZone: string): Promise<number> => {
      await syncConnection(options({ queries: [pushed], id: timeZone }, { timeZone, days: DAYS + 1 }));
      const { times } = workspace.series.read('h001', 'iops');
      return times[0] ?? 0;
    };
    expect(await zone('Asia/Tashkent')).toBe(START - 5 * 3_600_000);
    workspace.undo();
    expect(await zone('Asia/Bangkok')).toBe(START + 17 * 3_600_000);
  });
});
