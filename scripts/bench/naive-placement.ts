import type { Model } from '../../shared/model/document.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { allocatableOf, demandOf } from '../../shared/placement/demand.ts';

/**
 * The reference of the placement bench: best-fit by its definition, from the model, for one lost host — loads added up
 * anew, every host looked at for every displaced microVM. Returns how many are left without a host.
 */
export function naivePlacement(model: Model, policy: Policy, lost: string): number {
  const demands = new Map(
    model.flavors.map((flavor) => [flavor.id, demandOf(flavor, model.overhead, policy.cpuOvercommit)]),
  );
  const bins = new Map(
    model.hosts.map((host) => [
      host.id,
      {
        host,
        free: allocatableOf(host).map((limit) => limit ?? Infinity),
        groups: new Map<string, number>(),
      },
    ]),
  );
  const put = (id: string, flavor: string, group: string | null): void => {
    const bin = bins.get(id);
    demands.get(flavor)?.forEach((size, r) => {
      if (bin !== undefined) bin.free[r] = (bin.free[r] ?? 0) - size;
    });
    if (group !== null) bin?.groups.set(group, (bin.groups.get(group) ?? 0) + 1);
  };
  for (const row of model.microvms) if (row.host !== null) put(row.host, row.flavor, row.spreadGroup);
  const size = (flavor: string, r: number): number => demands.get(flavor)?.[r] ?? 0;
  const displaced = model.microvms
    .filter((row) => row.host === lost)
    .sort(
      (a, b) =>
        size(b.flavor, 0) - size(a.flavor, 0) ||
        size(b.flavor, 1) - size(a.flavor, 1) ||
        (a.id < b.id ? -1 : 1),
    );
  const cluster = bins.get(lost)?.host.cluster;
  let unplaced = 0;
  for (const row of displaced) {
    let best: string | undefined;
    let bestFree = Infinity;
    for (const [id, bin] of bins) {
      if (id === lost || bin.host.cluster !== cluster || bin.host.state !== 'schedulable') continue;
      if (demands.get(row.flavor)?.some((need, r) => need > (bin.free[r] ?? 0)) === true) continue;
      if (row.spreadGroup !== null && (bin.groups.get(row.spreadGroup) ?? 0) >= row.maxPerHost) continue;
      if ((bin.free[0] ?? 0) < bestFree) [best, bestFree] = [id, bin.free[0] ?? 0];
    }
    if (best === undefined) unplaced += 1;
    else put(best, row.flavor, row.spreadGroup);
  }
  return unplaced;
}
