import fc from 'fast-check';
import type { ControlPlane, EdgeNode, Measured, Overlay, Postgres, Sku, StoragePool } from './document.ts';
import { GIB } from '../units.ts';

/** Everything of a random model that is no host, flavor or microVM; see `model.arbitrary.ts`. */

/** Makes a value now and then unmeasured, or always measured. */
export type Maker = (values: fc.Arbitrary<number>) => fc.Arbitrary<Measured>;

export const ids = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

export const oneOf = (...values: readonly number[]): fc.Arbitrary<number> => fc.constantFrom(...values);
export const ratio = fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000);
export const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

export function edgeNodeArbitrary(
  id: string,
  regions: readonly string[],
  maybe: Maker,
): fc.Arbitrary<EdgeNode> {
  return fc.record({
    id: fc.constant(id),
    region: fc.constantFrom(...regions),
    state: fc.constantFrom('in-service', 'in-service', 'in-service', 'down'),
    maxConnections: maybe(oneOf(0, 1000, 2000)),
    memoryBytes: maybe(oneOf(8, 16).map((gib) => gib * GIB)),
    baseMemoryBytes: maybe(oneOf(1, 2).map((gib) => gib * GIB)),
    memoryBytesPerConnection: maybe(oneOf(40_000, 65_536)),
    packetsPerSecond: maybe(oneOf(10_000, 20_000)),
    throughputBytesPerSecond: maybe(oneOf(1e9, 2e9)),
    listenerPorts: maybe(oneOf(0, 100)),
    newConnectionsPerSecond: maybe(oneOf(0, 100)),
    cpuCores: maybe(oneOf(4, 8)),
    newConnectionCpuSeconds: maybe(oneOf(0.001)),
    used: fc.record({
      connections: maybe(upTo(1500)),
      packetsPerSecond: maybe(upTo(15_000)),
      throughputBytesPerSecond: maybe(upTo(2e9)),
      listenerPorts: maybe(upTo(100)),
      cpuCores: maybe(upTo(60).map((tenths) => tenths / 10)),
      connectSuccessRatio: maybe(ratio),
      resetsPerSecond: maybe(upTo(9)),
    }),
  });
}

export function postgresArbitrary(
  id: string,
  regions: readonly string[],
  maybe: Maker,
): fc.Arbitrary<Postgres> {
  const node = (name: string, role: 'primary' | 'replica') =>
    fc.record({
      id: fc.constant(`${id}-${name}`),
      role: fc.constant(role),
      synchronous: fc.boolean(),
      cpuCores: maybe(oneOf(8, 16)),
      iops: maybe(oneOf(10_000, 40_000)),
      maxConnections: maybe(oneOf(0, 100, 500)),
      reservedConnections: oneOf(0, 13),
      used: fc.record({
        cpuCores: maybe(upTo(16)),
        iops: maybe(upTo(40_000)),
        connections: maybe(upTo(500)),
        slowQueriesPerSecond: maybe(upTo(5)),
        replicationLagSeconds: maybe(upTo(10)),
        replicationLagBytes: maybe(upTo(1e9)),
      }),
    });
  const replicas = fc
    .integer({ min: 0, max: 2 })
    .chain((n) => fc.tuple(...ids('r', n).map((r) => node(r, 'replica'))));
  return fc
    .record({
      region: fc.constantFrom(null, ...regions),
      detectionSeconds: maybe(upTo(60)),
      promotionSeconds: maybe(upTo(30)),
      replayBytesPerSecond: maybe(oneOf(80e6)),
      walBytesPerSecond: maybe(oneOf(4e6)),
      rtoSeconds: maybe(oneOf(60)),
      rpoSeconds: maybe(oneOf(5)),
      clientPools: fc.constantFrom([], [{ name: 'api', instances: 12, poolSize: 20 }]),
      primary: fc.option(node('p', 'primary')),
      replicas,
    })
    .map(({ primary, replicas: others, ...rest }) => ({
      id,
      ...rest,
      nodes: primary === null ? others : [primary, ...others],
    }));
}

export function controlPlaneArbitrary(
  id: string,
  regions: readonly string[],
  postgres: readonly string[],
  maybe: Maker,
): fc.Arbitrary<ControlPlane> {
  return fc.record({
    id: fc.constant(id),
    region: fc.constantFrom(null, ...regions),
    postgres: fc.constantFrom(null, ...postgres),
    apiConcurrencyLimit: maybe(oneOf(100, 400)),
    apiRequestsPerSecond: maybe(upTo(2000)),
    apiMeanLatencySeconds: maybe(oneOf(0.1, 0.12)),
    apiP95LatencySeconds: maybe(oneOf(0.3)),
    api5xxRatio: maybe(ratio),
    reconcileWorkers: maybe(oneOf(0, 4, 32)),
    reconcileServiceSeconds: maybe(oneOf(0, 0.4)),
    reconcileArrivalsPerSecond: maybe(upTo(100)),
    reconcileQueueDepth: maybe(upTo(500)),
    timeToConvergeSloSeconds: maybe(oneOf(0, 120)),
    timeToConvergeSecondsP95: maybe(oneOf(38)),
    retry: fc.constantFrom(null, { maxRetries: 5, failedAttemptCostRatio: 0.5 }),
    apiRequestsPerReconcile: maybe(oneOf(3)),
    postgresCpuSecondsPerReconcile: maybe(oneOf(0.02)),
  });
}

