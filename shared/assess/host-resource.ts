import type { Flavor, Host, MachineLimits, Measured, Overhead } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { PlacementResource } from '../placement/outcome.ts';
import type { Unit } from '../units.ts';

/** What one microVM reserves of a resource; `complete` is false where the overhead is missing and only a lower bound is known. */
export interface Reservation {
  readonly value: Measured;
  readonly complete: boolean;
}

/** One resource hosts limit and microVMs need: how each side is read from the model. */
export interface HostResource {
  readonly name: PlacementResource;
  readonly unit: Unit;
  /** What a host, or a machine type, gives its microVMs. */
  limit(host: MachineLimits): Measured;
  /** What a host's microVMs were measured to use. */
  used(host: Host): Measured;
  reservation(flavor: Flavor, overhead: Overhead | null, policy: Policy): Reservation;
  /** Which figure is the demand: what the policy's memory basis says, used before reserved, or reserved. */
  readonly demand: 'memoryBasis' | 'used' | 'reserved';
  readonly target: keyof Policy;
  /** Key of `carried` workload of pending microVMs; descriptors and processes are not carried. */
  readonly carried: 'memoryBytes' | 'cpuCores' | 'iops' | 'diskThroughputBytesPerSecond' | null;
  /** Fields of the documents, for explanations. */
  readonly hostField: keyof Host & keyof Host['used'];
  readonly overheadField: Exclude<keyof Overhead, 'source'> | null;
  readonly flavorField: 'memoryBytes' | 'vcpus' | 'iops' | 'diskThroughputBytesPerSecond' | null;
}

/**
 * Flavor part plus overhead. A missing flavor part makes the reservation unknown; a missing overhead leaves the flavor part
 * as a lower bound (never counted as zero: the verdict can then only be `breach` or `not-measured`).
 */
function withOverhead(part: Measured, overhead: Measured): Reservation {
  if (part === null) return { value: null, complete: false };
  return overhead === null ? { value: part, complete: false } : { value: part + overhead, complete: true };
}

const plain = (value: Measured): Reservation => ({ value, complete: value !== null });

const memory: HostResource = {
  name: 'memory',
  unit: 'bytes',
  limit: (host) => (host.memoryBytes === null ? null : host.memoryBytes - host.systemReservedMemoryBytes),
  used: (host) =>
    host.used.memoryBytes === null
      ? null
      : Math.max(0, host.used.memoryBytes - host.systemReservedMemoryBytes),
  reservation: (flavor, overhead) => withOverhead(flavor.memoryBytes, overhead?.memoryBytesPerVm ?? null),
  demand: 'memoryBasis',
  target: 'memoryHeadroomMinRatio',
  carried: 'memoryBytes',
  hostField: 'memoryBytes',
  overheadField: 'memoryBytesPerVm',
  flavorField: 'memoryBytes',
};

const cpu: HostResource = {
  name: 'cpu',
  unit: 'cores',
  limit: (host) => host.cpuCores,
  used: (host) => host.used.cpuCores,
  reservation: (flavor, overhead, policy) =>
    withOverhead(
      flavor.vcpus === null ? null : flavor.vcpus / policy.cpuOvercommit,
      overhead?.cpuCoresPerVm ?? null,
    ),
  demand: 'used',
  target: 'cpuHeadroomMinRatio',
  carried: 'cpuCores',
  hostField: 'cpuCores',
  overheadField: 'cpuCoresPerVm',
  flavorField: 'vcpus',
};

const iops: HostResource = {
  name: 'iops',
  unit: 'iops',
  limit: (host) => host.iops,
  used: (host) => host.used.iops,
  reservation: (flavor) => plain(flavor.iops),
  demand: 'used',
  target: 'iopsHeadroomMinRatio',
  carried: 'iops',
  hostField: 'iops',
  overheadField: null,
  flavorField: 'iops',
};

const diskThroughput: HostResource = {
  name: 'diskThroughput',
  unit: 'bytesPerSecond',
  limit: (host) => host.diskThroughputBytesPerSecond,
  used: (host) => host.used.diskThroughputBytesPerSecond,
  reservation: (flavor) => plain(flavor.diskThroughputBytesPerSecond),
  demand: 'used',
  target: 'diskThroughputHeadroomMinRatio',
  carried: 'diskThroughputBytesPerSecond',
  hostField: 'diskThroughputBytesPerSecond',
  overheadField: null,
  flavorField: 'diskThroughputBytesPerSecond',
};

const fileDescriptors: HostResource = {
  name: 'fileDescriptors',
  unit: 'count',
  limit: (host) => host.fileDescriptors,
  used: (host) => host.used.fileDescriptors,
  reservation: (_, overhead) => plain(overhead?.fileDescriptorsPerVm ?? null),
  demand: 'reserved',
  target: 'fileDescriptorsHeadroomMinRatio',
  carried: null,
  hostField: 'fileDescriptors',
  overheadField: 'fileDescriptorsPerVm',
  flavorField: null,
};

const processes: HostResource = {
  name: 'processes',
  unit: 'count',
  limit: (host) => host.processes,
  used: (host) => host.used.processes,
  reservation: (_, overhead) => plain(overhead?.processesPerVm ?? null),
  demand: 'reserved',
  target: 'processesHeadroomMinRatio',
  carried: null,
  hostField: 'processes',
  overheadField: 'processesPerVm',
  flavorField: null,
};

/** In the order of the demand vector of MODEL.md section 5. */
export const HOST_RESOURCES: readonly HostResource[] = [
  memory,
  cpu,
  iops,
  diskThroughput,
  fileDescriptors,
  processes,
];
