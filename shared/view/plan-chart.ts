import type { PlanCurve } from '../plan/plan-curves.ts';
import type { PlanLine } from '../plan/plan-result.ts';
import type { ForecastDetail } from '../timeline/forecast-result.ts';
import { axisUnit } from './axis-unit.ts';
import { demandChart, type ChartMarker, type DemandChart } from './demand-chart.ts';
import { dayOf, whereDifferent, type ChartSide, type DayPoint } from './demand-side.ts';

const pointsOf = (days: readonly string[], values: readonly number[]): readonly DayPoint[] =>
  days.flatMap((day, at) => {
    const value = values[at];
    return value === undefined ? [] : [{ day: dayOf(day), value }];
  });

/** The hosts of a plan that stand in a target's scope, as they are ordered and as they come. */
function markersOf(lines: readonly PlanLine[]): readonly ChartMarker[] {
  return lines
    .flatMap((line): ChartMarker[] => {
      const what = `${line.count} × ${line.sku}`;
      const comes: ChartMarker = {
        day: dayOf(line.inServiceBy),
        kind: 'order',
        label: `${what} in service`,
        isScenario: true,
      };
      if (line.orderBy === null) return [comes];
      const ordered = `order ${what}`;
      return [{ ...comes, day: dayOf(line.orderBy), label: ordered }, comes];
    })
    .sort((a, b) => a.day - b.day);
}

/**
 * A target's demand against its limit, with the plan as a dashed accent step of the limit: what was measured and the baseline
 * from its forecast where there is one, the days planned for from the plan itself. Each line of the plan marks the day to
 * order by and the day it is in service, so that the lead time between them is seen.
 */
export function planChart(
  curve: PlanCurve,
  lines: readonly PlanLine[],
  detail: ForecastDetail | null,
  asOf: string,
): DemandChart {
  const demand = pointsOf(curve.days, curve.demand);
  const limit = pointsOf(curve.days, curve.limit);
  const withPlan = pointsOf(curve.days, curve.limitWithPlan);
  const band = curve.days.flatMap((day, at) => {
    const [low, high] = [curve.low[at], curve.high[at]];
    return low === undefined || high === undefined || low === high ? [] : [{ day: dayOf(day), low, high }];
  });
  const past = detail === null ? null : demandChart(detail, null, asOf);
  const today = dayOf(asOf.slice(0, 10));
  const missed = curve.missedFrom === null ? null : dayOf(curve.missedFrom);
  const at = limit.find(({ day }) => day === missed)?.value;
  const crossing =
    missed === null || at === undefined ? null : { day: missed, early: missed, late: missed, value: at };
  const values = [
    ...(past?.peaks ?? []).map(({ value }) => value),
    ...[...demand, ...limit, ...withPlan].map(({ value }) => value),
    ...band.flatMap((point) => [point.low, point.high]),
  ];
  const most = Math.max(...values);
  const least = Math.min(...values);
  const air = (most - least || Math.abs(most) || 1) * 0.06;
  const tolerance = (most - least) * 5e-4;
  const plan: ChartSide = {
    fitted: [],
    projected: [],
    band: [],
    limit: whereDifferent(withPlan, limit, tolerance),
    crossing: null,
  };
  return {
    firstDay: past?.firstDay ?? today,
    lastDay: past?.lastDay ?? today,
    endDay: demand.at(-1)?.day ?? today,
    today,
    low: least >= 0 && least - air < 0 ? 0 : least - air,
    high: most + air,
    unit: past?.unit ?? axisUnit(curve.unit, most),
    missedAbove: true,
    peaks: past?.peaks ?? [],
    baseline: { fitted: past?.baseline.fitted ?? [], projected: demand, band, limit, crossing },
    scenario: plan.limit.length === 0 ? null : plan,
    robust: null,
    outlierDays: past?.outlierDays ?? new Set(),
    markers: markersOf(lines),
  };
}
