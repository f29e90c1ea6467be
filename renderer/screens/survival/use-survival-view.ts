import { useMemo } from 'react';
import type { ClusterSurvival, FailureDomainSurvival } from '../../../shared/placement/outcome.ts';
import type { KindOfHost } from '../../../shared/view/survival-words.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useSurvival, type SurvivalSide } from '../../state/survival-store.ts';
import { useView } from '../../state/view-store.ts';

export interface SurvivalView {
  readonly single: readonly ClusterSurvival[] | null;
  readonly pairs: readonly ClusterSurvival[] | null;
  readonly domains: readonly FailureDomainSurvival[] | null;
  /** Trying the pairs failed, or was cancelled. */
  readonly arePairsUntried: boolean;
}

/** Sweeps of one side, narrowed to the chosen region; `null` for what has not come. */
export function useSurvivalView(side: SurvivalSide): SurvivalView {
  const sweeps = useSurvival((state) => state[side]);
  const region = useView((state) => state.region);
  const clusters = useInventory((state) => state.choices?.clusters);
  return useMemo(() => {
    const here = new Set(clusters?.filter((cluster) => cluster.region === region).map(({ id }) => id));
    const inRegion = <T extends { readonly cluster: string }>(list: readonly T[] | undefined) =>
      list?.filter(({ cluster }) => here.has(cluster)) ?? null;
    return {
      single: inRegion(sweeps[1].survival?.clusters),
      pairs: inRegion(sweeps[2].survival?.clusters),
      domains: inRegion(sweeps[1].survival?.failureDomains),
      arePairsUntried: sweeps[2].failure !== null,
    };
  }, [sweeps, region, clusters]);
}

/** A host's kind: the machine one can buy that has its cores and memory; `null` where none has. */
export function useKindOfHost(): KindOfHost {
  const choices = useInventory((state) => state.choices);
  return useMemo(() => {
    const size = (cores: number | null, bytes: number | null): string => `${cores} ${bytes}`;
    const kinds = new Map(
      choices?.skus.map(({ id, cpuCores, memoryBytes }) => [size(cpuCores, memoryBytes), id]),
    );
    const kindOf = new Map(
      choices?.hosts.map(({ id, cpuCores, memoryBytes }) => [
        id,
        kinds.get(size(cpuCores, memoryBytes)) ?? null,
      ]),
    );
    return (host) => kindOf.get(host) ?? null;
  }, [choices]);
}
