import type { Packing } from './exhaustive.ts';
import type { Pattern, PatternProblem } from './pattern-program.ts';

/**
 * Which microVMs fill the chosen patterns: patterns speak of demand vectors, kinds also of spread groups. Hosts take the
 * patterns of their sort in order; members of spread groups go first, the group with least choice before others, each on
 * the host of its vector with most room left (best for a single limit per group: Gale and Ryser); microVMs without a group
 * fill what is left. `null` where a group finds no room: patterns do not know of groups, and another choice might do.
 *
 * @returns kind × hosts + host, as the complete search does.
 */
export function shareOut(
  packing: Packing,
  problem: PatternProblem,
  chosen: readonly Pattern[],
): Int32Array | null {
  const { hosts, kinds, groups } = packing;
  const room = Array.from({ length: hosts }, () => new Int32Array(problem.demands.length));
  const next = problem.sorts.map(() => 0);
  for (const { sort, counts } of chosen) {
    const at = next[sort] ?? 0;
    next[sort] = at + 1;
    room[problem.sorts[sort]?.hosts[at] ?? -1]?.set(counts);
  }
  const counts = new Int32Array(kinds.length * hosts);
  const members = groups.map(() => new Int32Array(hosts));
  const strictest = groups.map(() => new Float64Array(hosts).fill(Infinity));
  const allowedOf = (kind: number, host: number): number => {
    const { group = -1, tier = 0 } = kinds[kind] ?? {};
    return groups[group]?.allowed[tier * hosts + host] ?? Infinity;
  };
  const order = kinds
    .map((_, kind) => kind)
    .filter((kind) => (kinds[kind]?.group ?? -1) >= 0)
    .sort((a, b) => choice(b) - choice(a) || a - b);
  function choice(kind: number): number {
    let places = 0;
    for (let h = 0; h < hosts; h += 1)
      places += Math.min(allowedOf(kind, h), room[h]?.[problem.vectorOfKind[kind] ?? 0] ?? 0);
    return (kinds[kind]?.count ?? 0) / Math.max(1, places);
  }
  const put = (kind: number, host: number): void => {
    const vector = problem.vectorOfKind[kind] ?? 0;
    const own = room[host];
    if (own !== undefined) own[vector] = (own[vector] ?? 0) - 1;
    counts[kind * hosts + host] = (counts[kind * hosts + host] ?? 0) + 1;
  };
  for (const kind of order) {
    const group = kinds[kind]?.group ?? 0;
    const vector = problem.vectorOfKind[kind] ?? 0;
    const here = members[group];
    const limit = strictest[group];
    for (let n = 0; n < (kinds[kind]?.count ?? 0); n += 1) {
      let best = -1;
      for (let h = 0; h < hosts; h += 1) {
        const left = room[h]?.[vector] ?? 0;
        const allowed = Math.min(allowedOf(kind, h), limit?.[h] ?? Infinity);
        if (left > 0 && (here?.[h] ?? 0) < allowed && (best < 0 || left > (room[best]?.[vector] ?? 0)))
          best = h;
      }
      if (best < 0 || here === undefined || limit === undefined) return null;
      put(kind, best);
      here[best] = (here[best] ?? 0) + 1;
      limit[best] = Math.min(limit[best] ?? Infinity, allowedOf(kind, best));
    }
  }
  for (let kind = 0; kind < kinds.length; kind += 1) {
    if ((kinds[kind]?.group ?? -1) >= 0) continue;
    const vector = problem.vectorOfKind[kind] ?? 0;
    let h = 0;
    for (let n = 0; n < (kinds[kind]?.count ?? 0); n += 1) {
      while (h < hosts && (room[h]?.[vector] ?? 0) === 0) h += 1;
      if (h >= hosts) return null;
      put(kind, h);
    }
  }
  return counts;
}
