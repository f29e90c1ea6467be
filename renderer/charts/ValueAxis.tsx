import { scaleLinear } from 'd3';
import { tickText, type AxisUnit } from '../../shared/view/axis-unit.ts';
import { snap } from './path.ts';
import type { Plot } from './plot-area.ts';

/** Pixels from one tick of the axis to the next, about. */
const TICK_STEP = 44;

/** Values left of a plot and a hairline across it at each; `low` and `high` in the axis unit's base. */
export function ValueAxis({
  plot,
  low,
  high,
  unit,
}: {
  readonly plot: Plot;
  readonly low: number;
  readonly high: number;
  readonly unit: AxisUnit;
}) {
  const ticks = scaleLinear()
    .domain([low / unit.factor, high / unit.factor])
    .ticks(Math.max(2, Math.floor((plot.bottom - plot.top) / TICK_STEP)));
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  return ticks.map((tick) => {
    const y = plot.y(tick * unit.factor);
    return (
      <g key={tick}>
        <line x1={plot.left} x2={plot.right} y1={snap(y)} y2={snap(y)} className="c-grid" />
        <text x={plot.left - 6} y={y + 4} textAnchor="end">
          {tickText(tick, step)}
        </text>
      </g>
    );
  });
}
