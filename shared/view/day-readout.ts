import type { ForecastDetail } from '../timeline/forecast-result.ts';
import { headroomOf, utilizationOf } from '../explain/formulas.ts';

/** Everything a forecast says about one day; `null` where it says nothing. Demand unit but for `shown`. */
export interface DayReadout {
  readonly day: string;
  readonly peak: number | null;
  readonly isComplete: boolean;
  readonly demand: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly limit: number | null;
  /** Headroom or utilization of the line that day; `null` where the target is on neither. */
  readonly shown: number | null;
}

function shownOn(detail: ForecastDetail, demand: number | null, available: number | null): number | null {
  if (demand === null || available === null) return null;
  if (detail.target?.on === 'headroom') return headroomOf(demand, available);
  return detail.target?.on === 'utilization' ? utilizationOf(demand, available) : null;
}

export function dayReadout(detail: ForecastDetail, day: string): DayReadout {
  const measured = detail.days.day.indexOf(day);
  const line = detail.line.day.indexOf(day);
  const capacity = detail.capacity.day.indexOf(day);
  const demand = detail.line.value[line] ?? null;
  return {
    day,
    peak: detail.days.peak[measured] ?? null,
    isComplete: detail.days.complete[measured] ?? false,
    demand,
    low: detail.line.low[line] ?? null,
    high: detail.line.high[line] ?? null,
    limit: detail.capacity.limit[capacity] ?? null,
    shown: shownOn(detail, demand, detail.capacity.available[capacity] ?? null),
  };
}
