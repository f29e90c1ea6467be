import type { Model } from '../model/document.ts';

/** A model with only some clusters, their hosts and their microVMs: what a placement within them needs, and no more. */
export function clusterSlice(model: Model, clusters: ReadonlySet<string>): Model {
  if (clusters.size >= model.clusters.length) return model;
  return {
    ...model,
    clusters: model.clusters.filter((cluster) => clusters.has(cluster.id)),
    hosts: model.hosts.filter((host) => clusters.has(host.cluster)),
    microvms: model.microvms.filter((row) => clusters.has(row.cluster)),
  };
}
