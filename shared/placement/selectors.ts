import { byCodeUnits } from '../model/model-index.ts';
import type { Host, Model } from '../model/document.ts';
import { hostIndex } from './cluster-fleet.ts';
import { DIMENSIONS } from './demand.ts';
import type { Fleet } from './fleet.ts';

/** Hosts an event may still lose: not down, in the cluster if one is named. */
function losable(model: Model, cluster: string | null): Host[] {
  return model.hosts.filter(
    (host) => host.state !== 'down' && (cluster === null || host.cluster === cluster),
  );
}

function top(hosts: readonly Host[], count: number, sizeOf: (host: Host) => number): string[] {
  return hosts
    .map((host) => ({ id: host.id, size: sizeOf(host) }))
    .sort((a, b) => b.size - a.size || byCodeUnits(a.id, b.id))
    .slice(0, count)
    .map(({ id }) => id);
}

/**
 * The `count` hosts with the most allocatable memory (memory − system reserve), of a cluster or of all; ties by id
 * (MODEL.md section 5, Selectors). Hosts that are down are left out; unmeasured memory counts as least. Fewer hosts than asked for: all of them.
 */
export function selectLargest(model: Model, count: number, cluster: string | null): string[] {
  return top(losable(model, cluster), count, (host) =>
    host.memoryBytes === null ? -1 : host.memoryBytes - host.systemReservedMemoryBytes,
  );
}

/** The `count` hosts with the most reserved memory (flavors and overhead of the microVMs on them); ties by id. */
export function selectMostLoaded(fleet: Fleet, count: number, cluster: string | null): string[] {
  return top(losable(fleet.model, cluster), count, (host) => {
    const part = fleet.byCluster.get(host.cluster);
    return part === undefined ? 0 : (part.loads[hostIndex(part, host.id) * DIMENSIONS] ?? 0);
  });
}

/** Hosts of a failure domain that are not down, within a cluster or everywhere, by id. */
export function hostsOfFailureDomain(model: Model, failureDomain: string, cluster: string | null): string[] {
  return losable(model, cluster)
    .filter((host) => host.failureDomain === failureDomain)
    .map((host) => host.id)
    .sort(byCodeUnits);
}
