import type { EdgeNode, Measured } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { byId } from '../model/model-index.ts';
import {
  EDGE_RESOURCES,
  edgeLoadAfter,
  edgeUtilizationOf,
  LOAD_OF,
  type EdgeLoad,
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

/**
 * The highest utilization of any survivor and resource after **every** combination of `losses` of the nodes. They need not
 * be enumerated: a survivor's load of one kind grows with what the lost nodes carried, so its worst combination is, with
 * `even` shares, the largest carriers among the others; with `by-capacity` shares it maximises (Σ load) ÷ (Σ maxConnections
 * of all − of the lost), a fractional programme solved exactly by Dinkelbach's iteration. More nodes than survive: the
 * caller has no survivor to ask. Ties: resource order, then survivor id.
 */
export function worstEdgeLoss(inService: readonly EdgeNode[], losses: number, policy: Policy): EdgeWorst {
  const nodes = [...inService].sort(byId);
  const lostFor = worstCombinations(nodes, losses, policy);
  const missing = new Set<EdgeResource>();
  let worst: Omit<EdgeWorstLoss, 'survivors'> | null = null;
  for (const resource of EDGE_RESOURCES) {
    const load = LOAD_OF[resource];
    const known = load === null || losses === 0 || nodes.every((node) => node.used[load] !== null);
    for (const survivor of nodes) {
      const most = worst?.utilization ?? Number.NEGATIVE_INFINITY;
      let lost = lostFor(survivor, load);
      let utilization = lost === null ? null : utilizationAfter(nodes, survivor, lost, policy, resource);
      if (!known || utilization === null) missing.add(resource);
      if (utilization === null) {
        // Where nothing can be told of a loss, the survivor's own load is a lower bound.
        lost = [];
        utilization = utilizationAfter(nodes, survivor, lost, policy, resource);
      }
      if (utilization !== null && lost !== null && utilization > most)
        worst = { survivor, lost, resource, utilization };
    }
  }
  if (!nodes.some((node) => node.cpuCores !== null && node.used.cpuCores !== null)) missing.delete('cpu');
  if (worst === null) return { worst, missing: [...missing] };
  return { worst: { ...worst, survivors: without(nodes, worst.lost) }, missing: [...missing] };
}

const without = (nodes: readonly EdgeNode[], lost: readonly EdgeNode[]): readonly EdgeNode[] =>
  lost.length === 0 ? nodes : nodes.filter((node) => !lost.includes(node));

function utilizationAfter(
  nodes: readonly EdgeNode[],
  survivor: EdgeNode,
  lost: readonly EdgeNode[],
  policy: Policy,
  resource: EdgeResource,
): number | null {
  const load = LOAD_OF[resource];
  if (load === null) return edgeUtilizationOf(survivor, resource, null);
  const survivors = { count: nodes.length - lost.length, list: () => without(nodes, lost) };
  return edgeUtilizationOf(survivor, resource, edgeLoadAfter(load, survivor, survivors, lost, policy));
}

type LostFor = (survivor: EdgeNode, load: EdgeLoad | null) => readonly EdgeNode[] | null;

/**
 * The worst combination of others for a survivor and a load (`null`: listeners, for which any will do). Shared evenly it is
 * made of the largest carriers, which stand in one order for all survivors.
 */
function worstCombinations(nodes: readonly EdgeNode[], losses: number, policy: Policy): LostFor {
  const ranked = new Map<EdgeLoad, readonly EdgeNode[]>();
  const carriers = (load: EdgeLoad): readonly EdgeNode[] => {
    let order = ranked.get(load);
    if (order === undefined) {
      order = nodes
        .filter((node) => node.used[load] !== null)
        .sort((a, b) => (b.used[load] ?? 0) - (a.used[load] ?? 0) || byId(a, b));
      ranked.set(load, order);
    }
    return order;
  };
  return (survivor, load) => {
    if (losses === 0) return [];
    if (load === null) return firstOthers(nodes, survivor, losses);
    if (policy.edgeRebalance !== 'even') return worstByCapacity(nodes, survivor, losses, load);
    const lost = firstOthers(carriers(load), survivor, losses);
    return lost.length === 0 ? null : lost.sort(byId);
  };
}

function firstOthers(nodes: readonly EdgeNode[], survivor: EdgeNode, count: number): EdgeNode[] {
  const others: EdgeNode[] = [];
  for (const node of nodes) {
    if (others.length >= count) break;
    if (node !== survivor) others.push(node);
  }
  return others;
}

/**
 * The worst combination among the others whose load is known; `null` with none of them, or an unknown limit. Fewer than
 * `losses` of them are all taken: losing others as well only adds to what the survivor gets, so theirs is a lower bound.
 */
function worstByCapacity(
  nodes: readonly EdgeNode[],
  survivor: EdgeNode,
  losses: number,
  load: EdgeLoad,
): readonly EdgeNode[] | null {
  const others = nodes.filter((node) => node !== survivor && node.used[load] !== null);
  const count = Math.min(losses, others.length);
  if (count === 0) return null;
  const carried = others.map((node) => node.used[load]);
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
