import { scaleLinear, scaleUtc } from 'd3';
import { tickText, type AxisUnit } from '../../shared/view/axis-unit.ts';
import type { TimeSpan } from '../../shared/view/time-lines.ts';
import { timeTickText } from '../../shared/view/time-text.ts';
import { snap } from './path.ts';
import type { TimePlot } from './time-plot.ts';

interface TimeAxesProps {
  readonly plot: TimePlot;
  readonly span: TimeSpan;
  readonly low: number;
  readonly high: number;
  readonly unit: AxisUnit;
  /** Name of the last moment, in place of its date: `today`. */
  readonly lastLabel: string | null;
}

/** Values left, each tick with the unit where it is a percentage; moments below, in UTC. */
export function TimeAxes({ plot, span, low, high, unit, lastLabel }: TimeAxesProps) {
  const { x, y, left, right, top, bottom } = plot;
  const values = scaleLinear()
    .domain([low / unit.factor, high / unit.factor])
    .ticks(Math.max(2, Math.floor((bottom - top) / 40)));
  const valueStep = (values[1] ?? 1) - (values[0] ?? 0);
  const moments = scaleUtc()
    .domain([span.from, span.to])
    .ticks(Math.max(2, Math.floor((right - left) / 84)))
    .map((date) => date.getTime());
  const timeStep = (moments[1] ?? span.to) - (moments[0] ?? span.from);
  return (
    <>
      {values.map((value) => (
        <g key={value}>
          <line
            x1={left}
            x2={right}
            y1={snap(y(value * unit.factor))}
            y2={snap(y(value * unit.factor))}
            className="c-grid"
          />
          <text x={left - 6} y={y(value * unit.factor) + 4} textAnchor="end">
            {tickText(value, valueStep)}
            {unit.label === '%' ? '%' : ''}
          </text>
        </g>
      ))}
      {moments.map((moment) => (
        <g key={moment}>
          <line x1={snap(x(moment))} x2={snap(x(moment))} y1={top} y2={bottom} className="c-grid" />
          {x(moment) - left < 14 || right - x(moment) < (lastLabel === null ? 14 : 49) ? null : (
            <text x={x(moment)} y={bottom + 14} textAnchor="middle">
              {timeTickText(moment, timeStep)}
            </text>
          )}
        </g>
      ))}
      {lastLabel === null ? null : (
        <text x={right} y={bottom + 14} textAnchor="end" className="ink">
          {lastLabel}
        </text>
      )}
    </>
  );
}
