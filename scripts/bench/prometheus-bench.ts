import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLEET_QUERIES, fleetMetrics } from '../../electron/prometheus/fleet-metrics.fixture.ts';
import { endpointOf } from '../../electron/prometheus/endpoint.ts';
import { syncConnection } from '../../electron/prometheus/sync.ts';
import { finishSync, writeSyncPiece } from '../../electron/workspace/sync-writer.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import type { Connection, LiveQuery } from '../../shared/import/live/connection.ts';
import { planWindows } from '../../shared/import/live/range-plan.ts';
import { fillQuery } from '../../shared/import/metric-query.ts';
import { DAY_MS, DAY_SECONDS } from '../../shared/units.ts';
import { PROMETHEUS_IS_HERE, startPrometheus } from '../test/prometheus-server.ts';

// A sync from a real server beside a bare download of the same answers: the same windows, as many requests at once, the
// bytes thrown away. The goal is half of the bare download's points per second; the rest is reading, packing, storing.

const HOSTS = 50;
const DAYS = 45;
const STEP = 300;
const START = Date.parse('2026-01-01T00:00:00Z');
const NOW = START + DAYS * DAY_MS - STEP * 1000;
const AT_ONCE = 4;
const POINTS = FLEET_QUERIES.length * HOSTS * ((DAYS * DAY_SECONDS) / STEP);
const ROUNDS = 3;

function connectionTo(url: string): Connection {
  const queries = FLEET_QUERIES.map(({ metric, query }): LiveQuery => ({
    id: metric,
    metric,
    kind: 'host',
    query,
    entityLabel: 'instance',
    entityPattern: null,
    keep: 'samples',
    per: 'entity',
    enabled: true,
  }));
  return {
    id: 'bench',
    name: 'Bench',
    url,
    auth: { kind: 'none' },
    headers: [],
    tls: { verify: true, ca: null, clientCertificate: null },
    stepSeconds: STEP,
    days: DAYS,
    matchers: '',
    queries,
  };
}

interface Measured {
  readonly seconds: number;
  readonly bytes: number;
}

/** The windows a sync asks for, downloaded and forgotten. */
async function bareDownload(url: string): Promise<Measured> {
  const windows = planWindows({
    fromMs: NOW - DAYS * DAY_MS,
    toMs: NOW,
    stepMs: STEP * 1000,
    series: HOSTS,
    covered: null,
  });
  const asked = FLEET_QUERIES.flatMap(({ query }) =>
    windows.map(({ fromMs, toMs }) => ({
      query: fillQuery(query, { window: '5m' }),
      start: String(fromMs / 1000),
      end: String(toMs / 1000),
      step: String(STEP),
    })),
  );
  const started = performance.now();
  let bytes = 0;
  const next = asked.values();
  const worker = async (): Promise<void> => {
    for (const body of next) {
      const reply = await fetch(`${url}/api/v1/query_range`, {
        method: 'POST',
        body: new URLSearchParams(body),
      });
      const { byteLength } = await reply.arrayBuffer();
      bytes += byteLength;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { seconds: (performance.now() - started) / 1000, bytes };
}

async function sync(url: string, path: string): Promise<Measured> {
  const workspace = new Workspace(path, () => NOW, { create: true });
  const connection = connectionTo(url);
  const started = performance.now();
  const { report } = await syncConnection({
    connection,
    endpoint: endpointOf(connection, {}),
    store: {
      model: () => workspace.model(),
      coverage: (id) => workspace.connections.coverage(id),
      write: (piece) => writeSyncPiece(workspace, piece),
      finish: (name, done, run) => finishSync(workspace, name, done, run),
    },
    days: DAYS,
    nowMs: NOW,
    timeZone: 'UTC',
  });
  const seconds = (performance.now() - started) / 1000;
  const { samples } = workspace.series.totals();
  workspace.close();
  if (samples !== POINTS) throw new Error(`${samples} samples instead of ${POINTS}`);
  return { seconds, bytes: report.bytes };
}

const best = (all: readonly Measured[]): Measured =>
  all.toSorted((a, b) => a.seconds - b.seconds)[0] ?? { seconds: 0, bytes: 0 };
const line = (name: string, { seconds, bytes }: Measured): string =>
  `${name.padEnd(34)} ${seconds.toFixed(2).padStart(7)} s ${(POINTS / seconds / 1e6).toFixed(2).padStart(7)} M points/s ${(bytes / 1e6).toFixed(0).padStart(6)} MB`;

if (!PROMETHEUS_IS_HERE) console.log('There is no Prometheus here; nothing was measured.');
else {
  const folder = mkdtempSync(join(tmpdir(), 'headroom bench '));
  const server = await startPrometheus(
    fleetMetrics({ hosts: HOSTS, startMs: START, days: DAYS, stepSeconds: STEP }),
  );
  try {
    console.log(
      `${HOSTS} hosts × ${FLEET_QUERIES.length} metrics × ${DAYS} days at ${STEP} s: ${(POINTS / 1e6).toFixed(2)} M points`,
    );
    await bareDownload(server.url); // the server reads its blocks once
    const bare: Measured[] = [];
    const synced: Measured[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await bareDownload(server.url));
      synced.push(await sync(server.url, join(folder, `${round}.headroom`)));
    }
    console.log(line('bare download of the same answers', best(bare)));
    console.log(line('sync into a workspace', best(synced)));
    const ratio = best(bare).seconds / best(synced).seconds;
    console.log(`sync is at ${(100 * ratio).toFixed(0)}% of the bare download (goal 50%)`);
    console.log(
      `peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB, workspace ${(statSync(join(folder, '0.headroom')).size / 1e6).toFixed(0)} MB`,
    );
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
