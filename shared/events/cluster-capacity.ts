import type { Host, Model } from '../model/document.ts';

export interface ClusterMemory {
  readonly hosts: number;
  /** Σ allocatable memory of schedulable hosts; `null` if one is not measured. */
  readonly capacityBytes: number | null;
  /** The same without the `losses` largest hosts. */
  readonly safeBytes: number | null;
}

const allocatable = (host: Host): number | null =>
  host.memoryBytes === null ? null : host.memoryBytes - host.systemReservedMemoryBytes;

/** Schedulable memory of a cluster, whole and with its largest hosts in reserve (MODEL.md section 4), for step reports. */
export function clusterMemory(model: Model, cluster: string, losses: number): ClusterMemory {
  const sizes: number[] = [];
  let known = true;
  for (const host of model.hosts) {
    if (host.cluster !== cluster || host.state !== 'schedulable') continue;
    const size = allocatable(host);
    if (size === null) known = false;
    else sizes.push(size);
  }
  const sum = (list: readonly number[]) => list.reduce((total, size) => total + size, 0);
  sizes.sort((a, b) => b - a);
  return {
    hosts: model.hosts.filter((host) => host.cluster === cluster && host.state === 'schedulable').length,
    capacityBytes: known ? sum(sizes) : null,
    safeBytes: known ? sum(sizes.slice(losses)) : null,
  };
}
