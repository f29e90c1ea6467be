/**
 * The model document, `headroom.model/v1` (MODEL.md section 2), after parsing: every optional value is present,
 * `null` where it was not measured, and every default is filled in. Arrays keep the document's order.
 * All objects are treated as immutable; events build new ones and share what they do not change.
 */

/** A quantity that may not have been measured. `null` is never zero. */
export type Measured = number | null;

export type HostState = 'schedulable' | 'cordoned' | 'draining' | 'down';
export type EdgeState = 'in-service' | 'down';

export interface Region {
  readonly id: string;
  readonly name: string | null;
}

export interface Cluster {
  readonly id: string;
  readonly region: string;
}

export interface HostUsed {
  readonly cpuCores: Measured;
  readonly memoryBytes: Measured;
  readonly osDiskBytes: Measured;
  readonly iops: Measured;
  readonly diskThroughputBytesPerSecond: Measured;
  readonly fileDescriptors: Measured;
  readonly processes: Measured;
  readonly packetLossRatio: Measured;
}

/** Physical limits a host and a purchasable machine type have in common. */
export interface MachineLimits {
  readonly cpuCores: Measured;
  readonly memoryBytes: Measured;
  readonly systemReservedMemoryBytes: number;
  readonly osDiskBytes: Measured;
  readonly iops: Measured;
  readonly diskThroughputBytesPerSecond: Measured;
  readonly fileDescriptors: Measured;
  readonly processes: Measured;
}

export interface Host extends MachineLimits {
  readonly id: string;
  readonly cluster: string;
  readonly failureDomain: string | null;
  readonly state: HostState;
  readonly used: HostUsed;
}

export interface Flavor {
  readonly id: string;
  readonly vcpus: Measured;
  readonly memoryBytes: Measured;
  readonly iops: Measured;
  readonly diskThroughputBytesPerSecond: Measured;
}

/**
 * What a row of pending microVMs, all `count` of it together, was measured to use on the host it lost; `null` where the
 * host's own figure was not measured. Only events set it, documents never carry it.
 */
export interface CarriedWorkload {
  readonly memoryBytes: Measured;
  readonly cpuCores: Measured;
  readonly iops: Measured;
  readonly diskThroughputBytesPerSecond: Measured;
}

/** A row of `count` identical microVMs. `host` is `null` while pending; `cluster` is always known. */
export interface Microvm {
  readonly id: string;
  readonly host: string | null;
  readonly cluster: string;
  readonly flavor: string;
  readonly customer: string | null;
  readonly spreadGroup: string | null;
  readonly maxPerHost: number;
  readonly count: number;
  readonly carried?: CarriedWorkload;
}

export interface EdgeUsed {
  readonly connections: Measured;
  readonly packetsPerSecond: Measured;
  readonly throughputBytesPerSecond: Measured;
  readonly listenerPorts: Measured;
  readonly cpuCores: Measured;
  readonly connectSuccessRatio: Measured;
  readonly resetsPerSecond: Measured;
}

export interface EdgeNode {
  readonly id: string;
  readonly region: string;
  readonly state: EdgeState;
  readonly maxConnections: Measured;
  readonly memoryBytes: Measured;
  readonly baseMemoryBytes: Measured;
  readonly memoryBytesPerConnection: Measured;
  readonly packetsPerSecond: Measured;
  readonly throughputBytesPerSecond: Measured;
  readonly listenerPorts: Measured;
  readonly newConnectionsPerSecond: Measured;
  readonly cpuCores: Measured;
  readonly newConnectionCpuSeconds: Measured;
  readonly used: EdgeUsed;
}

export interface PostgresUsed {
  readonly cpuCores: Measured;
  readonly iops: Measured;
  readonly connections: Measured;
  readonly slowQueriesPerSecond: Measured;
  readonly replicationLagSeconds: Measured;
  readonly replicationLagBytes: Measured;
}

export interface PostgresNode {
  readonly id: string;
  readonly role: 'primary' | 'replica';
  readonly synchronous: boolean;
  readonly cpuCores: Measured;
  readonly iops: Measured;
  readonly maxConnections: Measured;
  readonly reservedConnections: number;
  readonly used: PostgresUsed;
}

export interface ClientPool {
  readonly name: string;
  readonly instances: number;
  readonly poolSize: number;
}

export interface Postgres {
  readonly id: string;
  readonly region: string | null;
  readonly detectionSeconds: Measured;
  readonly promotionSeconds: Measured;
  readonly replayBytesPerSecond: Measured;
  readonly walBytesPerSecond: Measured;
  readonly rtoSeconds: Measured;
  readonly rpoSeconds: Measured;
  readonly clientPools: readonly ClientPool[];
  readonly nodes: readonly PostgresNode[];
}

export interface RetryPolicy {
  readonly maxRetries: number;
  readonly failedAttemptCostRatio: Measured;
}

