import { formatDay } from './date-format.ts';
import type { ForecastDetail } from '../timeline/forecast-result.ts';
import type { Timeline, TimelineConstraint } from '../timeline/timeline-result.ts';
import { demandChart, type DemandChart } from './demand-chart.ts';
import {
  dayOf,
  crossingPlace,
  whereDifferent,
  type BandPoint,
  type ChartSide,
  type DayPoint,
} from './demand-side.ts';

function pointsOf(days: readonly string[], values: readonly (number | null)[]): readonly DayPoint[] {
  return days.flatMap((day, at) => {
    const value = values[at] ?? null;
    return value === null ? [] : [{ day: dayOf(day), value }];
  });
}

function bandOf(days: readonly string[], { low, high }: TimelineConstraint): readonly BandPoint[] {
  return days.flatMap((day, at) => {
    const [least, most] = [low[at] ?? null, high[at] ?? null];
    return least === null || most === null ? [] : [{ day: dayOf(day), low: least, high: most }];
  });
}

/**
 * Demand against its limit with a customer, from the live result's own days, so that the drawing moves with the hand: the
 * baseline from its forecast, what is known of the past included; the customer in accent, only where it differs.
 */
export function onboardingChart(baseline: ForecastDetail, timeline: Timeline, asOf: string): DemandChart {
  const chart = demandChart(baseline, null, asOf);
  const constraint = timeline.constraints.find(({ id }) => id === baseline.id);
  if (constraint === undefined) return chart;
  const { days } = timeline;
  const [demand, limit] = [pointsOf(days, constraint.demand), pointsOf(days, constraint.limit)];
  const tolerance = (chart.high - chart.low) * 5e-4;
  const projected = whereDifferent(demand, chart.baseline.projected, tolerance);
  const from = projected[0]?.day ?? Infinity;
  const band = bandOf(days, constraint).filter(({ day }) => day >= from);
  const endDay = Math.max(chart.endDay, demand.at(-1)?.day ?? chart.endDay);
  const same = constraint.crossing?.date === constraint.crossingBefore?.date;
  const scenario: ChartSide = {
    fitted: [],
    projected,
    band,
    limit: whereDifferent(limit, chart.baseline.limit, tolerance),
    crossing: same ? null : crossingPlace(constraint.crossing, limit, endDay),
  };
  const isSame = projected.length === 0 && scenario.limit.length === 0;
  const most = Math.max(
    ...band.map(({ high }) => high),
    ...projected.map(({ value }) => value),
    ...scenario.limit.map(({ value }) => value),
  );
  const low = Math.min(chart.low, ...band.map((point) => point.low));
  const air = (Math.max(most, chart.high) - low) * 0.04;
  return {
    ...chart,
    endDay,
    low,
    high: most > chart.high ? most + air : chart.high,
    scenario: isSame ? null : scenario,
    markers: timeline.markers
      .filter(({ kind }) => kind === 'event' || kind === 'ramp-end')
      .map(({ day, kind }) => ({
        day: dayOf(day),
        kind,
        label: kind === 'event' ? `${formatDay(day, asOf)} starts` : 'all there',
        isScenario: true,
      })),
  };
}
