import type { Arrangement } from './arrangement.ts';
import { DIMENSIONS } from './demand.ts';
import { nearestHosts, tightestHost, type Effort } from './repair.ts';

const HOSTS_TRIED = 48;

/**
 * Makes room for one large microVM out of scattered free pieces: on one host after the other, residents move straight into
 * gaps elsewhere, largest first, until it fits; those that turn out not to have been in the way move back. Complements
 * ejection chains, which evict few residents but deeper. On failure the arrangement is as before.
 */
export function clearHostFor(arrangement: Arrangement, item: number, effort: Effort): boolean {
  const kind = arrangement.cluster.instanceClass[item] ?? 0;
  for (const host of nearestHosts(arrangement, item, new Set(), HOSTS_TRIED, effort)) {
    if (effort.left <= 0) return false;
    const mark = arrangement.mark();
    const gone = moveOut(arrangement, kind, host, effort);
    if (gone !== null) {
      bringBack(arrangement, kind, host, gone);
      arrangement.move(item, host);
      return true;
    }
    arrangement.rollback(mark);
  }
  return false;
}

/** Moves residents off the host until the class fits; the instances moved, or `null` if it never does. */
function moveOut(arrangement: Arrangement, kind: number, host: number, effort: Effort): number[] | null {
  const here = new Set([host]);
  const gone: number[] = [];
  const residents = arrangement.residents(host);
  const size = (item: number): number => helps(arrangement, kind, host, item);
  residents.sort((a, b) => size(b) - size(a) || a - b);
  const stuck = new Set<number>();
  for (const resident of residents) {
    if (arrangement.fits(kind, host)) return gone;
    const residentKind = arrangement.cluster.instanceClass[resident] ?? 0;
    if (stuck.has(residentKind) || (size(resident) === 0 && arrangement.admits(kind, host))) continue;
    const to = tightestHost(arrangement, resident, here, effort);
    effort.left -= 1;
    if (to < 0) stuck.add(residentKind);
    else {
      arrangement.move(resident, to);
      gone.push(resident);
    }
  }
  return arrangement.fits(kind, host) ? gone : null;
}

/** How much of what the class lacks on the host a resident takes up there, as a share of the need. */
function helps(arrangement: Arrangement, kind: number, host: number, item: number): number {
  const { cluster, free } = arrangement;
  const wanted = (cluster.classVector[kind] ?? 0) * DIMENSIONS;
  const held = (cluster.classVector[cluster.instanceClass[item] ?? 0] ?? 0) * DIMENSIONS;
  let help = 0;
  for (let r = 0; r < DIMENSIONS; r += 1) {
    const need = cluster.vectors[wanted + r] ?? 0;
    if (need > (free[host * DIMENSIONS + r] ?? 0)) help += (cluster.vectors[held + r] ?? 0) / need;
  }
  return help;
}

function bringBack(arrangement: Arrangement, kind: number, host: number, gone: readonly number[]): void {
  for (const resident of gone) {
    const to = arrangement.hostOf(resident);
    if (!arrangement.fits(arrangement.cluster.instanceClass[resident] ?? 0, host)) continue;
    arrangement.move(resident, host);
    if (!arrangement.fits(kind, host)) arrangement.move(resident, to);
  }
}
