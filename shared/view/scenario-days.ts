import { byCodeUnits } from '../model/model-index.ts';
import type { SimulationResult } from '../timeline/result.ts';
import type { Timeline, TimelineConstraint } from '../timeline/timeline-result.ts';
import { constraintNameOf, type RegionName } from './constraint-name.ts';
import { formatDay } from './date-format.ts';
import { formatSigned } from './number-format.ts';
import type { CrossingDates } from '../timeline/forecast-result.ts';
import { DAY_MS } from '../units.ts';
import { intervalText } from './forecast-words.ts';

/** A limit that the scenario reaches on another day than the baseline, day by day. */
export interface DaysRow {
  readonly id: string;
  readonly name: string;
  readonly where: string;
  /** Demand as a share of what its target allows that day; above 1 it is missed. `null`: not measured. */
  readonly shares: readonly (number | null)[];
  /** The same without the scenario; empty while that is not known. */
  readonly baseShares: readonly (number | null)[];
  /** Index of the day it is reached, with the scenario and without it; `null`: not to the horizon. */
  readonly at: number | null;
  readonly beforeAt: number | null;
  readonly before: string;
  readonly after: string;
  /** By how many days it moves: `−12 days`, `+3 days`; `new` or `no more` where only one side reaches it. */
  readonly moved: string;
  /** Early – late with the scenario; empty without an interval. */
  readonly range: string;
}

function crossingText(crossing: CrossingDates | null, last: string, asOf: string): string {
  if (crossing === null) return 'not measured';
  if (crossing.date === null) return `none to ${formatDay(last, asOf)}`;
  return crossing.already ? 'at once' : formatDay(crossing.date, asOf);
}

/**
 * `6 – 23 May`, `6 May – after 28 Jun`; `earliest 10 Jun` where only the edge of the interval reaches it. Empty where it is
 * reached at once, on one day for sure, or has no interval.
 */
export function rangeText(crossing: CrossingDates | null, last: string, asOf: string): string {
  if (crossing === null || crossing.already || crossing.early === null) return '';
  if (crossing.date === null) return `earliest ${formatDay(crossing.early, asOf)}`;
  return crossing.early === crossing.late ? '' : (intervalText(crossing, last, asOf) ?? '');
}

/** Days from one crossing to the other; a limit missed already counts as reached on the first day. */
function movedText(before: CrossingDates | null, after: CrossingDates | null): string {
  if (before?.date == null) return after?.date == null ? '' : 'new';
  if (after?.date == null) return after === null ? '' : 'no more';
  const days = Math.round((Date.parse(after.date) - Date.parse(before.date)) / DAY_MS);
  if (days === 0) return '';
  return `${formatSigned(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
}

function sharesOf({ demand, limit }: TimelineConstraint): readonly (number | null)[] {
  return demand.map((value, day) => {
    const allowed = limit[day] ?? null;
    if (value === null || allowed === null) return null;
    return allowed > 0 ? value / allowed : value > 0 ? Infinity : 0;
  });
}

const placeOf = (crossing: CrossingDates | null, days: readonly string[]): number | null => {
  if (crossing?.date == null) return null;
  if (crossing.already) return 0;
  const at = days.indexOf(crossing.date);
  return at < 0 ? null : at;
};

/**
 * Constraints whose crossing the scenario moves, the earliest first; how many others are reached on the day they were
 * before.
 *
 * @param baseline the days without the scenario; its line is left out where they are not at hand or count other days.
 */
export function scenarioDays(
  { timeline }: Pick<SimulationResult, 'timeline'>,
  regionName: RegionName = () => null,
  baseline: Timeline | null = null,
): { readonly rows: readonly DaysRow[]; readonly unmoved: number } {
  const { days, constraints } = timeline;
  const [asOf = '', last = ''] = [days[0], days[days.length - 1]];
  const without = new Map(
    baseline?.days.length === days.length && baseline.days[0] === asOf
      ? baseline.constraints.map((constraint) => [constraint.id, constraint])
      : [],
  );
  const reached = constraints.filter(
    ({ crossing, crossingBefore }) => crossing?.date != null || crossingBefore?.date != null,
  );
  const moved = reached.filter(
    ({ crossing, crossingBefore }) =>
      crossing?.date !== crossingBefore?.date || crossing?.already !== crossingBefore?.already,
  );
  const rows = moved.map((constraint): DaysRow => {
    const { id, crossing, crossingBefore } = constraint;
    const base = without.get(id);
    return {
      id,
      ...constraintNameOf(id, regionName),
      shares: sharesOf(constraint),
      baseShares: base === undefined ? [] : sharesOf(base),
      at: placeOf(crossing, days),
      beforeAt: placeOf(crossingBefore, days),
      before: crossingText(crossingBefore, last, asOf),
      after: crossingText(crossing, last, asOf),
      moved: movedText(crossingBefore, crossing),
      range: rangeText(crossing, last, asOf),
    };
  });
  rows.sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || byCodeUnits(a.id, b.id));
  return { rows, unmoved: reached.length - moved.length };
}
