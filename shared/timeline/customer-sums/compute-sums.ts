import {
  clusterFigures,
  summedFigures,
  type ClusterFigures,
  type MorePending,
} from '../../assess/cluster-figures.ts';
import { demandOf } from '../../assess/compute-demand.ts';
import { HOST_RESOURCES, type HostResource } from '../../assess/host-resource.ts';
import { microvmCounts } from '../../assess/microvm-counts.ts';
import { namesTaken, newRows } from '../../events/customer-load.ts';
import { carryingReservation } from '../../events/workload.ts';
import type { Microvm, Model } from '../../model/document.ts';
import { modelIndex } from '../../model/model-index.ts';
import type { Policy } from '../../model/policy.ts';
import type { FigureParts } from '../figure-effect.ts';
import type { CustomerSums, Part } from './part.ts';

const RESOURCES: ReadonlyMap<string, HostResource> = new Map(
  HOST_RESOURCES.map((resource) => [`compute.${resource.name}`, resource]),
);

/** The clusters of a region: a customer's microVMs wait in theirs, each with what it reserves as its workload. */
export function computeSums(model: Model, policy: Policy, region: string): CustomerSums {
  const clusters = (modelIndex(model).clustersByRegion.get(region) ?? []).map(({ id }) => id);
  const own = new Set(clusters);
  const { flavorIds } = microvmCounts(model);
  const flavorNumbers = new Map(flavorIds.map((id, number) => [id, number]));
  const without = new Map<HostResource, readonly ClusterFigures[]>();
  let waiting: ReadonlyMap<string, MorePending> = new Map();
  let known = new Map<HostResource, readonly ClusterFigures[]>();

  const base = (resource: HostResource): readonly ClusterFigures[] => {
    let figures = without.get(resource);
    if (figures === undefined)
      without.set(resource, (figures = clusters.map((id) => clusterFigures(model, policy, resource, id))));
    return figures;
  };
  const figuresOf = (resource: HostResource): readonly ClusterFigures[] => {
    let figures = known.get(resource);
    if (figures !== undefined) return figures;
    figures = base(resource).map((alone, i) => {
      const id = clusters[i] ?? '';
      const more = waiting.get(id);
      return more === undefined ? alone : clusterFigures(model, policy, resource, id, more);
    });
    known.set(resource, figures);
    return figures;
  };
  return {
    take(parts) {
      waiting = waitingIn(
        model,
        policy,
        parts.filter(({ cluster }) => own.has(cluster ?? '')),
        flavorNumbers,
      );
      known = new Map();
    },
    has(name, scope) {
      const [kind, id] = split(scope);
      return RESOURCES.has(name) && (kind === 'cluster' ? own.has(id) : id === region);
    },
    figures(name, scope) {
      const resource = RESOURCES.get(name);
      const [kind, id] = split(scope);
      if (resource === undefined || (kind === 'cluster' ? !waiting.has(id) : waiting.size === 0)) return null;
      const each = figuresOf(resource);
      const figures = kind === 'cluster' ? each[clusters.indexOf(id)] : summedFigures(each);
      return figures === undefined ? null : partsOf(resource, figures, policy, scope);
    },
  };
}

function split(scope: string): readonly [kind: string, id: string] {
  const colon = scope.indexOf(':');
  return [scope.slice(0, colon), scope.slice(colon + 1)];
}

function partsOf(
  resource: HostResource,
  figures: ClusterFigures,
  policy: Policy,
  scope: string,
): FigureParts {
  const { used, value } = demandOf(resource, figures, policy, null, scope);
  const { capacity, reserved } = figures;
  return { domain: 'compute', resource: resource.name, capacity, reserved, used, demand: value };
}

/** What waits in each cluster, under the names the rows would have in the model. */
function waitingIn(
  model: Model,
  policy: Policy,
  parts: readonly Part[],
  flavorNumbers: ReadonlyMap<string, number>,
): ReadonlyMap<string, MorePending> {
  const byCluster = new Map<string, { rows: Microvm[]; byFlavor: Float64Array }>();
  const before: Microvm[] = [];
  for (const { load, cluster } of parts) {
    if (cluster === null) continue;
    const names = namesTaken(model.microvms, load.customer);
    const taken = before.length === 0 ? names : new Set([...names, ...before.map(({ id }) => id)]);
    const rows = carryingReservation(model, policy, newRows(taken, load, cluster));
    if (rows.length === 0) continue;
    before.push(...rows);
    let waiting = byCluster.get(cluster);
    if (waiting === undefined)
      byCluster.set(cluster, (waiting = { rows: [], byFlavor: new Float64Array(flavorNumbers.size) }));
    for (const row of rows) {
      const flavor = flavorNumbers.get(row.flavor) ?? -1;
      waiting.rows.push(row);
      waiting.byFlavor[flavor] = (waiting.byFlavor[flavor] ?? 0) + row.count;
    }
  }
  return byCluster;
}