export function storagePoolArbitrary(
  id: string,
  regions: readonly string[],
  hosts: readonly string[],
  maybe: Maker,
): fc.Arbitrary<StoragePool> {
  const volume = (name: string) =>
    fc.record({
      id: fc.constant(`${id}-${name}`),
      customer: fc.constantFrom(null, 'acme'),
      allocatedBytes: maybe(upTo(1e12)),
      usedBytes: maybe(upTo(1e12)),
      host: fc.constantFrom(null, ...hosts),
      changedBytesPerDay: maybe(upTo(1e10)),
      snapshotRetentionDays: maybe(upTo(30)),
    });
  const day = fc.integer({ min: 1, max: 31 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`);
  const store = maybe(oneOf(0, 1e12, 2e12));
  const stored = maybe(upTo(2e12));
  return fc.record({
    id: fc.constant(id),
    region: fc.constantFrom(null, ...regions),
    backingBytes: store,
    snapshotBackingBytes: store,
    snapshotUsedBytes: stored,
    backupBackingBytes: store,
    backupUsedBytes: stored,
    restoreBytesPerSecond: maybe(oneOf(0, 5e8)),
    restoreMeasuredAt: fc.option(day),
    largestRestoreBytes: maybe(upTo(1e12)),
    rtoSeconds: maybe(oneOf(3600)),
    rpoSeconds: maybe(oneOf(86_400)),
    backupIntervalSeconds: maybe(oneOf(43_200, 90_000)),
    backupUsedByKind: fc.constantFrom(null, { postgres: 3e9, volumes: 1e9 }),
    backupJobs: fc.array(fc.record({ at: day.map((text) => `${text}T02:00:00Z`), ok: fc.boolean() }), {
      maxLength: 3,
    }),
    volumes: fc.integer({ min: 0, max: 3 }).chain((n) => fc.tuple(...ids('v', n).map(volume))),
  });
}

export function overlayArbitrary(
  region: string,
  nodes: readonly string[],
  maybe: Maker,
): fc.Arbitrary<Overlay> {
  const node = nodes.length === 0 ? fc.constant('') : fc.constantFrom(...nodes);
  const peer = fc.record({
    from: node,
    to: node,
    roundTripSeconds: maybe(oneOf(0.0006)),
    dropRatio: maybe(ratio),
    bytesPerSecond: maybe(upTo(1e7)),
    handshakeAgeSeconds: maybe(upTo(300)),
  });
  return fc.record({
    region: fc.constant(region),
    topology: fc.constantFrom(null, 'full-mesh', 'hub'),
    maxPeersPerHost: maybe(oneOf(3, 250)),
    keepaliveSeconds: maybe(oneOf(0, 25)),
    roundTripSecondsP95: maybe(oneOf(0.004)),
    packetLossRatio: maybe(ratio),
    handshakeAgeSecondsP95: maybe(upTo(300)),
    mtuBytes: maybe(oneOf(1420, 1500)),
    pathMtuBytes: maybe(oneOf(1500)),
    peers: nodes.length === 0 ? fc.constant([]) : fc.array(peer, { maxLength: 4 }),
  });
}

export function skuArbitrary(id: string, maybe: Maker): fc.Arbitrary<Sku> {
  return fc.record({
    id: fc.constant(id),
    cpuCores: maybe(oneOf(16)),
    memoryBytes: maybe(oneOf(64 * GIB)),
    systemReservedMemoryBytes: oneOf(0, GIB),
    osDiskBytes: maybe(oneOf(100e9)),
    iops: maybe(oneOf(2000)),
    diskThroughputBytesPerSecond: maybe(oneOf(2e9)),
    fileDescriptors: maybe(oneOf(4096)),
    processes: maybe(oneOf(1024)),
    unitCost: maybe(oneOf(14_500)),
    currency: fc.constantFrom(null, 'EUR'),
    leadTimeDays: maybe(upTo(60)),
    leadTimeLowDays: maybe(upTo(60)),
    leadTimeHighDays: maybe(upTo(60)),
    powerWatts: maybe(oneOf(650)),
    rackUnits: maybe(oneOf(1)),
  });
}
