import { byCodeUnits } from '../model/model-index.ts';
import type { ForecastSummary } from '../timeline/forecast-result.ts';
import { constraintName, splitScope } from './constraint-name.ts';
import type { RegionOfScope } from './scope-index.ts';

/** Both sides of one forecast. `scenario` is `null` for the baseline alone. */
export interface ForecastPair {
  readonly id: string;
  readonly baseline: ForecastSummary;
  readonly scenario: ForecastSummary | null;
}

export interface RankedForecasts {
  /** Most urgent first; hosts folded to the most urgent of each resource, nothing unmeasured. */
  readonly rows: readonly ForecastPair[];
  /** Per-host forecasts that are left out. */
  readonly hiddenHosts: number;
  readonly unmeasured: readonly ForecastPair[];
}

const STATE_RANK: Readonly<Record<ForecastSummary['state'], number>> = {
  missing: 0,
  crosses: 1,
  watch: 2,
  clear: 3,
  'no-target': 4,
  'not-measured': 5,
};

/** Share of what the target allows that is taken now, 1 = at the limit; `null` where that is no share. */
export function shareOfLimit(summary: Pick<ForecastSummary, 'target' | 'now'>): number | null {
  const { target, now } = summary;
  if (target === null || typeof target.value !== 'number' || now?.shown == null) return null;
  const [taken, allowed] =
    target.on === 'headroom' ? [1 - now.shown, 1 - target.value] : [now.shown, target.value];
  if (allowed <= 0 || taken < 0) return null;
  return target.op === '>=' && target.on !== 'headroom' ? allowed / taken : taken / allowed;
}

/** Which comes first: by state, then by date, then by how much of the limit is taken, then by id. */
export function bySummaryUrgency(a: ForecastSummary, b: ForecastSummary): number {
  const date = (summary: ForecastSummary): string =>
    (summary.state === 'watch' ? summary.crossing?.early : summary.crossing?.date) ?? '9999';
  return (
    STATE_RANK[a.state] - STATE_RANK[b.state] ||
    byCodeUnits(date(a), date(b)) ||
    (shareOfLimit(b) ?? 0) - (shareOfLimit(a) ?? 0) ||
    byCodeUnits(a.id, b.id)
  );
}

/** The side that is the more urgent of the two. */
const worse = ({ baseline, scenario }: ForecastPair): ForecastSummary =>
  scenario !== null && bySummaryUrgency(scenario, baseline) < 0 ? scenario : baseline;

const isPerEntity = (summary: ForecastSummary): boolean => splitScope(summary.scope).kind === 'host';

/**
 * Forecasts of one region, most urgent first. A fleet has one per host and resource; of those only what is missed, or
 * reached within the horizon, stays, and where there is none the first of each resource.
 */
export function rankForecasts(
  pairs: readonly ForecastPair[],
  region: string,
  regionOf: RegionOfScope,
): RankedForecasts {
  const here = pairs
    .filter(({ baseline }) => regionOf(baseline.scope) === region)
    .sort((a, b) => bySummaryUrgency(worse(a), worse(b)));
  const seen = new Set<string>();
  let hiddenHosts = 0;
  const rows: ForecastPair[] = [];
  const unmeasured: ForecastPair[] = [];
  for (const pair of here) {
    const summary = worse(pair);
    if (isPerEntity(summary)) {
      const key = `${summary.domain}.${summary.resource}`;
      const isUrgent = summary.state === 'missing' || summary.state === 'crosses';
      if (seen.has(key) && !isUrgent) {
        hiddenHosts += 1;
        continue;
      }
      seen.add(key);
    }
    if (summary.state === 'not-measured') unmeasured.push(pair);
    else rows.push(pair);
  }
  return { rows, hiddenHosts, unmeasured };
}

/** What the scenario leaves as it was: same state, same date and same ends of its interval. */
export function sameForecast({ baseline, scenario }: ForecastPair): boolean {
  if (scenario === null) return true;
  return (
    scenario.state === baseline.state &&
    scenario.crossing?.date === baseline.crossing?.date &&
    scenario.crossing?.early === baseline.crossing?.early &&
    scenario.crossing?.late === baseline.crossing?.late &&
    scenario.crossing?.already === baseline.crossing?.already
  );
}

/** Name and place in two words, as tables show them. */
export const forecastName = (summary: ForecastSummary): { readonly name: string; readonly where: string } =>
  constraintName(summary);
