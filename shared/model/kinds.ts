import type {
  BackupJob,
  ClientPool,
  Cluster,
  ControlPlane,
  EdgeNode,
  EdgeUsed,
  Flavor,
  Host,
  HostUsed,
  MachineLimits,
  Microvm,
  ModelKind,
  Order,
  Overhead,
  Overlay,
  OverlayPeer,
  Postgres,
  PostgresNode,
  PostgresUsed,
  Region,
  RetryPolicy,
  Sku,
  StoragePool,
  Volume,
} from './document.ts';
import { MOST_PER_HOST, MOST_PER_ORDER, MOST_PER_ROW, MOST_RETRIES, MOST_WORKERS } from './amounts.ts';
import {
  choice,
  flag,
  group,
  id,
  number,
  numbers,
  ratio,
  reference,
  requiredText,
  rows,
  text,
  type FieldsOf,
  type FieldTable,
  type NumberField,
} from './schema.ts';

/** The fields of every kind of MODEL.md section 2, in the order the section writes them. */
const bytes = number('bytes');
const diskBytes = number('diskBytes');
const cores = number('cores');
const iops = number('iops');
const bytesPerSecond = number('bytesPerSecond');
const perSecond = number('perSecond');
const packetsPerSecond = number('packetsPerSecond');
const connections = number('connections');
const seconds = number('seconds');
const days = number('days');
const count = number('count');
const oneTo = (max: number): NumberField => number('count', { whole: true, min: 1, max, default: 1 });
const wholeRequired = number('count', { whole: true, required: true });
/** An edge node or an overlay without region would stand in no constraint: refused. Elsewhere a region only sorts. */
const region = reference('regions', { required: true });
const regionIfKnown = reference('regions');

const machineLimits = {
  cpuCores: cores,
  memoryBytes: bytes,
  systemReservedMemoryBytes: number('bytes', { default: 0 }),
  osDiskBytes: diskBytes,
  iops,
  diskThroughputBytesPerSecond: bytesPerSecond,
  fileDescriptors: count,
  processes: count,
} satisfies FieldsOf<MachineLimits>;

const regions = { id, name: text } satisfies FieldsOf<Region>;
const clusters = { id, region } satisfies FieldsOf<Cluster>;

const hosts = {
  id,
  cluster: reference('clusters', { required: true }),
  failureDomain: text,
  state: choice(['schedulable', 'cordoned', 'draining', 'down'], { default: 'schedulable' }),
  ...machineLimits,
  used: group({
    cpuCores: cores,
    memoryBytes: bytes,
    osDiskBytes: diskBytes,
    iops,
    diskThroughputBytesPerSecond: bytesPerSecond,
    fileDescriptors: count,
    processes: count,
    packetLossRatio: ratio,
  } satisfies FieldsOf<HostUsed>),
} satisfies FieldsOf<Host>;

const flavors = {
  id,
  vcpus: cores,
  memoryBytes: bytes,
  iops,
  diskThroughputBytesPerSecond: bytesPerSecond,
} satisfies FieldsOf<Flavor>;

const microvms = {
  id,
  host: reference('hosts'),
  cluster: reference('clusters'),
  flavor: reference('flavors', { required: true }),
  customer: text,
  spreadGroup: text,
  maxPerHost: oneTo(MOST_PER_HOST),
  count: oneTo(MOST_PER_ROW),
} satisfies FieldsOf<Omit<Microvm, 'carried'>>;

const edgeNodes = {
  id,
  region,
  state: choice(['in-service', 'down'], { default: 'in-service' }),
  maxConnections: connections,
  memoryBytes: bytes,
  baseMemoryBytes: bytes,
  memoryBytesPerConnection: bytes,
  packetsPerSecond,
  throughputBytesPerSecond: bytesPerSecond,
  listenerPorts: count,
  newConnectionsPerSecond: perSecond,
  cpuCores: cores,
  newConnectionCpuSeconds: seconds,
  used: group({
    connections,
    packetsPerSecond,
    throughputBytesPerSecond: bytesPerSecond,
    listenerPorts: count,
    cpuCores: cores,
    connectSuccessRatio: ratio,
    resetsPerSecond: perSecond,
  } satisfies FieldsOf<EdgeUsed>),
} satisfies FieldsOf<EdgeNode>;

const postgresNode = {
  id,
  role: choice(['primary', 'replica'], { required: true }),
  synchronous: flag(false),
  cpuCores: cores,
  iops,
  maxConnections: connections,
  reservedConnections: number('connections', { default: 0 }),
  used: group({
    cpuCores: cores,
    iops,
    connections,
    slowQueriesPerSecond: perSecond,
    replicationLagSeconds: seconds,
    replicationLagBytes: bytes,
  } satisfies FieldsOf<PostgresUsed>),
} satisfies FieldsOf<PostgresNode>;

const clientPool = {
  name: requiredText,
  instances: wholeRequired,
  poolSize: wholeRequired,
} satisfies FieldsOf<ClientPool>;

