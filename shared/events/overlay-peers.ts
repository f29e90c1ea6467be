import type { Model } from '../model/document.ts';

/** Peers each machine of a region's full mesh holds (MODEL.md section 4): hosts and edge nodes of the region − 1, and the limit. */
export interface PeerCount {
  readonly peers: number;
  /** `null`: not measured, or the region has no overlay. */
  readonly limit: number | null;
  readonly fullMesh: boolean;
}

export function peersOf(model: Model, region: string): PeerCount {
  const clusters = new Set(
    model.clusters.filter((cluster) => cluster.region === region).map((cluster) => cluster.id),
  );
  const hosts = model.hosts.filter((host) => clusters.has(host.cluster)).length;
  const nodes = model.edgeNodes.filter((node) => node.region === region).length;
  const overlay = model.overlays.find((candidate) => candidate.region === region);
  return {
    peers: Math.max(0, hosts + nodes - 1),
    limit: overlay?.maxPeersPerHost ?? null,
    fullMesh: overlay !== undefined && (overlay.topology === null || overlay.topology === 'full-mesh'),
  };
}

export function regionOfCluster(model: Model, cluster: string): string | null {
  return model.clusters.find((candidate) => candidate.id === cluster)?.region ?? null;
}
