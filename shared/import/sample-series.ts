import type { Host, Measured, Model } from '../model/document.ts';
import { DAY_MS, DAY_SECONDS, GIB, HOUR_SECONDS } from '../units.ts';
import type { Disturbance, Rhythm, SampleSeries } from './sample-shape.ts';

const FIVE_MINUTES = 300;
const HOUR_MS = HOUR_SECONDS * 1000;

/** How much of today's reservations came within 120 days, by cluster; others grow by 5%. */
const CLUSTER_GROWTH = new Map([
  ['euw-a', 0.05],
  ['euw-b', 0.06],
  ['euw-c', 0.04],
  ['use-a', 0.05],
  ['use-b', 0.068],
]);
const SNAPSHOT_GROWTH = new Map([['pool-euw', 0.235]]);

/** The two incidents and the gap, counted back from the end of the history. */
const RETRY_STORM = { fromMsBefore: 39 * DAY_MS + 14.5 * HOUR_MS, toMsBefore: 39 * DAY_MS + 13 * HOUR_MS };
const EDGE_FLAP = { fromMsBefore: 18 * DAY_MS + 6 * HOUR_MS, toMsBefore: 18 * DAY_MS + 3.5 * HOUR_MS };
const EXPORTER_GAP = {
  fromMsBefore: 12 * DAY_MS + (24 - 2) * HOUR_MS,
  toMsBefore: 12 * DAY_MS + (24 - 3.5) * HOUR_MS,
};

type Shape = Partial<Omit<SampleSeries, 'entity' | 'metric' | 'last'>>;

/** The series of one thing, unless it was not measured. */
function series(entity: string, metric: string, last: Measured, shape: Shape): SampleSeries[] {
  if (last === null) return [];
  const standard = {
    stepSeconds: HOUR_SECONDS,
    growth: 0,
    rhythm: null,
    noise: 0,
    quantum: 0,
    digits: 0,
    limit: Number.POSITIVE_INFINITY,
    disturbances: [],
  };
  return [{ entity, metric, last, ...standard, ...shape }];
}

function rhythm(region: string | null, daily: number, weekend: number): Rhythm {
  return { peakHour: region === 'us-east' ? 18 : 13, daily, weekend };
}

function total(hosts: readonly Host[], value: (host: Host) => Measured): Measured {
  let sum = 0;
  for (const host of hosts) {
    if (host.state === 'down') continue;
    const one = value(host);
    if (one === null) return null;
    sum += one;
  }
  return sum;
}

/** Cores are measured to hundredths; sums of them are written the same. */
function hundredths(value: Measured): Measured {
  return value === null ? null : Math.round(value * 100) / 100;
}

/** Measured sums of a cluster. The regions' series are sums of these. */
export function clusterSeries(model: Model, cluster: { id: string; region: string }): SampleSeries[] {
  const hosts = model.hosts.filter((host) => host.cluster === cluster.id);
  const entity = `cluster:${cluster.id}`;
  const growth = CLUSTER_GROWTH.get(cluster.id) ?? 0.05;
  const rows = model.microvms.filter((row) => row.cluster === cluster.id);
  const flavorBytes = new Map(model.flavors.map((flavor) => [flavor.id, flavor.memoryBytes ?? 0]));
  const overhead = model.overhead?.memoryBytesPerVm ?? 0;
  const reserved = rows.reduce(
    (sum, row) => sum + row.count * ((flavorBytes.get(row.flavor) ?? 0) + overhead),
    0,
  );
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const busy = rhythm(cluster.region, 0.07, 0.05);
  const cpu = { stepSeconds: FIVE_MINUTES, growth, rhythm: busy, noise: 0.012, digits: 2 };
  return [
    ...series(entity, 'cpu_used_cores', hundredths(total(hosts, (host) => host.used.cpuCores)), cpu),
    ...series(
      entity,
      'memory_used_bytes',
      total(hosts, (host) => host.used.memoryBytes),
      {
        stepSeconds: FIVE_MINUTES,
        growth,
        rhythm: rhythm(cluster.region, 0.008, 0.004),
        noise: 0.003,
      },
    ),
    ...series(entity, 'memory_reserved_bytes', reserved, {
      growth,
      noise: 0.0012,
      quantum: 4 * GIB + overhead,
    }),
    ...series(entity, 'microvm_count', count, { growth, noise: 0.001, quantum: 1 }),
    ...series(
      entity,
      'iops',
      total(hosts, (host) => host.used.iops),
      { growth, rhythm: busy, noise: 0.03 },
    ),
    ...series(
      entity,
      'disk_throughput_bytes_per_second',
      total(hosts, (host) => host.used.diskThroughputBytesPerSecond),
      {
        growth,
        rhythm: busy,
        noise: 0.04,
      },
    ),
  ];
}

