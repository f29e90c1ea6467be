import { useEffect, useMemo } from 'react';
import type { HostFigures } from '../../../../shared/assess/host-figures.ts';
import { hostMap, type HostMap } from '../../../../shared/view/host-map.ts';
import { hostUnion, type HostUnion } from '../../../../shared/view/host-union.ts';
import type { HostMeasure } from '../../../../shared/view/host-measures.ts';
import { loadHosts, useHosts } from '../../../state/host-store.ts';
import { useInventory } from '../../../state/inventory-store.ts';
import { policyValue, usePolicy } from '../../../state/policy-store.ts';
import { activeDesk, useScenarios } from '../../../state/scenario-store.ts';
import { useView } from '../../../state/view-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';

/** Asks for the hosts whenever workspace or scenario are others. */
export function useLoadedHosts(): void {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const desk = useScenarios(activeDesk);
  useEffect(() => {
    if (revision !== null) void loadHosts();
  }, [revision, desk?.key, desk?.document, desk?.saved]);
}

function useHostUnion(): HostUnion | null {
  const figures = useHosts((state) => state.figures);
  return useMemo(
    () => (figures === null ? null : hostUnion(figures.baseline.figures, figures.scenario)),
    [figures],
  );
}

/** Clusters of the region that is looked at. */
function useRegionClusters(): ReadonlySet<string> {
  const clusters = useInventory((state) => state.choices?.clusters);
  const region = useView((state) => state.region);
  return useMemo(
    () => new Set((clusters ?? []).filter((cluster) => cluster.region === region).map(({ id }) => id)),
    [clusters, region],
  );
}

/** The most a measure may be on one host, where a policy says so. */
export function useHostLimit(measure: HostMeasure): number | null {
  const entries = usePolicy((state) => state.entries);
  const key = measure === 'disk' ? 'osDiskFreeMinRatio' : 'overlayPacketLossMaxRatio';
  const value = measure === 'disk' || measure === 'packetLoss' ? policyValue(entries, key) : null;
  if (typeof value !== 'number') return null;
  return measure === 'disk' ? 1 - value : value;
}

export interface ShownHosts {
  readonly union: HostUnion;
  readonly map: HostMap;
  readonly limit: number | null;
}

/** The hosts of the region as they are looked at now; `null` until they are there. */
export function useShownHosts(): ShownHosts | null {
  const union = useHostUnion();
  const clusters = useRegionClusters();
  const measure = useHosts((state) => state.measure);
  const basis = useHosts((state) => state.basis);
  const grouping = useHosts((state) => state.grouping);
  const filter = useHosts((state) => state.filter);
  const limit = useHostLimit(measure);
  return useMemo(() => {
    if (union === null || clusters.size === 0) return null;
    return { union, limit, map: hostMap(union, clusters, { measure, basis, grouping, filter, most: limit }) };
  }, [union, clusters, measure, basis, grouping, filter, limit]);
}

/** Place of a host in figures; −1 where it is not there. */
export function placeOf(figures: HostFigures, host: string | null): number {
  return host === null ? -1 : figures.ids.indexOf(host);
}
