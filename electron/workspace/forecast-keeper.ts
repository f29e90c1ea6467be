import type { MeasuredHistory } from '../../shared/history/measured-history.ts';
import type { Model } from '../../shared/model/document.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { timelineIds } from '../../shared/timeline/build-timeline.ts';
import { isForecastable } from '../../shared/timeline/demand-sources.ts';
import { outlookOf } from '../../shared/timeline/outlook.ts';
import { savedForecastOf, type SavedForecast } from '../../shared/timeline/saved-forecast.ts';
import { sidesOf } from '../../shared/timeline/sides.ts';

/** Today's forecasts worth keeping: of every region, cluster, Postgres, control plane and pool with a fit; not of single hosts. */
export function forecastsToKeep(
  model: Model,
  policy: Policy,
  history: MeasuredHistory,
): readonly SavedForecast[] {
  const sides = sidesOf(model, policy, null, history);
  if (!sides.ok) return [];
  const { baseline } = sides.value;
  return timelineIds(model, policy)
    .filter(isForecastable)
    .flatMap((id) => {
      const outlook = outlookOf(baseline, id);
      const saved = outlook === null ? null : savedForecastOf(outlook, baseline);
      return saved === null ? [] : [saved];
    });
}
