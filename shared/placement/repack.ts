import type { Arrangement } from './arrangement.ts';
import { DIMENSIONS } from './demand.ts';

/**
 * Empties ever more hosts — 2, 4, 8 … of those with the most room — and packs what stood on them anew together with what
 * is unplaced, largest first, each where the least is left. Gathers room that is scattered in pieces too small to use,
 * which chains of single moves cannot. `scale` weighs the resources (see `tryOrders`); `work` bounds microVMs × hosts of
 * one attempt. On success the arrangement holds the result; on failure it is as before.
 */
export function repackHosts(
  arrangement: Arrangement,
  unplaced: readonly number[],
  scale: readonly number[],
  work: number,
): boolean {
  const byRoom = Array.from(arrangement.hosts).sort(
    (a, b) => room(arrangement, b, scale) - room(arrangement, a, scale) || a - b,
  );
  for (let size = 2; ; size *= 2) {
    const chosen = byRoom.slice(0, size).sort((a, b) => a - b);
    const residents = chosen.flatMap((host) => arrangement.residents(host));
    if ((residents.length + unplaced.length) * chosen.length > work) return false;
    const mark = arrangement.mark();
    for (const resident of residents) arrangement.move(resident, -1);
    if (packAnew(arrangement, [...unplaced, ...residents], chosen, scale)) return true;
    arrangement.rollback(mark);
    if (size >= byRoom.length) return false;
  }
}

function room(arrangement: Arrangement, host: number, scale: readonly number[]): number {
  let sum = 0;
  for (let r = 0; r < DIMENSIONS; r += 1) {
    const factor = scale[r] ?? 0;
    if (factor > 0) sum += factor * (arrangement.free[host * DIMENSIONS + r] ?? 0);
  }
  return sum;
}

function packAnew(
  arrangement: Arrangement,
  items: readonly number[],
  hosts: readonly number[],
  scale: readonly number[],
): boolean {
  const { cluster } = arrangement;
  const sized = items.map((item) => {
    const kind = cluster.instanceClass[item] ?? 0;
    const from = (cluster.classVector[kind] ?? 0) * DIMENSIONS;
    let size = 0;
    for (let r = 0; r < DIMENSIONS; r += 1) size += (scale[r] ?? 0) * (cluster.vectors[from + r] ?? 0);
    return { item, kind, size };
  });
  sized.sort((a, b) => b.size - a.size || a.kind - b.kind || a.item - b.item);
  return sized.every(({ item, kind }) => {
    let best = -1;
    let bestRoom = Infinity;
    for (const host of hosts) {
      if (!arrangement.fitsResources(kind, host)) continue;
      const left = room(arrangement, host, scale);
      if ((best >= 0 && left >= bestRoom) || !arrangement.admits(kind, host)) continue;
      best = host;
      bestRoom = left;
    }
    if (best < 0) return false;
    arrangement.move(item, best);
    return true;
  });
}
