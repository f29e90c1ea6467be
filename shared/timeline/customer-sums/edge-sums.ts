import { nodesInService, nodesWithLoad } from '../../assess/edge-scope.ts';
import { explainWorst } from '../../assess/edge-survival.ts';
import { worstEdgeLoss } from '../../assess/edge-worst-loss.ts';
import { contextOf } from '../../assess/row.ts';
import { edgeShare } from '../../events/edge-rebalance.ts';
import { groupedSumOfMeasured } from '../../explain/grouping.ts';
import { utilizationOf } from '../../explain/formulas.ts';
import type { EdgeNode, EdgeUsed, Measured, Model } from '../../model/document.ts';
import type { Policy } from '../../model/policy.ts';
import { demandAlone, plus, times, type CustomerSums, type Part } from './part.ts';

/** A node whose load is put on again and again. */
interface Scratch {
  readonly node: Omit<EdgeNode, 'used'> & {
    readonly used: { -readonly [Key in keyof EdgeUsed]: EdgeUsed[Key] };
  };
  readonly base: EdgeUsed;
  readonly share: Measured;
}

/** The edge of a region: new load goes to the nodes in service (all of them, where none is) by `edgeRebalance`. */
export function edgeSums(model: Model, policy: Policy, region: string): CustomerSums {
  const scope = `region:${region}`;
  const context = contextOf(model, policy);
  const loaded = new Set(nodesWithLoad(context, scope));
  // Shares are sums over the nodes as the document has them, loads over the nodes in order of id.
  const inDocument = model.edgeNodes.filter((node) => loaded.has(node));
  const scratch = [...loaded].map((node): Scratch => {
    return {
      node: { ...node, used: { ...node.used } },
      base: node.used,
      share: edgeShare(node, inDocument, policy),
    };
  });
  const nodes = scratch.map(({ node }) => node);
  const inService = nodesInService(context, scope).length > 0 ? nodes : [];
  const demands: Readonly<Record<string, () => Measured>> = {
    'edge.connections': () => sumOf(nodes, (node) => node.used.connections),
    'edge.memory': () => sumOf(nodes, (node) => times(node.used.connections, node.memoryBytesPerConnection)),
    'edge.packets': () => sumOf(nodes, (node) => node.used.packetsPerSecond),
    'edge.throughput': () => sumOf(nodes, (node) => node.used.throughputBytesPerSecond),
    'edge.listeners': () => fullestListeners(inService),
    'edge.survival': () => survival(inService, policy),
  };
  return {
    has: (name, of) => of === scope && demands[name] !== undefined,
    take: (parts) => load(scratch, parts, region),
    figures(name, of) {
      const demand = of === scope ? demands[name] : undefined;
      return demand === undefined ? null : demandAlone(demand());
    },
  };
}

function load(scratch: readonly Scratch[], parts: readonly Part[], region: string): void {
  for (const { node, base, share } of scratch) {
    const { used } = node;
    used.connections = base.connections;
    used.packetsPerSecond = base.packetsPerSecond;
    used.throughputBytesPerSecond = base.throughputBytesPerSecond;
    used.listenerPorts = base.listenerPorts;
    for (const { load: more } of parts) {
      if (more.region !== region) continue;
      used.connections = shared(used.connections, more.connections, share);
      used.packetsPerSecond = shared(used.packetsPerSecond, more.edgePacketsPerSecond, share);
      used.throughputBytesPerSecond = shared(
        used.throughputBytesPerSecond,
        more.edgeThroughputBytesPerSecond,
        share,
      );
      used.listenerPorts = plus(used.listenerPorts, more.listenerPorts);
    }
  }
}

/** Nothing new leaves a load as it is, whatever the share. */
function shared(value: Measured, more: number, share: Measured): Measured {
  if (more === 0) return value;
  return value === null || share === null ? null : value + more * share;
}

const sumOf = (nodes: readonly EdgeNode[], of: (node: EdgeNode) => Measured): Measured =>
  groupedSumOfMeasured(nodes.map(of));

function fullestListeners(nodes: readonly EdgeNode[]): Measured {
  let fullest: Measured = null;
  for (const { listenerPorts: limit, used } of nodes) {
    const share =
      used.listenerPorts === null || limit === null ? null : utilizationOf(used.listenerPorts, limit);
    if (share !== null && (fullest === null || share > fullest)) fullest = share;
  }
  return fullest;
}

function survival(nodes: readonly EdgeNode[], policy: Policy): Measured {
  if (nodes.length <= policy.edgeLossesPerRegion) return null;
  const { worst } = worstEdgeLoss(nodes, policy.edgeLossesPerRegion, policy);
  const utilization = worst === null ? null : explainWorst(policy, worst).value;
  return typeof utilization === 'number' ? utilization : null;
}
