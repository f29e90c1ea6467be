import type { Model } from '../../shared/model/document.ts';

/** What series call the things of an inventory: ids as they are, sums by `cluster:` and `region:`. */
export function entityNames(model: Model): string[] {
  const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
  return [
    ...ids(model.hosts),
    ...ids(model.clusters).map((id) => `cluster:${id}`),
    ...ids(model.regions).map((id) => `region:${id}`),
    ...ids(model.edgeNodes),
    ...model.postgres.flatMap((cluster) => [cluster.id, ...ids(cluster.nodes)]),
    ...ids(model.controlPlanes),
    ...ids(model.storagePools),
  ];
}
