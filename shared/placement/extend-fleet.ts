import type { Microvm } from '../model/document.ts';
import { applyMoves } from './apply-moves.ts';
import { ClassIndex } from './class-index.ts';
import { instanceId, settle, type ClusterFleet } from './cluster-fleet.ts';
import { assembleFleet, fillRow, instanceArrays, type Fleet } from './fleet.ts';
import type { Move } from './outcome.ts';

/** One cluster of a fleet replaced; the model is derived when asked for. */
function withCluster(fleet: Fleet, cluster: ClusterFleet, model: () => Fleet['model']): Fleet {
  const clusters = fleet.clusters.map((other) => (other.id === cluster.id ? cluster : other));
  return assembleFleet(fleet.policy, fleet.flavors, clusters, model);
}

/**
 * A fleet with further pending microVMs in one cluster, without building it anew: what is placed keeps its numbers. The
 * rows' ids must be new; their flavors must be in the model.
 */
export function extendFleet(fleet: Fleet, cluster: ClusterFleet, rows: readonly Microvm[]): Fleet {
  const classes = ClassIndex.from(cluster, fleet.flavors, fleet.policy.spread === 'required');
  const before = cluster.instanceRow.length;
  const instances = instanceArrays(before + rows.reduce((sum, row) => sum + row.count, 0));
  instances.instanceRow.set(cluster.instanceRow);
  instances.instanceCopy.set(cluster.instanceCopy);
  instances.instanceClass.set(cluster.instanceClass);
  instances.instanceHost.set(cluster.instanceHost);
  let next = before;
  rows.forEach((row, n) => {
    const kind = classes.classOf(row.flavor, row.spreadGroup, row.maxPerHost);
    next = fillRow(instances, next, cluster.rows.length + n, row, -1, kind);
  });
  // Nothing is placed by this, so loads, residents and group counts stay as they are.
  const extended: ClusterFleet = {
    ...cluster,
    ...classes.parts(),
    ...instances,
    rows: [...cluster.rows, ...rows],
  };
  return withCluster(fleet, extended, () => ({
    ...fleet.model,
    microvms: [...fleet.model.microvms, ...rows],
  }));
}

/** The fleet after instances of one cluster went to other hosts (indices). */
export function relocate(
  fleet: Fleet,
  cluster: ClusterFleet,
  placements: ReadonlyMap<number, number>,
): Fleet {
  const instanceHost = cluster.instanceHost.slice();
  for (const [instance, host] of placements) instanceHost[instance] = host;
  const moved = { ...cluster, instanceHost };
  const moves = (): Move[] =>
    [...placements].map(([instance, host]) => ({
      microvm: instanceId(cluster, instance),
      from: null,
      to: cluster.hostIds[host] ?? '',
    }));
  return withCluster(fleet, { ...moved, ...settle(moved) }, () => applyMoves(fleet.model, moves()));
}
