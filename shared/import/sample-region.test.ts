import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelIndex } from '../model/model-index.ts';
import { problemText } from '../model/problem.ts';
import type { Model } from '../model/document.ts';
import { assembleModel } from './inventory/assemble.ts';
import { openFileImport } from './importer.ts';
import { packDays } from './pack-days.ts';
import { inventory } from './read-text.fixture.ts';
import { SAMPLE_HISTORY_FILE, sampleHistory } from './sample-history.ts';
import { peerEnds, peerName } from './peer-name.ts';
import type { MetricsFile } from './outcome.ts';

const folder = new URL('../../assets/sample/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.csv'));

function sampleModel(): Model {
  const tables = files.map((file) => inventory(readFileSync(new URL(file, folder), 'utf8'), file).table);
  const model = assembleModel(tables, { base: null, asOf: '2000-01-01', name: 'Sample region' });
  if (!model.ok) throw new Error(model.problems.map(problemText).join('\n'));
  return model.value;
}

function importedHistory(model: Model, days: number): MetricsFile {
  const importer = openFileImport({ file: SAMPLE_HISTORY_FILE });
  for (const text of sampleHistory(model, { days })) importer.push(Buffer.from(text));
  const outcome = importer.end();
  if (outcome.kind !== 'metrics') throw new Error(outcome.kind);
  return outcome;
}

const model = sampleModel();
const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

describe('the sample region', () => {
  it('has two regions, five clusters, machines of three kinds and thousands of microVMs of many customers', () => {
    expect([model.regions.length, model.clusters.length, model.edgeNodes.length, model.skus.length]).toEqual([
      2, 5, 6, 3,
    ]);
    expect(model.hosts.length).toBeGreaterThanOrEqual(60);
    expect(new Set(model.hosts.map((host) => `${host.cpuCores}/${host.memoryBytes}`)).size).toBe(3);
    expect(model.microvms.length).toBeGreaterThanOrEqual(4000);
    expect(new Set(model.microvms.map((row) => row.customer)).size).toBeGreaterThanOrEqual(40);
    expect(
      model.postgres.every((one) => one.nodes.filter((node) => node.role === 'replica').length === 2),
    ).toBe(true);
    expect(model.asOf).toBe('2026-11-16T00:00:00Z');
  });

  it('fits: no host holds more than it allows, no spread group is broken, nothing is used beyond its limit', () => {
    const index = modelIndex(model);
    const flavors = new Map(model.flavors.map((flavor) => [flavor.id, flavor]));
    const overhead = model.overhead!;
    for (const host of model.hosts) {
      const rows = index.microvmsByHost.get(host.id) ?? [];
      const memory = sum(
        rows.map((row) => row.count * (flavors.get(row.flavor)!.memoryBytes! + overhead.memoryBytesPerVm!)),
      );
      const cores = sum(
        rows.map((row) => row.count * (flavors.get(row.flavor)!.vcpus! / 4 + overhead.cpuCoresPerVm!)),
      );
      expect(memory).toBeLessThanOrEqual(host.memoryBytes! - host.systemReservedMemoryBytes);
      expect(cores).toBeLessThanOrEqual(host.cpuCores!);
      const limits = host as unknown as Record<string, number>;
      for (const [key, used] of Object.entries(host.used)) {
        if (used !== null && key !== 'packetLossRatio') expect(used).toBeLessThanOrEqual(limits[key]!);
      }
      const groups = new Map<string, number>();
      for (const row of rows)
        if (row.spreadGroup !== null)
          groups.set(row.spreadGroup, (groups.get(row.spreadGroup) ?? 0) + row.count);
      for (const row of rows)
        if (row.spreadGroup !== null) expect(groups.get(row.spreadGroup)).toBeLessThanOrEqual(row.maxPerHost);
    }
  });
});

describe('sampleHistory', () => {
  const outcome = importedHistory(model, 120);
  const series = (entity: string, metric: string) =>
    outcome.series.find((one) => one.entity === entity && one.metric === metric)!;

  it('comes through the import without a rejected row, every metric canonical', () => {
    expect([outcome.format, outcome.rejectedCount, outcome.empty]).toEqual(['csv-long', 0, 0]);
    expect(outcome.series.filter((one) => !one.canonical)).toEqual([]);
    expect(outcome.samples).toBeGreaterThan(1_000_000);
    expect(new Date(outcome.toMs!).toISOString()).toBe('2026-11-15T23:55:00.000Z');
  });

  it('ends at what the inventory says is used', () => {
    const host = model.hosts[7]!;
    expect(series(host.id, 'memory_used_bytes').values.at(-1)).toBe(host.used.memoryBytes);
    expect(series('edge-use-2', 'edge_connections').values.at(-1)).toBe(
      model.edgeNodes.find((node) => node.id === 'edge-use-2')?.used.connections,
    );
    expect(series('pool-euw', 'snapshot_used_bytes').values.at(-1)).toBe(
      model.storagePools[0]?.snapshotUsedBytes,
    );
    const hosts = model.hosts.filter((one) => one.cluster.startsWith('euw'));
    expect(series('region:eu-west', 'memory_used_bytes').values.at(-1)).toBe(
      sum(hosts.map((one) => one.used.memoryBytes!)),
    );
    expect(series('region:eu-west', 'cpu_used_cores').values.at(-1)).toBeCloseTo(
      sum(hosts.map((one) => one.used.cpuCores!)),
      1,
    );
  });

  it('has 5-minute sums and hourly hosts, a weekly rhythm, two incidents and a gap', () => {
    expect(series('cluster:use-b', 'cpu_used_cores').values.length).toBe(120 * 288);
    expect(series('use-b-03', 'cpu_used_cores').values.length).toBe(120 * 24);
    const peaks = packDays(
      series('cluster:euw-a', 'cpu_used_cores').times,
      series('cluster:euw-a', 'cpu_used_cores').values,
    ).map((day) => Math.max(...day.values));
    const [friday, saturday] = [peaks.at(-3)!, peaks.at(-2)!];
    expect(saturday).toBeLessThan(friday * 0.98);
    expect(Math.max(...series('cp-euw', 'api_5xx_ratio').values)).toBeGreaterThan(0.03);
    expect(Math.min(...series('edge-use-2', 'edge_connect_success_ratio').values)).toBeLessThan(0.97);
    const gaps = [...series('edge-euw-1', 'edge_connections').times].map(
      (time, index, times) => time - (times[index - 1] ?? time),
    );
    expect(Math.max(...gaps)).toBe(95 * 60_000);
  });

  it('has tunnels of the last day that name source and target, and end at what the inventory says of them', () => {
    const tunnels = outcome.series.filter(
      ({ entity, metric }) => metric === 'peer_round_trip_seconds' && !entity.startsWith('region:'),
    );
    expect(tunnels.length).toBeGreaterThan(1000);
    expect(tunnels.every(({ entity }) => peerEnds(entity) !== null)).toBe(true);
    expect(tunnels.every(({ values }) => values.length === 6)).toBe(true);
    const overlay = model.overlays[0]!;
    const peer = overlay.peers.find(({ from, to }) =>
      tunnels.some(({ entity }) => entity === peerName({ from, to })),
    )!;
    expect(series(peerName(peer), 'peer_round_trip_seconds').values.at(-1)).toBe(peer.roundTripSeconds);
    expect(tunnels.length * 4 * 6).toBeLessThan(outcome.samples * 0.04);
  });

  it('is the same text every time', () => {
    expect([...sampleHistory(model, { days: 2 })].join('')).toBe(
      [...sampleHistory(model, { days: 2 })].join(''),
    );
  });
});