function reservedOn(model: Model, host: Host): number {
  const flavorBytes = new Map(model.flavors.map((flavor) => [flavor.id, flavor.memoryBytes ?? 0]));
  const overhead = model.overhead?.memoryBytesPerVm ?? 0;
  return model.microvms.reduce(
    (sum, row) =>
      sum + (row.host === host.id ? row.count * ((flavorBytes.get(row.flavor) ?? 0) + overhead) : 0),
    0,
  );
}

export function hostSeries(model: Model, host: Host): SampleSeries[] {
  const region = model.clusters.find((cluster) => cluster.id === host.cluster)?.region ?? null;
  const growth = CLUSTER_GROWTH.get(host.cluster) ?? 0.05;
  const count = model.microvms.reduce((sum, row) => sum + (row.host === host.id ? row.count : 0), 0);
  return [
    ...series(host.id, 'cpu_used_cores', host.used.cpuCores, {
      growth,
      rhythm: rhythm(region, 0.07, 0.05),
      noise: 0.04,
      digits: 2,
    }),
    ...series(host.id, 'memory_used_bytes', host.used.memoryBytes, {
      growth,
      rhythm: rhythm(region, 0.008, 0.004),
      noise: 0.006,
    }),
    ...series(host.id, 'memory_reserved_bytes', reservedOn(model, host), {
      stepSeconds: DAY_SECONDS,
      growth,
      noise: 0.002,
      quantum: 4 * GIB + (model.overhead?.memoryBytesPerVm ?? 0),
    }),
    ...series(host.id, 'packet_loss_ratio', host.used.packetLossRatio, {
      stepSeconds: DAY_SECONDS,
      noise: 0.2,
      digits: 6,
      limit: 1,
    }),
    ...series(host.id, 'os_disk_used_bytes', host.used.osDiskBytes, {
      stepSeconds: DAY_SECONDS,
      growth: 0.03,
      noise: 0.002,
    }),
    ...series(host.id, 'microvm_count', count, { stepSeconds: DAY_SECONDS, growth, quantum: 1 }),
  ];
}

export function edgeSeries(model: Model): SampleSeries[] {
  const flapping = model.edgeNodes.filter((node) => node.region === 'us-east').map((node) => node.id)[1];
  return model.edgeNodes.flatMap(({ id, region, used }) => {
    const busy = rhythm(region, 0.05, 0.03);
    const sibling = region === 'us-east' && flapping !== undefined;
    const flap = (own: number, others: number): Disturbance[] =>
      sibling ? [{ ...EDGE_FLAP, factor: id === flapping ? own : others }] : [];
    const gap = region === 'eu-west' ? [{ ...EXPORTER_GAP, factor: null }] : [];
    const load = { growth: 0.07, rhythm: busy, noise: 0.015, disturbances: [...flap(0.3, 1.35), ...gap] };
    return [
      ...series(id, 'edge_connections', used.connections, { ...load, stepSeconds: FIVE_MINUTES }),
      ...series(id, 'edge_throughput_bytes_per_second', used.throughputBytesPerSecond, {
        ...load,
        noise: 0.03,
      }),
      ...series(id, 'edge_packets_per_second', used.packetsPerSecond, { ...load, noise: 0.03 }),
      ...series(id, 'edge_connect_success_ratio', used.connectSuccessRatio, {
        noise: 0.0002,
        digits: 5,
        limit: 1,
        disturbances: [...flap(0.968, 0.996), ...gap],
      }),
      ...series(id, 'edge_resets_per_second', used.resetsPerSecond, {
        rhythm: busy,
        noise: 0.15,
        digits: 1,
        disturbances: [...flap(40, 3), ...gap],
      }),
    ];
  });
}

