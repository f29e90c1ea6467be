import { displacedOrder, merge, sortForScheduler, type ClusterBase } from './cluster-base.ts';
import { DOWN, hostIndex } from './cluster-fleet.ts';

/**
 * What a placement has to do in one cluster: the instances that must find a host (in the scheduler's order) and the
 * hosts that take nothing. Losing hosts, draining them and placing new microVMs are all this.
 */
export interface Displacement {
  readonly base: ClusterBase;
  /** Host indices, ascending; never hosts that are down already. */
  readonly lost: readonly number[];
  /** 1 at each lost host. */
  readonly lostMark: Uint8Array;
  readonly items: Int32Array;
  /** The part of `items` that stands on no host now, `null` if there is none. */
  readonly pending: Int32Array | null;
}

/** The displacement of losing hosts by index, optionally with pending instances on top. */
export function displacementOf(
  base: ClusterBase,
  lost: readonly number[],
  pending: Int32Array | null = null,
): Displacement {
  const { cluster } = base;
  const lostMark = new Uint8Array(cluster.hostCount);
  for (const host of lost) lostMark[host] = 1;
  let items = displacedOrder(base, lost);
  let ordered: Int32Array | null = null;
  if (pending !== null && pending.length > 0) {
    ordered = pending.slice();
    sortForScheduler(base, ordered);
    items = items.length > 0 ? merge(base, items, ordered) : ordered;
  }
  return { base, lost, lostMark, items, pending: ordered };
}

/** Indices of the named hosts that are in the cluster and not down, ascending, each once. */
export function lossIndices(base: ClusterBase, hosts: Iterable<string>): number[] {
  const found = new Set<number>();
  for (const id of hosts) {
    const host = hostIndex(base.cluster, id);
    if (host >= 0 && base.cluster.hostState[host] !== DOWN) found.add(host);
  }
  return [...found].sort((a, b) => a - b);
}
