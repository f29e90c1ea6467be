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

export function edgeTarget(context: Context): Target {
  return { on: 'utilization', op: '<=', value: context.policy.edgeUtilizationMaxRatio };
}
