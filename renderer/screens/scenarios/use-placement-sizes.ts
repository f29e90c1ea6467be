import { useEffect, useState } from 'react';
import type { Flavor, Microvm } from '../../../shared/model/document.ts';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { arrivingFlavors, hostsTouched, type PlacementSizes } from '../../../shared/view/placement-view.ts';
import { bridge } from '../../state/bridge.ts';
import { useInventory } from '../../state/inventory-store.ts';

const unknown: PlacementSizes = {
  memoryOf: () => null,
  reservedOn: () => null,
  allocatableOf: () => null,
};

/** Part of a row with a count: `vm-1#7` is one of the microVMs of `vm-1`. */
const rowId = (microvm: string): string => microvm.replace(/#\d+$/, '');

function sizesOf(
  microvms: readonly Microvm[],
  flavors: readonly Flavor[],
  overheadBytes: number,
  allocatable: ReadonlyMap<string, number | null>,
  arriving: ReadonlyMap<string, string>,
): PlacementSizes {
  const byFlavor = new Map(flavors.map((flavor) => [flavor.id, flavor.memoryBytes]));
  const memory = new Map<string, number>();
  const reserved = new Map<string, number>();
  for (const [row, flavor] of arriving) {
    const bytes = byFlavor.get(flavor);
    if (bytes != null) memory.set(row, bytes + overheadBytes);
  }
  for (const row of microvms) {
    const bytes = byFlavor.get(row.flavor);
    if (bytes == null) continue;
    memory.set(row.id, bytes + overheadBytes);
    if (row.host !== null) {
      reserved.set(row.host, (reserved.get(row.host) ?? 0) + (bytes + overheadBytes) * row.count);
    }
  }
  return {
    memoryOf: (microvm) =>
      memory.get(microvm) ??
      memory.get(rowId(microvm)) ??
      memory.get(rowId(microvm).replace(/-\d+$/, '')) ??
      null,
    reservedOn: (host) => reserved.get(host) ?? 0,
    allocatableOf: (host) => allocatable.get(host) ?? null,
  };
}

/** Memory of the microVMs and hosts of the clusters the scenario takes hosts from; asked for once per set of clusters. */
export function usePlacementSizes(result: ImmediateResult): PlacementSizes {
  const model = useInventory((state) => state.formModel);
  const overheadBytes = useInventory((state) => state.choices?.overhead?.memoryBytesPerVm ?? 0);
  const clusterOf = useInventory((state) => state.clusterOf);
  const clusters = [...new Set(hostsTouched(result).flatMap((host) => clusterOf(host) ?? []))]
    .sort()
    .join('\n');
  const arrivals = JSON.stringify([...arrivingFlavors(result)]);
  const [sizes, setSizes] = useState<PlacementSizes>(unknown);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const replies = await Promise.all(
        clusters
          .split('\n')
          .filter((cluster) => cluster !== '')
          .map((cluster) => bridge().invoke('inventory:rows', { kind: 'microvms', cluster })),
      );
      if (!isCurrent || model === null) return;
      // The answer to `kind: 'microvms'` holds microVM rows; the contract types it as the union of all kinds.
      const microvms = replies.flatMap((reply) => (reply.ok ? (reply.value.rows as readonly Microvm[]) : []));
      const allocatable = new Map(
        model.hosts.map((host) => [
          host.id,
          host.memoryBytes === null ? null : host.memoryBytes - host.systemReservedMemoryBytes,
        ]),
      );
      setSizes(
        sizesOf(
          microvms,
          model.flavors,
          overheadBytes,
          allocatable,
          new Map(JSON.parse(arrivals) as [string, string][]),
        ),
      );
    };
    if (clusters !== '' && model !== null) void load();
    return () => {
      isCurrent = false;
    };
  }, [clusters, arrivals, model, overheadBytes]);
  return sizes;
}
