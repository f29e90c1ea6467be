import { useMemo } from 'react';
import type { Reply } from '../../../shared/ipc/reply.ts';
import type { Flavor, Microvm } from '../../../shared/model/document.ts';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { arrivingFlavors, hostsTouched, type PlacementSizes } from '../../../shared/view/placement-view.ts';
import { useAsked, type Asked } from '../../state/asked.ts';
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

/** Sizes, as far as they are known. */
interface KnownSizes extends Omit<Asked<unknown>, 'answer'> {
  readonly sizes: PlacementSizes;
}

/** Memory of the microVMs and hosts of the clusters the scenario takes hosts from; asked for once per set of clusters. */
export function usePlacementSizes(result: ImmediateResult): KnownSizes {
  const model = useInventory((state) => state.formModel);
  const revision = useInventory((state) => state.choices?.revision ?? null);
  const overheadBytes = useInventory((state) => state.choices?.overhead?.memoryBytesPerVm ?? 0);
  const clusterOf = useInventory((state) => state.clusterOf);
  const clusters = [...new Set(hostsTouched(result).flatMap((host) => clusterOf(host) ?? []))].sort();
  const arrivals = JSON.stringify([...arrivingFlavors(result)]);
  const {
    answer: microvms,
    failure,
    again,
  } = useAsked(clusters.length === 0 ? null : JSON.stringify(clusters), revision, () => microvmsOf(clusters));
  const sizes = useMemo(() => {
    if (model === null || microvms === null) return unknown;
    const allocatable = new Map(
      model.hosts.map((host) => [
        host.id,
        host.memoryBytes === null ? null : host.memoryBytes - host.systemReservedMemoryBytes,
      ]),
    );
    const arriving = new Map(JSON.parse(arrivals) as [string, string][]);
    return sizesOf(microvms, model.flavors, overheadBytes, allocatable, arriving);
  }, [model, microvms, arrivals, overheadBytes]);
  return { sizes, failure, again };
}

/** MicroVMs of some clusters; of all of them or none: a host would else seem emptier than it is. */
async function microvmsOf(clusters: readonly string[]): Promise<Reply<readonly Microvm[]>> {
  const replies = await Promise.all(
    clusters.map((cluster) => bridge().invoke('inventory:rows', { kind: 'microvms', cluster })),
  );
  const all: Microvm[] = [];
  for (const reply of replies) {
    if (!reply.ok) return reply;
    // The answer to `kind: 'microvms'` holds microVM rows; the contract types it as the union of all kinds.
    for (const row of reply.value.rows as readonly Microvm[]) all.push(row);
  }
  return { ok: true, value: all };
}
