import { quantityText } from '../../shared/view/quantity-format.ts';
import { valueAt } from '../../shared/view/time-lines.ts';
import type { Unit } from '../../shared/units.ts';
import { SpanCursor } from './SpanCursor.tsx';
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
  const { cursor } = reading;
  const inside = (time: number): number => Math.min(plot.right, Math.max(plot.left, plot.x(time)));
  return (
    <SpanCursor area={plot} reading={reading} inside={inside}>
      {drawn.map(({ line, colour }) => {
        const value = cursor === null ? null : valueAt(line, cursor);
        return cursor === null || value === null ? null : (
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
    </SpanCursor>
  );
}
