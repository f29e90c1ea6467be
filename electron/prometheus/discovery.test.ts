import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  PROMETHEUS_IS_HERE,
  startPrometheus,
  type TestPrometheus,
} from '../../scripts/test/prometheus-server.ts';
import { acceptDiscovery } from '../../shared/import/live/accept-discovery.ts';
import { discoverChanges, type Discovery, type DiscoveryRow } from '../../shared/import/live/discovery.ts';
import type { Model } from '../../shared/model/document.ts';
import { parseModel } from '../../shared/model/parse-model.ts';
import { PrometheusApi } from './api.ts';
import { discoverMachines } from './discover-machines.ts';
import { connectionTo } from './endpoint.fixture.ts';
import { endpointOf } from './endpoint.ts';
import { findQueries } from './find-queries.ts';
import { previewQuery } from './preview-query.ts';

const NOW = Date.parse('2026-01-05T00:10:00Z');
const GIB = 1024 ** 3;

function families(...rows: readonly [name: string, labels: string, value: number][]): string {
  const byName = new Map<string, string[]>();
  for (const [name, labels, value] of rows) {
    const lines = byName.get(name) ?? [];
    // Two scrapes, so that counters have a rate.
    for (const back of [300, 0])
      lines.push(
        `${name}{${labels}} ${name.endsWith('_total') ? value - back / 10 : value} ${NOW / 1000 - back}`,
      );
    byName.set(name, lines);
  }
  return [...byName]
    .map(
      ([name, lines]) =>
        `# TYPE ${name.replace(/_total$/, '')} ${name.endsWith('_total') ? 'counter' : 'gauge'}\n${lines.join('\n')}\n`,
    )
    .join('');
}

const host = (instance: string, extra = ''): [string, string, number][] => [
  ['node_memory_MemTotal_bytes', `instance="${instance}"${extra}`, 503 * GIB],
  ['node_memory_MemAvailable_bytes', `instance="${instance}"${extra}`, 300 * GIB],
  ['node_uname_info', `instance="${instance}",nodename="n-${instance.split(':')[0] ?? ''}"${extra}`, 1],
  ['node_filesystem_size_bytes', `instance="${instance}",mountpoint="/",fstype="ext4"${extra}`, 4.8e11],
  ...[0, 1, 2, 3].map((cpu): [string, string, number] => [
    'node_cpu_seconds_total',
    `instance="${instance}",cpu="${cpu}",mode="idle"${extra}`,
    1000,
  ]),
  ...[0, 1].map((core): [string, string, number] => [
    'node_cpu_info',
    `instance="${instance}",cpu="${core}",package="0",core="${core}"${extra}`,
    1,
  ]),
];

const model = ((): Model => {
  const parsed = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-01-01T00:00:00Z',
    regions: [{ id: 'eu' }],
    clusters: [{ id: 'a', region: 'eu' }],
    hosts: [
      { id: 'h1', cluster: 'a', cpuCores: 2, memoryBytes: 512 * GIB, osDiskBytes: 4.8e11 },
      { id: 'h2', cluster: 'a', cpuCores: 2, memoryBytes: 256 * GIB },
      { id: 'gone', cluster: 'a', cpuCores: 2 },
      { id: 'long-gone', cluster: 'a', state: 'down' },
    ],
    edgeNodes: [],
    postgres: [{ id: 'pg', nodes: [{ id: 'pg-1', role: 'primary', maxConnections: 500 }] }],
  });
  if (!parsed.ok) throw new Error('the model of this test is wrong');
  return parsed.value;
})();

