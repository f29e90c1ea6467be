import type { ForecastDetail } from '../../shared/timeline/forecast-result.ts';
import { useAsked, type Asked } from './asked.ts';
import { bridge } from './bridge.ts';
import { useWorkspace } from './workspace-store.ts';

/** The baseline's forecast of a constraint, which no scenario changes. `reason` in it: why there is none. */
export function useBaselineForecast(constraintId: string): Asked<ForecastDetail> {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  return useAsked(constraintId, revision, async () => {
    const reply = await bridge().invoke('forecast:get', { scenario: { kind: 'baseline' }, constraintId });
    return reply.ok ? { ok: true, value: reply.value.baseline } : reply;
  });
}
