import { shape } from './vector-twin.ts';

interface Ink {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
}

/** The few things cells are drawn with; on a canvas for the screen, as shapes for a copy. */
export interface Pen {
  box(x: number, y: number, width: number, height: number, radius: number, ink: Ink): void;
  dot(x: number, y: number, radius: number, ink: Ink): void;
  lines(points: readonly (readonly [number, number, number, number])[], ink: Ink): void;
  text(content: string, x: number, y: number, colour: string): void;
  /** What follows is paler; 1 = as it is. */
  alpha(share: number): void;
}

export function canvasPen(context: CanvasRenderingContext2D, font: string): Pen {
  const put = (path: Path2D, { fill, stroke, width = 1, dash }: Ink): void => {
    if (fill !== undefined) {
      context.fillStyle = fill;
      context.fill(path);
    }
    if (stroke === undefined) return;
    context.strokeStyle = stroke;
    context.lineWidth = width;
    context.setLineDash(dash === undefined ? [] : [...dash]);
    context.stroke(path);
  };
  context.font = font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  return {
    box(x, y, width, height, radius, ink) {
      const path = new Path2D();
      path.roundRect(x, y, width, height, radius);
      put(path, ink);
    },
    dot(x, y, radius, ink) {
      const path = new Path2D();
      path.arc(x, y, radius, 0, 2 * Math.PI);
      put(path, ink);
    },
    lines(points, ink) {
      const path = new Path2D();
      for (const [x1, y1, x2, y2] of points) {
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
      }
      put(path, ink);
    },
    text(content, x, y, colour) {
      context.fillStyle = colour;
      context.fillText(content, x, y);
    },
    alpha(share) {
      context.globalAlpha = share;
    },
  };
}

export function vectorPen(group: SVGElement, fontSize: number, fontFamily: string): Pen {
  let opacity = 1;
  const looks = ({ fill, stroke, width = 1, dash }: Ink): Record<string, string | number> => ({
    fill: fill ?? 'none',
    ...(stroke === undefined ? {} : { stroke, 'stroke-width': width }),
    ...(dash === undefined ? {} : { 'stroke-dasharray': dash.join(' ') }),
    ...(opacity === 1 ? {} : { opacity }),
  });
  return {
    box: (x, y, width, height, rx, ink) =>
      group.append(shape('rect', { x, y, width, height, rx, ...looks(ink) })),
    dot: (cx, cy, r, ink) => group.append(shape('circle', { cx, cy, r, ...looks(ink) })),
    lines: (points, ink) =>
      group.append(
        shape('path', {
          d: points.map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join(''),
          ...looks(ink),
        }),
      ),
    text(content, x, y, colour) {
      const element = shape('text', {
        x,
        y: y + fontSize * 0.36,
        'text-anchor': 'middle',
        'font-size': fontSize,
        'font-family': fontFamily,
        fill: colour,
      });
      element.textContent = content;
      group.append(element);
    },
    alpha(share) {
      opacity = share;
    },
  };
}