describe.skipIf(!PROMETHEUS_IS_HERE)('inventory from a real server', () => {
  let server: TestPrometheus;
  let api: PrometheusApi;
  let discovery: Discovery;

  beforeAll(async () => {
    server = await startPrometheus(
      families(
        ...host('h1:9100'),
        ...host('h2.dc.example:9100'),
        ...host('h9:9100', ',cluster="b",region="us"'),
        ...host('10.0.0.7:9100'),
        ...host('e1:9100'),
        ['haproxy_process_max_connections', 'instance="e1:8404",region="eu"', 200_000],
        ['haproxy_process_current_connections', 'instance="e1:8404",region="eu"', 90_000],
        ['pg_settings_max_connections', 'instance="pg-1:9187"', 500],
        ['pg_settings_superuser_reserved_connections', 'instance="pg-1:9187"', 3],
        ['pg_settings_max_connections', 'instance="pg-2:9187"', 500],
        ['pg_replication_is_replica', 'instance="pg-2:9187"', 1],
        ['pg_stat_activity_count', 'instance="pg-1:9187"', 100],
      ),
    );
    api = new PrometheusApi(endpointOf(connectionTo(server.url), {}));
    discovery = discoverChanges(await discoverMachines(api, connectionTo(server.url), NOW), model);
  }, 60_000);
  afterAll(async () => {
    api.close();
    await server.stop();
  });

  const row = (id: string): DiscoveryRow | undefined => discovery.rows.find((one) => one.id === id);

  it('tells hosts, edge nodes and Postgres nodes apart by what runs on them', () => {
    expect(discovery.found).toEqual({ host: 4, edgeNode: 1, postgresNode: 2 });
  });

  it('a host as the inventory has it is no row, though its kernel counts less memory', () => {
    expect(row('h1')).toBeUndefined();
    expect(discovery.same).toBe(1);
  });

  it('a changed host says each figure before and after, under the inventory’s own id', () => {
    expect(row('h2')).toMatchObject({
      change: 'changed',
      place: 'a',
      fields: [
        { field: 'memoryBytes', before: 256 * GIB, after: 503 * GIB },
        { field: 'osDiskBytes', before: null, after: 4.8e11 },
      ],
    });
  });

  it('an added host comes with its cluster and region, physical cores, and its name where only an address is known', () => {
    expect(row('h9')).toMatchObject({
      change: 'added',
      kind: 'host',
      place: 'b',
      newPlace: true,
      region: 'us',
      note: null,
    });
    expect(row('h9')?.fields.find(({ field }) => field === 'cpuCores')?.after).toBe(2);
    expect(row('n-10.0.0.7')).toMatchObject({ change: 'added', kind: 'host', place: 'a', newPlace: false });
  });

  it('an edge node has its proxy’s limit and its machine’s memory', () => {
    const fields = Object.fromEntries((row('e1')?.fields ?? []).map(({ field, after }) => [field, after]));
    expect(fields).toEqual({ maxConnections: 200_000, memoryBytes: 503 * GIB, cpuCores: 2 });
  });

  it('what the server does not know is gone; what was down already is not told', () => {
    expect(row('gone')).toMatchObject({ change: 'gone', kind: 'host' });
    expect(row('long-gone')).toBeUndefined();
  });

  it('accepted rows make a valid model: a new cluster in its region, a gone host marked as down, a replica in its group', () => {
    const accepted = acceptDiscovery(model, discovery.rows, '2026-01-05T00:00:00Z');
    if (!accepted.ok) throw new Error(JSON.stringify(accepted.problems));
    const { value } = accepted;
    expect(value.clusters).toEqual([
      { id: 'a', region: 'eu' },
      { id: 'b', region: 'us' },
    ]);
    expect(value.hosts.find(({ id }) => id === 'gone')?.state).toBe('down');
    expect(value.hosts.find(({ id }) => id === 'h2')).toMatchObject({ memoryBytes: 503 * GIB, cpuCores: 2 });
    expect(value.edgeNodes[0]).toMatchObject({ id: 'e1', region: 'eu', maxConnections: 200_000 });
    expect(value.postgres[0]?.nodes).toMatchObject([
      { id: 'pg-1', role: 'primary', reservedConnections: 3 },
      { id: 'pg-2', role: 'replica', maxConnections: 500 },
    ]);
    // Accepting again finds nothing left to do but what stays gone or placed.
    expect(acceptDiscovery(value, [], '2026-01-05T00:00:00Z')).toEqual({ ok: true, value });
  });

  it('an added machine without a place is refused with what is missing', () => {
    const unplaced = { ...row('h9')!, place: null };
    expect(acceptDiscovery(model, [unplaced], '2026-01-05T00:00:00Z')).toEqual({
      ok: false,
      problems: [{ message: 'h9: say which cluster it belongs to' }],
    });
  });

  it('finds the catalogue’s queries that this server can answer', async () => {
    const found = await findQueries(api, connectionTo(server.url), NOW);
    expect(found.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'memory_used_bytes host',
        'edge_connections edgeNode',
        'postgres_connections postgresNode',
      ]) as string[],
    );
    expect(found.map(({ metric }) => metric)).not.toContain('api_requests_per_second');
    // Of two ways to count cores the usual one is taken.
    expect(found.filter(({ metric }) => metric === 'cpu_used_cores').length).toBeLessThanOrEqual(1);
  });

  it('previews a query: whose series they are, which are of another kind, what is missing', async () => {
    const found = await findQueries(api, connectionTo(server.url), NOW);
    const memory = found.find(({ metric }) => metric === 'memory_used_bytes')!;
    const withEdge: Model = {
      ...model,
      edgeNodes: [{ id: 'e1', region: 'eu' } as Model['edgeNodes'][number]],
    };
    const preview = await previewQuery(api, connectionTo(server.url), memory, withEdge, NOW);
    expect(preview).toMatchObject({
      series: 5,
      matched: 2,
      unmatched: 2,
      otherKind: 1,
      unnamed: 0,
      ambiguous: [],
      missingCount: 2,
    });
    expect(preview.missing).toEqual(['gone', 'long-gone']);
    expect(preview.rows.find(({ entity }) => entity === 'h2')).toMatchObject({
      name: 'h2.dc.example:9100',
      matched: true,
      value: 203 * GIB,
    });
    const pushed = await previewQuery(
      api,
      connectionTo(server.url),
      { ...memory, keep: 'dailyPeaks', per: 'sums' },
      model,
      NOW,
    );
    expect(pushed.saving).toMatchObject({ points: 2 * 90, pointsInstead: 5 * 90 * 288 });
  });
});