const postgres = {
  id,
  region: regionIfKnown,
  detectionSeconds: seconds,
  promotionSeconds: seconds,
  replayBytesPerSecond: bytesPerSecond,
  walBytesPerSecond: bytesPerSecond,
  rtoSeconds: seconds,
  rpoSeconds: seconds,
  clientPools: rows('client pool', clientPool),
  nodes: rows('Postgres node', postgresNode),
} satisfies FieldsOf<Postgres>;

const controlPlanes = {
  id,
  region: regionIfKnown,
  postgres: reference('postgres'),
  apiConcurrencyLimit: count,
  apiRequestsPerSecond: perSecond,
  apiMeanLatencySeconds: seconds,
  apiP95LatencySeconds: seconds,
  api5xxRatio: ratio,
  reconcileWorkers: number('count', { whole: true, max: MOST_WORKERS }),
  reconcileServiceSeconds: seconds,
  reconcileArrivalsPerSecond: perSecond,
  reconcileQueueDepth: count,
  timeToConvergeSloSeconds: seconds,
  timeToConvergeSecondsP95: seconds,
  retry: group(
    {
      maxRetries: number('count', { whole: true, required: true, max: MOST_RETRIES }),
      failedAttemptCostRatio: ratio,
    } satisfies FieldsOf<RetryPolicy>,
    'null',
  ),
  apiRequestsPerReconcile: count,
  postgresCpuSecondsPerReconcile: seconds,
} satisfies FieldsOf<ControlPlane>;

const backupJob = {
  at: { kind: 'instant', required: true },
  ok: { kind: 'flag', required: true },
} satisfies FieldsOf<BackupJob>;

const volume = {
  id,
  customer: text,
  allocatedBytes: diskBytes,
  usedBytes: diskBytes,
  host: reference('hosts'),
  changedBytesPerDay: diskBytes,
  snapshotRetentionDays: days,
} satisfies FieldsOf<Volume>;

const storagePools = {
  id,
  region: regionIfKnown,
  backingBytes: diskBytes,
  snapshotBackingBytes: diskBytes,
  snapshotUsedBytes: diskBytes,
  backupBackingBytes: diskBytes,
  backupUsedBytes: diskBytes,
  restoreBytesPerSecond: bytesPerSecond,
  restoreMeasuredAt: { kind: 'instant' },
  largestRestoreBytes: diskBytes,
  rtoSeconds: seconds,
  rpoSeconds: seconds,
  backupIntervalSeconds: seconds,
  backupUsedByKind: numbers('diskBytes'),
  backupJobs: rows('backup job', backupJob),
  volumes: rows('volume', volume),
} satisfies FieldsOf<StoragePool>;

const overlayPeer = {
  from: reference(['hosts', 'edgeNodes'], { required: true }),
  to: reference(['hosts', 'edgeNodes'], { required: true }),
  roundTripSeconds: seconds,
  dropRatio: ratio,
  bytesPerSecond,
  handshakeAgeSeconds: seconds,
} satisfies FieldsOf<OverlayPeer>;

const overlays = {
  region,
  topology: text,
  maxPeersPerHost: count,
  keepaliveSeconds: seconds,
  roundTripSecondsP95: seconds,
  packetLossRatio: ratio,
  handshakeAgeSecondsP95: seconds,
  mtuBytes: bytes,
  pathMtuBytes: bytes,
  peers: rows('overlay peer', overlayPeer),
} satisfies FieldsOf<Overlay>;

const orders = {
  sku: reference('skus', { required: true }),
  cluster: reference('clusters', { required: true }),
  count: oneTo(MOST_PER_ORDER),
  arrivesOn: { kind: 'day', required: true },
} satisfies FieldsOf<Order>;

const skus = {
  id,
  ...machineLimits,
  unitCost: count,
  currency: text,
  leadTimeDays: number('days', { interval: { low: 'leadTimeLowDays', high: 'leadTimeHighDays' } }),
  leadTimeLowDays: days,
  leadTimeHighDays: days,
  powerWatts: count,
  rackUnits: count,
} satisfies FieldsOf<Sku>;

/** One object per document, not an array of them. */
export const OVERHEAD_FIELDS: FieldTable = {
  memoryBytesPerVm: bytes,
  cpuCoresPerVm: cores,
  fileDescriptorsPerVm: count,
  processesPerVm: count,
  source: choice(['measured', 'assumed', 'vendor']),
} satisfies FieldsOf<Overhead>;

/** Every kind's fields, in the order the document lists the kinds. */
export const MODEL_FIELDS: Readonly<Record<ModelKind, FieldTable>> = {
  regions,
  clusters,
  hosts,
  flavors,
  microvms,
  edgeNodes,
  postgres,
  controlPlanes,
  storagePools,
  overlays,
  orders,
  skus,
};

/** What one of a kind is called in a sentence. */
export const ENTITY_NAMES: Readonly<Record<ModelKind, string>> = {
  regions: 'region',
  clusters: 'cluster',
  hosts: 'host',
  flavors: 'flavor',
  microvms: 'microVM',
  edgeNodes: 'edge node',
  postgres: 'Postgres',
  controlPlanes: 'control plane',
  storagePools: 'storage pool',
  overlays: 'overlay',
  orders: 'order',
  skus: 'SKU',
};

export const MODEL_KINDS = Object.keys(MODEL_FIELDS) as readonly ModelKind[];
