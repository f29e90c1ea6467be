import { quantityText } from '../../shared/view/quantity-format.ts';
import { valueAt } from '../../shared/view/time-lines.ts';
import type { Unit } from '../../shared/units.ts';
import { snap } from './path.ts';
import type { DrawnLine, TimePlot } from './time-plot.ts';
import type { SpanReading } from './use-span-reading.ts';

/** Where a time chart is read: the brush, the crosshair and a dot on every line that has a value there. */
export function TimeCrosshair({
  drawn,
  plot,
  reading,
  unit,
}: {
  readonly drawn: readonly DrawnLine[];
  readonly plot: TimePlot;
  readonly reading: SpanReading;
  readonly unit: Unit;
}) {
  const { cursor, brush } = reading;
  const inside = (time: number): number => Math.min(plot.right, Math.max(plot.left, plot.x(time)));
  return (
    <g className="chart-only-here">
      {brush === null ? null : (
        <rect
          className="c-brush"
          x={inside(brush.from)}
          width={Math.max(1, inside(brush.to) - inside(brush.from))}
          y={plot.top}
          height={plot.bottom - plot.top}
        />
      )}
      {cursor === null ? null : (
        <>
          <line
            x1={snap(inside(cursor))}
            x2={snap(inside(cursor))}
            y1={plot.top}
            y2={plot.bottom}
            className="c-cursor"
          />
          {drawn.map(({ line, colour }) => {
            const value = valueAt(line, cursor);
            return value === null ? null : (
              <circle
                key={line.key}
                cx={inside(cursor)}
                cy={plot.y(value)}
                r={3}
                className="c-read"
                style={{ fill: `var(${colour})` }}
              >
                <title>{quantityText(value, unit)}</title>
              </circle>
            );
          })}
        </>
      )}
    </g>
  );
}
