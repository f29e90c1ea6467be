import { dayText } from '../model/instant.ts';
import type { ChartTable } from './chart-table.ts';
import type { DemandChart } from './demand-chart.ts';
import type { ChartSide, DayPoint } from './demand-side.ts';

const byDay = (points: readonly DayPoint[]): ReadonlyMap<number, number> =>
  new Map(points.map(({ day, value }) => [day, value]));

function sideColumns(side: ChartSide, name: string, unit: string, factor: number) {
  const projected = byDay(side.projected);
  const limit = byDay(side.limit);
  const band = new Map(side.band.map((point) => [point.day, point]));
  const scaled = (value: number | undefined): number | null => (value === undefined ? null : value / factor);
  return {
    columns: [`forecast${name}${unit}`, `low${name}${unit}`, `high${name}${unit}`, `limit${name}${unit}`],
    row: (day: number) => [
      scaled(projected.get(day)),
      scaled(band.get(day)?.low),
      scaled(band.get(day)?.high),
      scaled(limit.get(day)),
    ],
  };
}

/** Day by day what a chart of demand draws: the peak, whether its day was complete, the line, its interval, the limit. */
export function demandTable(chart: DemandChart): ChartTable {
  const unit = chart.unit.label === '' ? '' : ` (${chart.unit.label})`;
  const peaks = new Map(chart.peaks.map((peak) => [peak.day, peak]));
  const sides = [
    sideColumns(chart.baseline, '', unit, chart.unit.factor),
    ...(chart.scenario === null
      ? []
      : [sideColumns(chart.scenario, ' in the scenario', unit, chart.unit.factor)]),
  ];
  const days = Array.from(
    { length: chart.endDay - chart.firstDay + 1 },
    (_, index) => chart.firstDay + index,
  );
  return {
    columns: ['day', `peak${unit}`, 'complete day', ...sides.flatMap(({ columns }) => columns)],
    rows: days
      .map((day) => {
        const peak = peaks.get(day);
        const measured =
          peak === undefined ? [null, null] : [peak.value / chart.unit.factor, peak.complete ? 'yes' : 'no'];
        return [dayText(day), ...measured, ...sides.flatMap(({ row }) => row(day))];
      })
      .filter((row) => row.slice(1).some((cell) => cell !== null)),
  };
}
