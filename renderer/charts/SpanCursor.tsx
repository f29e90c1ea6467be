import type { ReactNode } from 'react';
import { snap, type Scale } from './path.ts';
import type { PlotArea } from './plot-area.ts';
import type { SpanReading } from './use-span-reading.ts';

interface SpanCursorProps {
  readonly area: PlotArea;
  readonly reading: SpanReading;
  /** From a place on the axis to its pixel, kept within the plot. */
  readonly inside: Scale;
  /** Marks of the reading beside its line, such as dots on what is read. */
  readonly children?: ReactNode;
}

/** Where a chart with a zoom is read: what the brush covers, and the crosshair. */
export function SpanCursor({ area, reading: { brush, cursor }, inside, children }: SpanCursorProps) {
  return (
    <g className="chart-only-here">
      {brush === null ? null : (
        <rect
          className="c-brush"
          x={inside(brush.from)}
          width={Math.max(1, inside(brush.to) - inside(brush.from))}
          y={area.top}
          height={area.bottom - area.top}
        />
      )}
      {cursor === null ? null : (
        <line
          x1={snap(inside(cursor))}
          x2={snap(inside(cursor))}
          y1={area.top}
          y2={area.bottom}
          className="c-cursor"
        />
      )}
      {children}
    </g>
  );
}
