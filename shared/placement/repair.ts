import type { Arrangement } from './arrangement.ts';
import { DIMENSIONS } from './demand.ts';

/** Hosts looked at for evictions: many for the microVM itself, few for those it displaces. */
const HOSTS_AT_TOP = 64;
const HOSTS_BELOW = 12;
/** Different sets of residents tried per host, smallest first. */
const EVICTIONS_PER_HOST = 12;
const LARGEST_EVICTION = 4;

/**
 * Effort left, in steps of roughly a microsecond (hosts looked at, evictions tried): counted, not timed, so that results
 * do not depend on the machine.
 */
export interface Effort {
  left: number;
}

/**
 * Finds a host for one microVM by an *ejection chain*: where no host has room, residents of one host make room and are
 * placed elsewhere in the same way, at most `depth` evictions deep. On success the arrangement holds the result; on
 * failure it is as before.
 */
export function makeRoom(
  arrangement: Arrangement,
  item: number,
  depth: number,
  effort: Effort,
  locked: ReadonlySet<number> = new Set(),
  top = true,
): boolean {
  const direct = tightestHost(arrangement, item, locked, effort);
  if (direct >= 0) {
    arrangement.move(item, direct);
    return true;
  }
  if (depth === 0) return false;
  const kind = arrangement.cluster.instanceClass[item] ?? 0;
  const placeable = depth === 1 ? placeableClasses(arrangement, locked, effort) : () => true;
  for (const host of nearestHosts(arrangement, item, locked, top ? HOSTS_AT_TOP : HOSTS_BELOW, effort)) {
    if (effort.left <= 0) return false;
    const within = new Set(locked).add(host);
    for (const evicted of evictionsFor(arrangement, kind, host, placeable, effort)) {
      effort.left -= 1 + evicted.length;
      if (effort.left <= 0) return false;
      const mark = arrangement.mark();
      for (const resident of evicted) arrangement.move(resident, -1);
      arrangement.move(item, host);
      if (evicted.every((resident) => makeRoom(arrangement, resident, depth - 1, effort, within, false)))
        return true;
      arrangement.rollback(mark);
    }
  }
  return false;
}

/** The host that fits with the least memory left, −1 if none does. */
export function tightestHost(
  arrangement: Arrangement,
  item: number,
  locked: ReadonlySet<number>,
  effort: Effort,
): number {
  const kind = arrangement.cluster.instanceClass[item] ?? 0;
  let best = -1;
  let bestLeft = Infinity;
  effort.left -= arrangement.hosts.length / 256;
  for (const host of arrangement.hosts) {
    const left = arrangement.free[host * DIMENSIONS] ?? 0;
    if ((best >= 0 && left >= bestLeft) || !arrangement.fitsResources(kind, host)) continue;
    if (locked.has(host) || !arrangement.admits(kind, host)) continue;
    best = host;
    bestLeft = left;
  }
  return best;
}

/** Hosts in order of how little they lack for the microVM (sum over resources, relative to its need), at most `count`. */
export function nearestHosts(
  arrangement: Arrangement,
  item: number,
  locked: ReadonlySet<number>,
  count: number,
  effort: Effort,
): readonly number[] {
  const { cluster, free } = arrangement;
  const kind = cluster.instanceClass[item] ?? 0;
  const from = (cluster.classVector[kind] ?? 0) * DIMENSIONS;
  effort.left -= arrangement.hosts.length / 8;
  const scored: { host: number; lack: number }[] = [];
  for (const host of arrangement.hosts) {
    if (locked.has(host)) continue;
    let lack = 0;
    for (let r = 0; r < DIMENSIONS; r += 1) {
      const need = cluster.vectors[from + r] ?? 0;
      if (need > 0) lack += Math.max(0, need - (free[host * DIMENSIONS + r] ?? 0)) / need;
    }
    scored.push({ host, lack });
  }
  scored.sort((a, b) => a.lack - b.lack || a.host - b.host);
  return scored.slice(0, count).map(({ host }) => host);
}

/** Whether a class fits on some unlocked host other than the one given, as things stand; found out once per class. */
function placeableClasses(
  arrangement: Arrangement,
  locked: ReadonlySet<number>,
  effort: Effort,
): (kind: number, host: number) => boolean {
  const found = new Map<number, readonly number[]>();
  return (kind, host) => {
    let fitting = found.get(kind);
    if (fitting === undefined) {
      effort.left -= arrangement.hosts.length / 256;
      const two: number[] = [];
      for (const other of arrangement.hosts) {
        if (locked.has(other) || !arrangement.fits(kind, other)) continue;
        two.push(other);
        if (two.length === 2) break;
      }
      fitting = two;
      found.set(kind, fitting);
    }
    return fitting.some((other) => other !== host);
  };
}

