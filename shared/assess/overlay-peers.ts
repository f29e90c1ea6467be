import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { Model } from '../model/document.ts';
import { modelIndex } from '../model/model-index.ts';
import { fact, measured } from './leaves.ts';

/** The tunnels each machine of a region's overlay holds (MODEL.md section 4). */
export interface PeerCount {
  /** Machines of the region, whatever their state: a peer stays configured while its machine is down. */
  readonly hosts: number;
  readonly edgeNodes: number;
  /** In a full mesh every other machine: hosts + edge nodes − 1. */
  readonly peers: number;
  /** `null`: not measured, or the region has no overlay. */
  readonly limit: number | null;
  /** False for another topology, for none given, and without an overlay: how many peers there are is then not known. */
  readonly fullMesh: boolean;
}

export function peersOf(model: Model, region: string): PeerCount {
  const { clustersByRegion, hostsByCluster, edgeNodesByRegion } = modelIndex(model);
  const clusters = clustersByRegion.get(region) ?? [];
  const hosts = clusters.reduce((sum, { id }) => sum + (hostsByCluster.get(id)?.length ?? 0), 0);
  const edgeNodes = edgeNodesByRegion.get(region)?.length ?? 0;
  const overlay = model.overlays.find((candidate) => candidate.region === region);
  return {
    hosts,
    edgeNodes,
    peers: Math.max(0, hosts + edgeNodes - 1),
    limit: overlay?.maxPeersPerHost ?? null,
    fullMesh: overlay?.topology === 'full-mesh',
  };
}

/** Machines of a region's overlay: hosts + edge nodes, whatever their state; not measured unless they are a full mesh. */
export function machinesNode(model: Model, region: string): ExplainNode {
  const { hosts, edgeNodes, fullMesh } = peersOf(model, region);
  if (!fullMesh)
    return leaf('hosts and edge nodes', null, 'count', {
      origin: 'not measured',
      of: `overlays[${region}].topology full-mesh`,
    });
  return derived('hosts and edge nodes', 'count', 'sum of inputs', [
    measured('hosts', hosts, 'hosts', `hosts in region:${region}`),
    measured('edge nodes', edgeNodes, 'count', `edgeNodes in region:${region}`),
  ]);
}

/** Peers of one host: in a full mesh hosts + edge nodes of the region − 1 (MODEL.md section 4); else not measured. */
export function peersNode(model: Model, region: string, label = 'Peers per host'): ExplainNode {
  return derived(label, 'count', 'a − b, at least 0', [
    machinesNode(model, region),
    fact('itself', 1, 'count', 'full mesh'),
  ]);
}

/** The most peers one host may have, as the region's overlay says. */
export function peerLimitNode(model: Model, region: string): ExplainNode {
  return measured('Peer limit', peersOf(model, region).limit, 'count', `overlays[${region}].maxPeersPerHost`);
}
