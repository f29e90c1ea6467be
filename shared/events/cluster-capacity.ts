import { clusterCapacity, largestHosts } from '../assess/compute-explain.ts';
import { HOST_RESOURCES } from '../assess/host-resource.ts';
import { contextOf } from '../assess/row.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';

export interface ClusterMemory {
  readonly hosts: ExplainNode;
  /** Σ allocatable memory of schedulable hosts; `null` if one is not measured. */
  readonly capacity: ExplainNode;
  /** The same without the largest hosts, as many as the policy reserves. */
  readonly safe: ExplainNode;
}

const [MEMORY] = HOST_RESOURCES;

/**
 * Schedulable memory of a cluster, whole and with its largest hosts in reserve, bytes: as many as `hostLossesPerCluster` +
 * `maintenanceHostsPerCluster` (MODEL.md section 4), for step reports.
 */
export function clusterMemory(
  model: Model,
  policy: Policy,
  cluster: string,
  safeLabel = 'memory with the reserve taken away',
): ClusterMemory {
  if (MEMORY === undefined) throw new Error('memory is a resource of hosts');
  const context = contextOf(model, policy);
  const hosts = context.index.hostsByCluster.get(cluster) ?? [];
  const count = hosts.filter((host) => host.state === 'schedulable').length;
  const capacity = { ...clusterCapacity(context, MEMORY, cluster), label: 'memory' };
  return {
    hosts: leaf('schedulable hosts', count, 'hosts', { origin: 'measured', of: `hosts in ${cluster}` }),
    capacity,
    safe: derived(safeLabel, 'bytes', 'a − b', [capacity, largestHosts(context, MEMORY, cluster)]),
  };
}
