import type { Microvm } from '../model/document.ts';

export interface RefutationItem {
  readonly demand: readonly number[];
  readonly group: string | null;
  readonly maxPerHost: number;
}

export interface RefutationBin {
  readonly limits: readonly number[];
  /** What stood on the host before; a spread clash that was there may stay. */
  readonly before: readonly Microvm[];
}

/**
 * True if no assignment of the items to the bins exists, found by trying them all one item at a time, largest first. An
 * item equal to the one before it goes to the same bin or a later one; a set of bin states that failed is not tried again.
 * Gives up (false) after `effort` steps. Written apart from the engine's own search, which it checks: it knows nothing
 * of classes, quanta, volume or counting bounds.
 */
export function noArrangement(
  items: readonly RefutationItem[],
  bins: readonly RefutationBin[],
  effort: number,
): boolean {
  const ordered = [...items].sort(
    (a, b) =>
      (b.demand[0] ?? 0) - (a.demand[0] ?? 0) || (b.demand[1] ?? 0) - (a.demand[1] ?? 0) || compareKeys(a, b),
  );
  const state: State = { free: bins.map((bin) => [...bin.limits]), held: bins.map(() => []) };
  const failed = new Set<string>();
  let steps = 0;
  let gaveUp = false;
  const stateKey = (n: number): string =>
    `${n};${bins
      .map((bin, b) => `${state.free[b]?.join()}/${holdingKey(state.held[b] ?? [])}/${clashKey(bin)}`)
      .sort()
      .join(';')}`;
  const place = (n: number, from: number): boolean => {
    const item = ordered[n];
    if (item === undefined) return true;
    steps += 1;
    if (steps > effort) gaveUp = true;
    if (gaveUp) return false;
    const alike = n > 0 && itemKey(item) === itemKey(ordered[n - 1]);
    const key = alike ? undefined : stateKey(n);
    if (key !== undefined && failed.has(key)) return false;
    for (let b = alike ? from : 0; b < bins.length; b += 1) {
      if (!put(state, bins, b, item)) continue;
      if (place(n + 1, b)) return true;
      take(state, b, item);
    }
    if (key !== undefined && !gaveUp) failed.add(key);
    return false;
  };
  return !place(0, 0) && !gaveUp;
}

interface State {
  readonly free: number[][];
  readonly held: RefutationItem[][];
}

function put(state: State, bins: readonly RefutationBin[], b: number, item: RefutationItem): boolean {
  const free = state.free[b] ?? [];
  const held = state.held[b] ?? [];
  if (item.demand.some((size, r) => size > (free[r] ?? 0))) return false;
  if (item.group !== null && !admits(bins[b]?.before ?? [], held, item)) return false;
  item.demand.forEach((size, r) => (free[r] = (free[r] ?? 0) - size));
  held.push(item);
  return true;
}

function take(state: State, b: number, item: RefutationItem): void {
  const free = state.free[b] ?? [];
  item.demand.forEach((size, r) => (free[r] = (free[r] ?? 0) + size));
  state.held[b]?.pop();
}

function admits(before: readonly Microvm[], held: readonly RefutationItem[], item: RefutationItem): boolean {
  const mates = held.filter((other) => other.group === item.group);
  const clash = before.filter((row) => row.spreadGroup === item.group);
  return [item, ...mates].every(({ maxPerHost }) => {
    const wasThere = clash.some((row) => row.maxPerHost === maxPerHost);
    return mates.length + 1 <= Math.max(maxPerHost, wasThere ? clash.length : 0);
  });
}

function itemKey(item: RefutationItem | undefined): string {
  return item === undefined
    ? ''
    : `${item.demand.join()}|${item.group ?? ''}|${item.group === null ? '' : item.maxPerHost}`;
}

function compareKeys(a: RefutationItem, b: RefutationItem): number {
  const [keyA, keyB] = [itemKey(a), itemKey(b)];
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

function holdingKey(held: readonly RefutationItem[]): string {
  const groups = held.filter((item) => item.group !== null).map((item) => `${item.group}:${item.maxPerHost}`);
  return groups.sort().join('+');
}

function clashKey(bin: RefutationBin): string {
  const groups = bin.before
    .filter((row) => row.spreadGroup !== null)
    .map((row) => `${row.spreadGroup}:${row.maxPerHost}`);
  return groups.sort().join('+');
}
