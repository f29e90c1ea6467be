import type { EdgeNode, Measured } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { byId } from '../model/model-index.ts';
import {
  EDGE_RESOURCES,
  edgeLoadsAfter,
  edgeUtilization,
  type EdgeLoad,
  type EdgeLoads,
  type EdgeResource,
} from './edge-load.ts';

export interface EdgeWorstLoss {
  readonly survivor: EdgeNode;
  readonly survivors: readonly EdgeNode[];
  readonly lost: readonly EdgeNode[];
  readonly resource: EdgeResource;
  /** `Infinity` where the survivor's limit is 0. */
  readonly utilization: number;
}

export interface EdgeWorst {
  /** `null` if nothing could be computed at all. */
  readonly worst: EdgeWorstLoss | null;
  /**
   * Resources that could not be computed for some survivor; what is known is then a lower bound. CPU is not missing where no
   * node has it.
   */
  readonly missing: readonly EdgeResource[];
}

const LOAD_OF: Readonly<Record<EdgeResource, EdgeLoad | null>> = {
  connections: 'connections',
  memory: 'connections',
  packets: 'packetsPerSecond',
  throughput: 'throughputBytesPerSecond',
  listeners: null,
  cpu: 'cpuCores',
};

/**
 * The highest utilization of any survivor and resource after **every** combination of `losses` of the nodes. They need not
 * be enumerated: a survivor's load of one kind grows with what the lost nodes carried, so its worst combination is, with
 * `even` shares, the largest carriers among the others; with `by-capacity` shares it maximises (Σ load) ÷ (Σ maxConnections
 * of all − of the lost), a fractional programme solved exactly by Dinkelbach's iteration. More nodes than survive: the
 * caller has no survivor to ask. Ties: resource order, then survivor id.
 */
export function worstEdgeLoss(inService: readonly EdgeNode[], losses: number, policy: Policy): EdgeWorst {
  const nodes = [...inService].sort(byId);
  const missing = new Set<EdgeResource>();
  let worst: EdgeWorstLoss | null = null;
  for (const resource of EDGE_RESOURCES) {
    for (const survivor of nodes) {
      const found = worstOf(nodes, survivor, losses, resource, policy);
      if (!found.complete) missing.add(resource);
      if (found.loss !== null && (worst === null || found.loss.utilization > worst.utilization))
        worst = found.loss;
    }
  }
  if (!nodes.some((node) => node.cpuCores !== null && node.used.cpuCores !== null)) missing.delete('cpu');
  return { worst, missing: [...missing] };
}

/**
 * One survivor and resource. Where the load of some others is not known, the worst combination of those that are known is a
 * lower bound; where there is none, the survivor's own load alone.
 */
function worstOf(
  nodes: readonly EdgeNode[],
  survivor: EdgeNode,
  losses: number,
  resource: EdgeResource,
  policy: Policy,
): { readonly loss: EdgeWorstLoss | null; readonly complete: boolean } {
  const load = LOAD_OF[resource];
  const lost =
    load === null ? firstOthers(nodes, survivor, losses) : worstFor(nodes, survivor, losses, load, policy);
  if (lost !== null) {
    const survivors = nodes.filter((node) => !lost.includes(node));
    const utilization = utilizationAfter(survivor, survivors, lost, policy, resource);
    const complete = load === null || losses === 0 || nodes.every((node) => node.used[load] !== null);
    if (utilization !== null) return { loss: { survivor, survivors, lost, resource, utilization }, complete };
  }
  const own = utilizationAfter(survivor, nodes, [], policy, resource);
  return {
    loss: own === null ? null : { survivor, survivors: nodes, lost: [], resource, utilization: own },
    complete: false,
  };
}

function utilizationAfter(
  survivor: EdgeNode,
  survivors: readonly EdgeNode[],
  lost: readonly EdgeNode[],
  policy: Policy,
  resource: EdgeResource,
): number | null {
  const loads: EdgeLoads = edgeLoadsAfter(survivor, survivors, lost, policy);
  return edgeUtilization(survivor, loads)[resource];
}

const firstOthers = (nodes: readonly EdgeNode[], survivor: EdgeNode, losses: number): readonly EdgeNode[] =>
  nodes.filter((node) => node !== survivor).slice(0, losses);

/**
 * The worst combination among the others whose load is known; `null` with none of them, or an unknown limit. Fewer than
 * `losses` of them are all taken: losing others as well only adds to what the survivor gets, so theirs is a lower bound.
 */
function worstFor(
  nodes: readonly EdgeNode[],
  survivor: EdgeNode,
  losses: number,
  load: EdgeLoad,
  policy: Policy,
): readonly EdgeNode[] | null {
  const others = nodes.filter((node) => node !== survivor && (losses === 0 || node.used[load] !== null));
  const count = Math.min(losses, others.length);
  if (losses > 0 && count === 0) return null;
  const carried = others.map((node) => node.used[load]);
  if (policy.edgeRebalance === 'even' || losses === 0) return largest(others, count, (i) => carried[i] ?? 0);
  const limits = nodes.map((node) => node.maxConnections);
  if (limits.some((limit) => limit === null)) return null;
  const total = sum(limits);
  if (survivor.maxConnections === 0) return largest(others, count, (i) => carried[i] ?? 0);

  // Dinkelbach: raise λ to the ratio of the best set for λ until the set no longer improves it. Whatever is no larger ends
  // it, so that a ratio that is no number (limits that cancel out) cannot go round for ever.
  let lambda = -1;
  let chosen: readonly EdgeNode[] = [];
  for (;;) {
    const at = Math.max(0, lambda);
    const better = largest(others, count, (i) => (carried[i] ?? 0) + at * (others[i]?.maxConnections ?? 0));
    const ratio =
      sum(better.map((node) => node.used[load])) / (total - sum(better.map((node) => node.maxConnections)));
    if (!(ratio > lambda)) return lambda < 0 ? better : chosen;
    lambda = ratio;
    chosen = better;
  }
}

/** The `k` of the nodes with the largest score, in order of id; ties go to the first. */
function largest(
  nodes: readonly EdgeNode[],
  k: number,
  score: (index: number) => number,
): readonly EdgeNode[] {
  return nodes
    .map((node, index) => ({ node, score: score(index) }))
    .sort((a, b) => b.score - a.score || byId(a.node, b.node))
    .slice(0, k)
    .map(({ node }) => node)
    .sort(byId);
}

function sum(values: readonly Measured[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
