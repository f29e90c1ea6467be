import type { BandPoint, DayPoint } from '../../shared/view/demand-side.ts';

export type Scale = (value: number) => number;

/** A line between pixels, so that a hairline stays one pixel wide. */
export const snap = (at: number): number => Math.round(at - 0.5) + 0.5;

const place = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** The `d` of a line; it breaks where days are missing in between, so that a gap is not drawn as a slope. */
export function linePath(points: readonly DayPoint[], x: Scale, y: Scale, breaksAtGaps = false): string {
  let path = '';
  let before: number | null = null;
  for (const { day, value } of points) {
    const isBroken = before === null || (breaksAtGaps && day - before > 1);
    path += `${isBroken ? 'M' : 'L'}${place(x(day), y(value))}`;
    before = day;
  }
  return path;
}

/** The `d` of the area between the two edges of an interval. */
export function bandPath(points: readonly BandPoint[], x: Scale, y: Scale): string {
  if (points.length === 0) return '';
  const top = points.map(({ day, high }) => place(x(day), y(high)));
  const bottom = points.map(({ day, low }) => place(x(day), y(low))).reverse();
  return `M${[...top, ...bottom].join('L')}Z`;
}
