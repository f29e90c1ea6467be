import { useEffect, useMemo } from 'react';
import {
  rankForecasts,
  type ForecastPair,
  type RankedForecasts,
} from '../../../shared/view/forecast-rows.ts';
import type { ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { loadForecasts, useForecasts, wantForecast, wantSparks } from '../../state/forecast-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useResults } from '../../state/result-store.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

export interface RegionForecasts extends RankedForecasts {
  readonly frame: ForecastFrame;
  readonly hasScenario: boolean;
}

/**
 * Asks for the forecasts while a screen shows them: at first, and whenever workspace or scenario changed. Today's
 * assessment comes first, since it is the shorter wait.
 */
export function useLoadedForecasts(): void {
  const baseline = useResults((state) => state.baseline);
  const desk = useScenarios(activeDesk);
  useEffect(() => {
    if (baseline !== null) void loadForecasts();
  }, [baseline, desk?.key, desk?.document, desk?.saved]);
}

/** Day and horizons of the list: the same object while they are the same, whichever scenario is shown. */
function useFrame(): ForecastFrame | null {
  const asOf = useForecasts(({ list }) => list?.asOf ?? null);
  const horizonDays = useForecasts(({ list }) => list?.horizonDays ?? 0);
  const triggerHorizonDays = useForecasts(({ list }) => list?.triggerHorizonDays ?? 0);
  const intervalLevel = useForecasts(({ list }) => list?.intervalLevel ?? 0);
  return useMemo(
    () => (asOf === null ? null : { asOf, horizonDays, triggerHorizonDays, intervalLevel }),
    [asOf, horizonDays, triggerHorizonDays, intervalLevel],
  );
}

/** The chosen region's forecasts, most urgent first; `null` until they have come. */
export function useRegionForecasts(): RegionForecasts | null {
  const list = useForecasts((state) => state.list);
  const region = useView((state) => state.region);
  const regionOf = useInventory((state) => state.regionOf);
  const frame = useFrame();
  return useMemo(() => {
    if (list === null || region === null || frame === null) return null;
    return {
      ...rankForecasts(list.rows, region, regionOf),
      frame,
      hasScenario: list.scenarioName !== null,
    };
  }, [list, region, regionOf, frame]);
}

/** Whether samples are stored whose forecasts have not come yet: their place is kept, so that nothing jumps when they do. */
export function useIsReadingHistory(): boolean {
  const hasSamples = useWorkspace((state) => (state.info?.counts.samples ?? 0) > 0);
  return useForecasts((state) => state.list === null && state.failure === null) && hasSamples;
}

/** One forecast in full, as soon as it has come. */
export function useForecastDetail(id: string | null) {
  const list = useForecasts((state) => state.list);
  const isWhole = useForecasts((state) => state.isWhole);
  useEffect(() => {
    if (id !== null && isWhole) void wantForecast(id);
  }, [id, list, isWhole]);
  return useForecasts((state) => (id === null ? undefined : state.details.get(id)));
}

/** Asks for the small charts of the rows that are shown, as they come to be. @param pairs the same list between draws. */
export function useWantedSparks(pairs: readonly ForecastPair[]): void {
  const list = useForecasts((state) => state.list);
  const isWhole = useForecasts((state) => state.isWhole);
  useEffect(() => {
    if (isWhole) void wantSparks(pairs.map(({ id }) => id));
  }, [pairs, list, isWhole]);
}
