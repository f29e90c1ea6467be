import { useMemo } from 'react';
import type { TriggerListAnswer } from '../../../shared/ipc/forecast-channels.ts';
import { triggersOfRegion } from '../../../shared/view/trigger-rows.ts';
import { useForecasts } from '../../state/forecast-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useView } from '../../state/view-store.ts';

/** The chosen region's triggers, most urgent first; none until they have come. */
export function useRegionTriggers(): TriggerListAnswer['triggers'] {
  const list = useForecasts((state) => state.triggers);
  const region = useView((state) => state.region);
  const regionOf = useInventory((state) => state.regionOf);
  return useMemo(
    () => (list === null || region === null ? [] : triggersOfRegion(list.triggers, region, regionOf)),
    [list, region, regionOf],
  );
}
