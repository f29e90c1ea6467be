import type { Model } from '../../model/document.ts';
import { byCodeUnits, modelIndex } from '../../model/model-index.ts';
import type { FailureModeId } from './failure-mode.ts';

/** Something a failure mode can happen to. `region` is where it stands, `null` where the model does not say. */
export interface ModeScope {
  /** `cluster:euw-a`, `region:eu-west`, `postgres:pg`, `controlPlane:cp`, `pool:p` */
  readonly scope: string;
  readonly region: string | null;
}

/** What to say where there is none. */
const NOTHING: Readonly<Record<Kind, string>> = {
  cluster: 'no cluster has a host that is up',
  computeRegion: 'no region has a cluster',
  edgeRegion: 'no edge node is in service',
  postgres: 'the model has no Postgres cluster',
  controlPlane: 'the model has no control plane',
  pool: 'the model has no storage pool',
};

type Kind = 'cluster' | 'computeRegion' | 'edgeRegion' | 'postgres' | 'controlPlane' | 'pool';

const KIND: Readonly<Record<FailureModeId, Kind>> = {
  'host-loss': 'cluster',
  'memory-bleed': 'cluster',
  'edge-loss': 'edgeRegion',
  'edge-flap': 'edgeRegion',
  'postgres-failover': 'postgres',
  'postgres-connection-exhaustion': 'postgres',
  'retry-storm': 'controlPlane',
  'snapshot-growth': 'pool',
  'memory-headroom': 'computeRegion',
  'edge-connections': 'edgeRegion',
  'postgres-cpu': 'postgres',
  'snapshot-store': 'pool',
};

const sorted = (scopes: readonly ModeScope[]): readonly ModeScope[] =>
  [...scopes].sort((a, b) => byCodeUnits(a.scope, b.scope));

function scopesOfKind(model: Model, kind: Kind): readonly ModeScope[] {
  const { hostsByCluster, clustersByRegion, edgeNodesByRegion } = modelIndex(model);
  switch (kind) {
    case 'cluster':
      return model.clusters
        .filter(({ id }) => (hostsByCluster.get(id) ?? []).some((host) => host.state !== 'down'))
        .map(({ id, region }) => ({ scope: `cluster:${id}`, region }));
    case 'computeRegion':
      return model.regions
        .filter(({ id }) => (clustersByRegion.get(id)?.length ?? 0) > 0)
        .map(({ id }) => ({ scope: `region:${id}`, region: id }));
    case 'edgeRegion':
      return model.regions
        .filter(({ id }) => (edgeNodesByRegion.get(id) ?? []).some((node) => node.state === 'in-service'))
        .map(({ id }) => ({ scope: `region:${id}`, region: id }));
    case 'postgres':
      return model.postgres.map(({ id, region }) => ({ scope: `postgres:${id}`, region }));
    case 'controlPlane':
      return model.controlPlanes.map(({ id, region }) => ({ scope: `controlPlane:${id}`, region }));
    case 'pool':
      return model.storagePools.map(({ id, region }) => ({ scope: `pool:${id}`, region }));
  }
}

/** Everything in the model a mode can happen to, by id; empty: nothing. */
export function scopesOf(model: Model, mode: FailureModeId): readonly ModeScope[] {
  return sorted(scopesOfKind(model, KIND[mode]));
}

/** Why a mode has no scope, in words. */
export const nothingOf = (mode: FailureModeId): string => NOTHING[KIND[mode]];
