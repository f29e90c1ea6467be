import { timelineIds } from './build-timeline.ts';
import { constraintName, constraintScope } from './demand-sources.ts';
import { constraintOf } from './constraint-of-day.ts';
import { resourceNamed } from './host-outages.ts';
import type { Model } from '../model/document.ts';
import { modelIndex } from '../model/model-index.ts';
import { outlookOf, type Side } from './outlook.ts';

/** One targeted constraint over the days of a timeline, as flat arrays. `NaN`: not measured. */
export interface OddsSeries {
  readonly id: string;
  readonly demand: Float64Array;
  /** Standard error of the line; zeros where nothing was fitted. */
  readonly lineStd: Float64Array;
  readonly residualStd: number;
  /** Degrees of freedom of the line's Student t; 0 where nothing was fitted. */
  readonly degrees: number;
  /** Most demand that meets the target. */
  readonly limit: Float64Array;
  /** `NaN` where the constraint has no capacity: it has no headroom then. */
  readonly available: Float64Array;
  /** limit = share × available, where the target is on a ratio; else `null`. */
  readonly share: number | null;
  /** Compute constraints lose capacity with hosts: the resource, and the clusters in scope. */
  readonly compute: { readonly resource: string; readonly clusters: readonly string[] } | null;
}

/** Rounding of 1 − 0.2 may put a demand that is exactly on its limit a hair above it; draws never are exactly there. */
const NOISE = 1e-12;

/** Whether a demand is within a limit; one that nothing was drawn for (`isDrawn` false) may be above by rounding. */
export function isWithin(demand: number, limit: number, isDrawn: boolean): boolean {
  return demand <= limit || (!isDrawn && demand <= limit + NOISE * Math.abs(limit));
}

/** What happens in the runs that drew the same events. */
export interface OddsWorld {
  readonly side: Side;
  readonly series: readonly OddsSeries[];
}

/**
 * Every constraint with a numeric target over `days` days from `asOf` on.
 *
 * @param like a world over the same days, under the same policy: its series stand for those constraints that are the very
 * same in both on each day.
 */
export function oddsWorld(side: Side, days: number, like: OddsWorld | null = null): OddsWorld {
  const first = side.days.asOfDay;
  const ids = timelineIds(side.days.base, side.days.policy);
  const comparable = like !== null && isComparable(side.days, like.side.days) ? like : null;
  const known = new Map(comparable?.series.map((series) => [series.id, series]));
  return {
    side,
    series: ids.flatMap((id) => {
      const series = known.get(id);
      const isSame = comparable !== null && series !== undefined && sameDays(side, comparable.side, id, days);
      return isSame ? [series] : seriesOf(side, id, first, days);
    }),
  };
}

/** Growth is no part of the model of a day: worlds in which something grows otherwise are not compared. */
const isComparable = (one: Side['days'], other: Side['days']): boolean =>
  one.growths.length === 0 && other.growths.length === 0 && one.asOfDay === other.asOfDay;

function sameDays(one: Side, other: Side, id: string, days: number): boolean {
  const first = one.days.asOfDay;
  let [mine, theirs]: [Model | null, Model | null] = [null, null];
  for (let day = first; day < first + days; day += 1) {
    const [a, b] = [one.days.stateOn(day).model, other.days.stateOn(day).model];
    if (a === mine && b === theirs) continue;
    [mine, theirs] = [a, b];
    const { policy } = one.days;
    if (a !== b && constraintOf(a, policy, id) !== constraintOf(b, policy, id)) return false;
  }
  return true;
}

function seriesOf(side: Side, id: string, first: number, days: number): OddsSeries[] {
  const outlook = outlookOf(side, id);
  const target = outlook?.constraint.target ?? null;
  if (outlook === null || target === null || typeof target.value !== 'number') return [];
  // The target on the time to converge is a figure of its own; without its series the model's verdict does not move.
  const seconds = outlook.measured?.feed.quantity === 'convergeSeconds' && outlook.line !== null;
  if (target.on === 'timeToConverge' && !seconds) return [];
  const of = (value: (day: number) => number | null): Float64Array =>
    Float64Array.from({ length: days }, (_, i) => value(first + i) ?? Number.NaN);
  const { line } = outlook;
  const name = constraintName(id);
  const resource = name.startsWith('compute.') ? name.slice('compute.'.length) : '';
  return [
    {
      id,
      demand: of((day) => outlook.demandOn(day)?.value ?? null),
      lineStd: of((day) => line?.lineStd(day) ?? 0),
      residualStd: line?.fit.residualStd ?? 0,
      degrees: line?.degrees ?? 0,
      limit: of((day) => outlook.targetOn(day)?.limit ?? null),
      available: of((day) => (seconds ? null : (outlook.targetOn(day)?.available ?? null))),
      share: target.on === 'headroom' ? 1 - target.value : target.on === 'utilization' ? target.value : null,
      compute: resourceNamed(resource) === undefined ? null : { resource, clusters: clustersOf(side, id) },
    },
  ];
}

function clustersOf({ days }: Side, id: string): readonly string[] {
  const scope = constraintScope(id);
  const own = scope.slice(scope.indexOf(':') + 1);
  if (scope.startsWith('cluster:')) return [own];
  return (modelIndex(days.base).clustersByRegion.get(own) ?? []).map((cluster) => cluster.id);
}