export interface ControlPlane {
  readonly id: string;
  readonly region: string | null;
  readonly postgres: string | null;
  readonly apiConcurrencyLimit: Measured;
  readonly apiRequestsPerSecond: Measured;
  readonly apiMeanLatencySeconds: Measured;
  readonly apiP95LatencySeconds: Measured;
  readonly api5xxRatio: Measured;
  readonly reconcileWorkers: Measured;
  readonly reconcileServiceSeconds: Measured;
  readonly reconcileArrivalsPerSecond: Measured;
  readonly reconcileQueueDepth: Measured;
  readonly timeToConvergeSloSeconds: Measured;
  readonly timeToConvergeSecondsP95: Measured;
  readonly retry: RetryPolicy | null;
  readonly apiRequestsPerReconcile: Measured;
  readonly postgresCpuSecondsPerReconcile: Measured;
}

export interface BackupJob {
  readonly at: string;
  readonly ok: boolean;
}

export interface Volume {
  readonly id: string;
  readonly customer: string | null;
  readonly allocatedBytes: Measured;
  readonly usedBytes: Measured;
  readonly host: string | null;
  readonly changedBytesPerDay: Measured;
  readonly snapshotRetentionDays: Measured;
}

export interface StoragePool {
  readonly id: string;
  readonly region: string | null;
  readonly backingBytes: Measured;
  readonly snapshotBackingBytes: Measured;
  readonly snapshotUsedBytes: Measured;
  readonly backupBackingBytes: Measured;
  readonly backupUsedBytes: Measured;
  readonly restoreBytesPerSecond: Measured;
  readonly restoreMeasuredAt: string | null;
  readonly largestRestoreBytes: Measured;
  readonly rtoSeconds: Measured;
  readonly rpoSeconds: Measured;
  readonly backupIntervalSeconds: Measured;
  readonly backupUsedByKind: Readonly<Record<string, number>> | null;
  readonly backupJobs: readonly BackupJob[];
  readonly volumes: readonly Volume[];
}

export interface OverlayPeer {
  readonly from: string;
  readonly to: string;
  readonly roundTripSeconds: Measured;
  readonly dropRatio: Measured;
  readonly bytesPerSecond: Measured;
  readonly handshakeAgeSeconds: Measured;
}

export interface Overlay {
  readonly region: string;
  readonly topology: string | null;
  readonly maxPeersPerHost: Measured;
  readonly keepaliveSeconds: Measured;
  readonly roundTripSecondsP95: Measured;
  readonly packetLossRatio: Measured;
  readonly handshakeAgeSecondsP95: Measured;
  readonly mtuBytes: Measured;
  readonly pathMtuBytes: Measured;
  readonly peers: readonly OverlayPeer[];
}

export interface Order {
  readonly sku: string;
  readonly cluster: string;
  readonly count: number;
  readonly arrivesOn: string;
}

export type OverheadSource = 'measured' | 'assumed' | 'vendor';

export interface Overhead {
  readonly memoryBytesPerVm: Measured;
  readonly cpuCoresPerVm: Measured;
  readonly fileDescriptorsPerVm: Measured;
  readonly processesPerVm: Measured;
  readonly source: OverheadSource | null;
}

export interface Sku extends MachineLimits {
  readonly id: string;
  readonly unitCost: Measured;
  readonly currency: string | null;
  /** Days from order to delivery: the likely one, and the edges where the document gives an interval. */
  readonly leadTimeDays: Measured;
  readonly leadTimeLowDays: Measured;
  readonly leadTimeHighDays: Measured;
  readonly powerWatts: Measured;
  readonly rackUnits: Measured;
}

export interface Model {
  readonly schema: 'headroom.model/v1';
  readonly name: string | null;
  /** ISO 8601 instant the document describes; in UTC, so that its first ten characters are its day. */
  readonly asOf: string;
  readonly regions: readonly Region[];
  readonly clusters: readonly Cluster[];
  readonly hosts: readonly Host[];
  readonly flavors: readonly Flavor[];
  readonly microvms: readonly Microvm[];
  readonly edgeNodes: readonly EdgeNode[];
  readonly postgres: readonly Postgres[];
  readonly controlPlanes: readonly ControlPlane[];
  readonly storagePools: readonly StoragePool[];
  readonly overlays: readonly Overlay[];
  readonly orders: readonly Order[];
  readonly overhead: Overhead | null;
  readonly skus: readonly Sku[];
}

/** The array-valued keys of a model: one per kind of thing, each with its own CSV on import. */
export type ModelKind =
  | 'regions'
  | 'clusters'
  | 'hosts'
  | 'flavors'
  | 'microvms'
  | 'edgeNodes'
  | 'postgres'
  | 'controlPlanes'
  | 'storagePools'
  | 'overlays'
  | 'orders'
  | 'skus';