/** Sets of residents whose leaving lets the class in, few and small ones first; one instance per class and number. */
function evictionsFor(
  arrangement: Arrangement,
  kind: number,
  host: number,
  placeable: (kind: number, host: number) => boolean,
  effort: Effort,
): number[][] {
  const { cluster } = arrangement;
  const byClass = new Map<number, number[]>();
  const residents = arrangement.residents(host);
  effort.left -= 1 + residents.length / 16;
  for (const resident of residents) {
    const residentKind = cluster.instanceClass[resident] ?? 0;
    const list = byClass.get(residentKind);
    if (list === undefined && !placeable(residentKind, host)) continue;
    if (list === undefined) byClass.set(residentKind, [resident]);
    else if (list.length < LARGEST_EVICTION) list.push(resident);
  }
  const memoryOf = (c: number): number => cluster.vectors[(cluster.classVector[c] ?? 0) * DIMENSIONS] ?? 0;
  const classes = [...byClass.keys()].sort((a, b) => memoryOf(a) - memoryOf(b) || a - b);
  const lists = classes.map((c) => byClass.get(c) ?? []);
  const options: number[][] = [];
  if (!coverable(arrangement, kind, host, lists)) return options;
  for (let size = 1; size <= LARGEST_EVICTION && options.length < EVICTIONS_PER_HOST; size += 1) {
    const before = options.length;
    for (const option of selections(lists, size)) {
      effort.left -= 0.5;
      if (effort.left <= 0) return options;
      if (letsIn(arrangement, kind, host, option)) options.push(option);
      if (options.length >= EVICTIONS_PER_HOST) break;
    }
    // A larger eviction that contains a smaller sufficient one is waste; one size up is tried only if none sufficed.
    if (options.length > before && size >= 2) break;
  }
  return options;
}

/** Whether the largest few residents together cover, resource by resource, what the class lacks on the host. */
function coverable(
  arrangement: Arrangement,
  kind: number,
  host: number,
  lists: readonly (readonly number[])[],
): boolean {
  const { cluster, free } = arrangement;
  const demand = (k: number, r: number): number =>
    cluster.vectors[(cluster.classVector[k] ?? 0) * DIMENSIONS + r] ?? 0;
  for (let r = 0; r < DIMENSIONS; r += 1) {
    let lack = demand(kind, r) - (free[host * DIMENSIONS + r] ?? 0);
    if (lack <= 0) continue;
    const sizes = lists.flatMap((list) => list.map((item) => demand(cluster.instanceClass[item] ?? 0, r)));
    sizes.sort((a, b) => b - a);
    for (const size of sizes.slice(0, LARGEST_EVICTION)) lack -= size;
    if (lack > 0) return false;
  }
  return true;
}

function letsIn(arrangement: Arrangement, kind: number, host: number, evicted: readonly number[]): boolean {
  const { cluster, free } = arrangement;
  const wanted = (cluster.classVector[kind] ?? 0) * DIMENSIONS;
  for (let r = 0; r < DIMENSIONS; r += 1) {
    let lack = (cluster.vectors[wanted + r] ?? 0) - (free[host * DIMENSIONS + r] ?? 0);
    for (const resident of evicted) {
      if (lack <= 0) break;
      lack -=
        cluster.vectors[(cluster.classVector[cluster.instanceClass[resident] ?? 0] ?? 0) * DIMENSIONS + r] ??
        0;
    }
    if (lack > 0) return false;
  }
  if ((cluster.classTier[kind] ?? -1) < 0) return true;
  const mark = arrangement.mark();
  for (const resident of evicted) arrangement.move(resident, -1);
  const fits = arrangement.fits(kind, host);
  arrangement.rollback(mark);
  return fits;
}

const MOST_SELECTIONS = 200;

/** Selections of `size` residents, alike ones taken once: pairs over all classes, larger sets of one or two classes. */
function* selections(lists: readonly (readonly number[])[], size: number): Generator<number[]> {
  let made = 0;
  for (let a = 0; a < lists.length; a += 1) {
    for (let b = a; b < lists.length; b += 1) {
      for (let fromA = size; fromA >= 1; fromA -= 1) {
        if (b === a && fromA < size) break;
        if (b !== a && fromA === size) continue;
        const left = lists[a]?.slice(0, fromA) ?? [];
        const right = b === a ? [] : (lists[b]?.slice(0, size - fromA) ?? []);
        if (left.length + right.length < size) continue;
        made += 1;
        if (made > MOST_SELECTIONS) return;
        yield [...left, ...right];
      }
    }
  }
}
