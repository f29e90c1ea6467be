import { useLayoutEffect, useRef } from 'react';
import { prepareCanvas } from './paint-canvas.ts';
import { thinPath, type DrawnLine, type TimePlot } from './time-plot.ts';
import type { BoxSize } from './use-box-size.ts';
import { colourReader, useTheme } from './use-theme.ts';
import { setVectorTwin, shape } from './vector-twin.ts';

interface LineCanvasProps {
  readonly drawn: readonly DrawnLine[];
  readonly plot: TimePlot;
  readonly size: BoxSize;
}

function stroke(context: CanvasRenderingContext2D, { thin, width }: DrawnLine, { x, y }: TimePlot): void {
  context.lineWidth = thin.isDense ? 1 : width;
  context.beginPath();
  let isDown = false;
  for (let i = 0; i < thin.times.length; i += 1) {
    const value = thin.values[i] ?? Number.NaN;
    if (Number.isNaN(value)) {
      isDown = false;
      continue;
    }
    const [atX, atY] = [x(thin.times[i] ?? 0), y(value)];
    if (isDown) context.lineTo(atX, atY);
    else context.moveTo(atX, atY);
    isDown = true;
  }
  context.stroke();
}

/** Lines of very many samples, on a canvas under the axes' SVG; copied as vectors. */
export function LineCanvas({ drawn, plot, size }: LineCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const context = prepareCanvas(element, size);
    if (context === null) return;
    const colour = colourReader(element);
    context.save();
    context.beginPath();
    context.rect(plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top);
    context.clip();
    context.lineJoin = 'round';
    for (const one of drawn) {
      context.strokeStyle = colour(one.colour);
      stroke(context, one, plot);
    }
    context.restore();
    setVectorTwin(element, () => {
      const group = shape('g', { fill: 'none' });
      for (const { thin, width, colour: name } of drawn)
        group.append(
          shape('path', {
            d: thinPath(thin, plot.x, plot.y),
            stroke: colour(name),
            'stroke-width': thin.isDense ? 1 : width,
          }),
        );
      return group;
    });
  }, [drawn, plot, size, theme]);
  return <canvas ref={canvas} className="chart-canvas" style={{ width: size.width, height: size.height }} />;
}