export function controlPlaneSeries(model: Model): SampleSeries[] {
  const storm = (region: string | null, factor: number): Disturbance[] =>
    region === 'eu-west' ? [{ ...RETRY_STORM, factor }] : [];
  const postgres = model.postgres.flatMap(({ region, nodes }) =>
    nodes.flatMap(({ id, role, used }) => [
      ...series(id, 'postgres_cpu_cores', used.cpuCores, {
        stepSeconds: role === 'primary' ? FIVE_MINUTES : HOUR_SECONDS,
        growth: 0.05,
        rhythm: rhythm(region, 0.045, 0.03),
        noise: 0.012,
        digits: 2,
        disturbances: storm(region, 1.38),
      }),
      ...series(id, 'postgres_iops', used.iops, {
        growth: 0.05,
        rhythm: rhythm(region, 0.06, 0.04),
        noise: 0.03,
        disturbances: storm(region, 1.5),
      }),
      ...series(id, 'postgres_connections', used.connections, {
        growth: 0.06,
        rhythm: rhythm(region, 0.06, 0.04),
        noise: 0.02,
        disturbances: storm(region, 1.6),
      }),
      ...series(id, 'replication_lag_seconds', used.replicationLagSeconds, {
        noise: 0.25,
        digits: 2,
        disturbances: storm(region, 4),
      }),
      ...series(id, 'slow_queries_per_second', used.slowQueriesPerSecond, {
        noise: 0.3,
        digits: 2,
        disturbances: storm(region, 9),
      }),
    ]),
  );
  const planes = model.controlPlanes.flatMap((plane) => {
    const busy = { growth: 0.06, rhythm: rhythm(plane.region, 0.1, 0.06), noise: 0.04 };
    return [
      ...series(plane.id, 'api_requests_per_second', plane.apiRequestsPerSecond, {
        ...busy,
        digits: 1,
        disturbances: storm(plane.region, 2.6),
      }),
      ...series(plane.id, 'api_mean_latency_seconds', plane.apiMeanLatencySeconds, {
        noise: 0.05,
        digits: 4,
        disturbances: storm(plane.region, 2.8),
      }),
      ...series(plane.id, 'api_latency_p95_seconds', plane.apiP95LatencySeconds, {
        noise: 0.08,
        digits: 3,
        disturbances: storm(plane.region, 4.2),
      }),
      ...series(plane.id, 'api_5xx_ratio', plane.api5xxRatio, {
        noise: 0.2,
        digits: 6,
        limit: 1,
        disturbances: storm(plane.region, 150),
      }),
      ...series(plane.id, 'reconcile_queue_depth', plane.reconcileQueueDepth, {
        ...busy,
        noise: 0.2,
        digits: 1,
        disturbances: storm(plane.region, 22),
      }),
      ...series(plane.id, 'time_to_converge_seconds', plane.timeToConvergeSecondsP95, {
        noise: 0.1,
        digits: 1,
        disturbances: storm(plane.region, 7),
      }),
    ];
  });
  return [...postgres, ...planes];
}

export function storageSeries(model: Model): SampleSeries[] {
  const pools = model.storagePools.flatMap((pool) => {
    const used = pool.volumes.reduce<Measured>(
      (sum, volume) => (sum === null || volume.usedBytes === null ? null : sum + volume.usedBytes),
      0,
    );
    return [
      ...series(pool.id, 'snapshot_used_bytes', pool.snapshotUsedBytes, {
        growth: SNAPSHOT_GROWTH.get(pool.id) ?? 0.08,
        noise: 0.0015,
      }),
      ...series(pool.id, 'volume_used_bytes', used, { growth: 0.06, noise: 0.001 }),
      ...series(pool.id, 'backup_used_bytes', pool.backupUsedBytes, { growth: 0.05, noise: 0.002 }),
    ];
  });
  const overlays = model.overlays.flatMap((overlay) => [
    ...series(`region:${overlay.region}`, 'packet_loss_ratio', overlay.packetLossRatio, {
      noise: 0.15,
      digits: 6,
      limit: 1,
    }),
    ...series(`region:${overlay.region}`, 'peer_round_trip_seconds', overlay.roundTripSecondsP95, {
      noise: 0.06,
      digits: 6,
    }),
    ...series(`region:${overlay.region}`, 'handshake_age_seconds', overlay.handshakeAgeSecondsP95, {
      noise: 0.04,
      digits: 1,
    }),
  ]);
  return [...pools, ...overlays];
}
