import { useMemo } from 'react';
import type { Assessment, Constraint } from '../../../shared/assess/constraint.ts';
import { constraintsOfRegion } from '../../../shared/view/region-constraints.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useResults } from '../../state/result-store.ts';
import { useView } from '../../state/view-store.ts';

export interface RegionView {
  readonly region: string;
  readonly before: Assessment;
  readonly after: Assessment | null;
  readonly constraintsBefore: readonly Constraint[];
  readonly constraintsAfter: readonly Constraint[] | null;
}

/** Both sides of the comparison, narrowed to the chosen region; `null` until the baseline has come. */
export function useRegionView(): RegionView | null {
  const region = useView((state) => state.region);
  const before = useResults((state) => state.baseline);
  const after = useResults((state) => state.result?.after ?? null);
  const regionOf = useInventory((state) => state.regionOf);
  return useMemo(() => {
    if (region === null || before === null) return null;
    return {
      region,
      before,
      after,
      constraintsBefore: constraintsOfRegion(before, region, regionOf),
      constraintsAfter: after === null ? null : constraintsOfRegion(after, region, regionOf),
    };
  }, [region, before, after, regionOf]);
}
