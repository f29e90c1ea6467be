import type { Model } from '../../shared/model/document.ts';

/**
 * Memory all microVMs of each cluster reserve, pending ones too: flavor memory + overhead per microVM, as the demand of
 * `compute.memory` has it (MODEL.md section 4). `null` where a flavor's memory is not measured.
 */
export function reservedMemoryByCluster(model: Model): Map<string, number | null> {
  const overheadBytes = model.overhead?.memoryBytesPerVm ?? 0;
  const flavorBytes = new Map(model.flavors.map((flavor) => [flavor.id, flavor.memoryBytes]));
  const sums = new Map<string, number | null>(model.clusters.map((cluster) => [cluster.id, 0]));
  for (const row of model.microvms) {
    const sum = sums.get(row.cluster);
    const bytes = flavorBytes.get(row.flavor);
    if (sum === undefined || sum === null) continue;
    sums.set(
      row.cluster,
      bytes === undefined || bytes === null ? null : sum + row.count * (bytes + overheadBytes),
    );
  }
  return sums;
}
