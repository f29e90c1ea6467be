import { clusterFigures, regionFigures, type ClusterFigures } from './cluster-figures.ts';
import { demandOf, type Demand } from './compute-demand.ts';
import { capacityNode, demandNode, reserveNode } from './compute-explain.ts';
import type { Target } from './constraint.ts';
import { HOST_RESOURCES, type HostResource } from './host-resource.ts';
import { shownRatio } from './node-row.ts';
import { scopeId, scopeKind, type ConstraintRow, type Context } from './row.ts';
import { buildConstraint } from './verdict.ts';

/** Regions that have a cluster, then all clusters, by id. */
function computeScopes(context: Context): readonly string[] {
  const regions = [...context.index.clustersByRegion]
    .filter(([, clusters]) => clusters.length > 0)
    .map(([region]) => region)
    .sort();
  return [...regions.map((region) => `region:${region}`), ...clusterScopes(context)];
}

export function clusterScopes(context: Context): readonly string[] {
  return [...context.index.clusterById.keys()].sort().map((cluster) => `cluster:${cluster}`);
}

function figuresOf(context: Context, resource: HostResource, scope: string): ClusterFigures {
  const { model, policy, index } = context;
  return scopeKind(scope) === 'cluster'
    ? clusterFigures(model, policy, resource, scopeId(scope))
    : regionFigures(model, policy, resource, index.clustersByRegion.get(scopeId(scope)) ?? []);
}

function demandIn(context: Context, resource: HostResource, scope: string, figures: ClusterFigures): Demand {
  return demandOf(resource, figures, context.policy, context.history, scope);
}

function targetOf(context: Context, resource: HostResource): Target | null {
  const value = context.policy[resource.target];
  return typeof value === 'number' ? { on: 'headroom', op: '>=', value } : null;
}

/** `compute.memory`, `.cpu`, `.iops`, `.diskThroughput`, `.fileDescriptors`, `.processes` of a region or a cluster. */
function capacityRow(resource: HostResource): ConstraintRow {
  return {
    domain: 'compute',
    resource: resource.name,
    scopes: computeScopes,
    compute(context, scope) {
      const figures = figuresOf(context, resource, scope);
      const demand = demandIn(context, resource, scope, figures);
      return buildConstraint({
        domain: 'compute',
        resource: resource.name,
        scope,
        unit: resource.unit,
        capacity: figures.capacity,
        reserve: figures.reserve,
        reserved: figures.reserved,
        used: demand.used,
        demand: demand.value,
        target: targetOf(context, resource),
        lowerBound: demand.lowerBound,
        basis: demand.basis,
        notes: demand.notes,
      });
    },
    explain(context, scope) {
      const demand = demandIn(context, resource, scope, figuresOf(context, resource, scope));
      return shownRatio(
        targetOf(context, resource),
        demandNode(context, resource, scope, demand),
        capacityNode(context, resource, scope),
        reserveNode(context, resource, scope),
      );
    },
  };
}

export const CAPACITY_ROWS: readonly ConstraintRow[] = HOST_RESOURCES.map(capacityRow);
