import { useEffect, useMemo } from 'react';
import { rankForecasts, type RankedForecasts } from '../../../shared/view/forecast-rows.ts';
import type { ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { loadForecasts, useForecasts, wantForecast } from '../../state/forecast-store.ts';
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

/** The chosen region's forecasts, most urgent first; `null` until they have come. */
export function useRegionForecasts(): RegionForecasts | null {
  const list = useForecasts((state) => state.list);
  const region = useView((state) => state.region);
  const regionOf = useInventory((state) => state.regionOf);
  return useMemo(() => {
    if (list === null || region === null) return null;
    const { asOf, horizonDays, triggerHorizonDays, intervalLevel } = list;
    return {
      ...rankForecasts(list.rows, region, regionOf),
      frame: { asOf, horizonDays, triggerHorizonDays, intervalLevel },
      hasScenario: list.scenarioName !== null,
    };
  }, [list, region, regionOf]);
}

/** Whether samples are stored whose forecasts have not come yet: their place is kept, so that nothing jumps when they do. */
export function useIsReadingHistory(): boolean {
  const hasSamples = useWorkspace((state) => (state.info?.counts.samples ?? 0) > 0);
  return useForecasts((state) => state.list === null && state.failure === null) && hasSamples;
}

/** One forecast in full, as soon as it has come. */
export function useForecastDetail(id: string | null) {
  const list = useForecasts((state) => state.list);
  useEffect(() => {
    if (id !== null && list !== null) void wantForecast(id);
  }, [id, list]);
  return useForecasts((state) => (id === null ? undefined : state.details.get(id)));
}
