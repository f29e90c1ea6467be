import type { EdgeNode } from '../model/document.ts';
import type { Target } from './constraint.ts';
import { scopeId, type Context } from './row.ts';

/** Regions that have an edge node, in service or not. */
export function edgeScopes(context: Context): readonly string[] {
  return [...context.index.edgeNodesByRegion]
    .filter(([, nodes]) => nodes.length > 0)
    .map(([region]) => `region:${region}`)
    .sort();
}

/** A node that is down gives no capacity and its `used` is ignored. */
export function nodesInService(context: Context, scope: string): readonly EdgeNode[] {
  const nodes = context.index.edgeNodesByRegion.get(scopeId(scope)) ?? [];
  return nodes.filter((node) => node.state === 'in-service');
}

/**
 * Nodes whose load is demand: those in service. With none in service, what the nodes that are down carried has nowhere to
 * go and stays demand, so that losing the last node never reads as having nothing to serve.
 */
export function nodesWithLoad(context: Context, scope: string): readonly EdgeNode[] {
  const inService = nodesInService(context, scope);
  return inService.length > 0 ? inService : (context.index.edgeNodesByRegion.get(scopeId(scope)) ?? []);
}

export function edgeTarget(context: Context): Target {
  return { on: 'utilization', op: '<=', value: context.policy.edgeUtilizationMaxRatio };
}
