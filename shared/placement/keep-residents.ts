import type { Displacement } from './displacement.ts';

/**
 * The same end state with fewer moves: microVMs of one class are interchangeable, so wherever a class ends with as many
 * on a host as it had there, those that stood there stay. `changes` says where each changed instance ends.
 */
export function keepResidents(
  displacement: Displacement,
  changes: ReadonlyMap<number, number>,
): Map<number, number> {
  const { cluster } = displacement.base;
  const byClass = new Map<number, number[]>();
  for (const item of changes.keys()) {
    const kind = cluster.instanceClass[item] ?? 0;
    const list = byClass.get(kind);
    if (list === undefined) byClass.set(kind, [item]);
    else list.push(item);
  }
  const kept = new Map<number, number>();
  for (const items of byClass.values()) {
    const room = new Map<number, number>();
    for (const item of items) {
      const host = changes.get(item) ?? -1;
      room.set(host, (room.get(host) ?? 0) + 1);
    }
    const homeless = items.filter((item) => {
      const home = cluster.instanceHost[item] ?? -1;
      const there = room.get(home) ?? 0;
      if (there > 0) room.set(home, there - 1);
      return there === 0;
    });
    const places = [...room]
      .flatMap(([host, count]) => new Array<number>(count).fill(host))
      .sort((a, b) => a - b);
    homeless.sort((a, b) => a - b).forEach((item, n) => kept.set(item, places[n] ?? -1));
  }
  return kept;
}
