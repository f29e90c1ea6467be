import type { ChartTable } from './chart-table.ts';
import type { LaneChart, LaneRow } from './lanes.ts';
import { quantityText } from './quantity-format.ts';

/** A lane's value at a second: on the straight line between its points; after a jump, the later value. `null` outside. */
function laneValueAt({ points }: LaneRow, second: number): number | null {
  let after = points.findIndex(([at]) => at > second);
  if (after < 0) after = points.length;
  const before = points[after - 1];
  const next = points[after];
  if (before === undefined) return null;
  if (next === undefined) return second > before[0] ? null : before[1];
  return before[1] + ((next[1] - before[1]) * (second - before[0])) / (next[0] - before[0]);
}

/** Seconds at which something bends or is named, in order: what arrows step to. */
export function laneMoments({ rows, marks, maxSeconds }: LaneChart): readonly number[] {
  const seconds = new Set([0, maxSeconds, ...marks.map((mark) => mark.seconds)]);
  for (const row of rows) for (const [second] of row.points) seconds.add(second);
  return [...seconds].filter((second) => second <= maxSeconds).sort((a, b) => a - b);
}

/** The values of every lane at every second where one of them bends. */
export function laneTable(chart: LaneChart): ChartTable {
  return {
    columns: ['seconds', ...chart.rows.map(({ name, unit }) => `${name} (${unit})`)],
    rows: laneMoments(chart).map((second) => [second, ...chart.rows.map((row) => laneValueAt(row, second))]),
  };
}

/** What the crosshair reads at a second. */
export function readLanes(chart: LaneChart, second: number) {
  const title = quantityText(second, 'seconds');
  const rows = chart.rows.map((row, index) => ({
    key: `${index} ${row.name}`,
    name: row.name,
    text: quantityText(laneValueAt(row, second), row.unit),
    colour: null,
  }));
  return { title, rows, spoken: `${title}: ${rows.map(({ name, text }) => `${name} ${text}`).join(', ')}` };
}

export function describeLanes(label: string, { rows, marks }: LaneChart): string {
  const lane = ({ name, note, limit, unit }: LaneRow): string =>
    `${name}: ${note}${limit === null ? '' : `, ${limit.label} ${quantityText(limit.value, unit)}`}`;
  const named = marks.map((mark) => `${mark.label} at ${mark.seconds.toFixed(1)} s`).join(', ');
  return `${label}. ${rows.map(lane).join('. ')}.${named === '' ? '' : ` ${named}.`}`;
}
