import type { Flavor, MachineLimits, Measured, Overhead } from '../model/document.ts';
import type { PlacementResource } from './outcome.ts';

/** Number of resources in a demand vector; the order is that of `RESOURCES`. */
export const DIMENSIONS = 6;

/**
 * Quanta per unit of each resource, in the order of `RESOURCES`. Memory (bytes) and disk throughput (bytes per second)
 * count whole bytes, CPU counts nano-cores, IOPS, file descriptors and processes count millionths. Whole numbers add
 * and subtract without rounding, so loads do not depend on the order of moves and an undone move leaves no trace.
 */
export const QUANTA: readonly number[] = [1, 1e9, 1e6, 1, 1e6, 1e6];

/** Float noise of a product such as 0.52 × 1e9 that is still read as the whole number beside it. */
const NOISE_QUANTA = 1e-3;

/**
 * A demand in quanta, rounded *down*: three microVMs of 2/3 of a core fill two cores exactly. A host may therefore be
 * overfilled by less than one quantum (a byte, a nano-core, a millionth) per microVM on it; every comparison with the
 * unrounded figures allows for that much.
 */
export function demandQuanta(value: number, dimension: number): number {
  return Math.floor(value * (QUANTA[dimension] ?? 1) + NOISE_QUANTA);
}

/** A host's limit in quanta, to the nearest quantum; `null` (not measured) does not constrain: +Infinity. */
export function limitQuanta(value: Measured, dimension: number): number {
  return value === null ? Infinity : Math.round(value * (QUANTA[dimension] ?? 1));
}

/** Quanta back to the resource's own unit (bytes, cores, IOPS, bytes per second, counts), for reports. */
export function fromQuanta(quanta: number, dimension: number): number {
  return quanta / (QUANTA[dimension] ?? 1);
}

/**
 * What one microVM of a flavor needs, in the resources' own units (MODEL.md section 5): memory = flavor + overhead,
 * cpu = vcpus ÷ cpuOvercommit + overhead cores, IOPS and disk throughput from the flavor, file descriptors and
 * processes from the overhead. What is not measured counts as 0 here: a placement cannot refuse over a number nobody has.
 */
export function demandOf(flavor: Flavor, overhead: Overhead | null, cpuOvercommit: number): number[] {
  return [
    (flavor.memoryBytes ?? 0) + (overhead?.memoryBytesPerVm ?? 0),
    (flavor.vcpus ?? 0) / cpuOvercommit + (overhead?.cpuCoresPerVm ?? 0),
    flavor.iops ?? 0,
    flavor.diskThroughputBytesPerSecond ?? 0,
    overhead?.fileDescriptorsPerVm ?? 0,
    overhead?.processesPerVm ?? 0,
  ];
}

/** The allocatable amounts of a host, or of a machine type, in the resources' own units; memory is without the system reserve. `null` = no limit known. */
export function allocatableOf(host: MachineLimits): Measured[] {
  return [
    host.memoryBytes === null ? null : host.memoryBytes - host.systemReservedMemoryBytes,
    host.cpuCores,
    host.iops,
    host.diskThroughputBytesPerSecond,
    host.fileDescriptors,
    host.processes,
  ];
}

/** How a resource reads in a sentence. */
export const RESOURCE_NAMES: Readonly<Record<PlacementResource, string>> = {
  memory: 'memory',
  cpu: 'CPU',
  iops: 'IOPS',
  diskThroughput: 'disk throughput',
  fileDescriptors: 'file descriptors',
  processes: 'processes',
};

/** Sums up to here are exact in a double. */
export const EXACT_SUM_LIMIT = 2 ** 53;
