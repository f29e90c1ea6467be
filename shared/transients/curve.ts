import type { Unit } from '../units.ts';

/**
 * One quantity over time, piecewise linear: straight lines between the given points, so every breakpoint is exact and a
 * chart needs no sampling. A jump is two points at the same second. Outside the points the quantity is not stated.
 */
export interface Lane {
  readonly name: string;
  readonly unit: Unit;
  /** Never decreasing; seconds after the event. */
  readonly seconds: Float64Array;
  readonly values: Float64Array;
  /** A level the quantity is judged against, e.g. a capacity; absent when there is none. */
  readonly limit?: { readonly label: string; readonly value: number };
}

/** A named instant of a transient, for a rule and its label in a chart. */
export interface Breakpoint {
  readonly seconds: number;
  readonly label: string;
}

/** A transient (MODEL.md section 7): curves for the eye; the closed-form figures stand in the event's outcome. */
export interface Transient {
  readonly kind: 'host-recovery' | 'edge-reconnect' | 'postgres-failover' | 'retry-storm';
  readonly title: string;
  readonly lanes: readonly Lane[];
  readonly breakpoints: readonly Breakpoint[];
  /** Seconds until everything is back; `null`: never, or not computable. */
  readonly totalSeconds: number | null;
  /** Inputs that would be needed and are not measured, by entity and field. */
  readonly missing: readonly string[];
}

/** A lane from its points `[second, value]`, in order. */
export function laneOf(
  name: string,
  unit: Unit,
  points: readonly (readonly [number, number])[],
  limit?: Lane['limit'],
): Lane {
  return {
    name,
    unit,
    seconds: Float64Array.from(points, ([second]) => second),
    values: Float64Array.from(points, ([, value]) => value),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** Area under a lane (value × seconds), exact for straight lines. */
export function areaOf(lane: Lane): number {
  let area = 0;
  for (let i = 1; i < lane.seconds.length; i += 1) {
    const width = (lane.seconds[i] ?? 0) - (lane.seconds[i - 1] ?? 0);
    area += (width * ((lane.values[i] ?? 0) + (lane.values[i - 1] ?? 0))) / 2;
  }
  return area;
}

/** Value of a lane at a second, by its straight lines; after a jump at exactly that second. `null` outside the points. */
export function valueAt(lane: Lane, second: number): number | null {
  const n = lane.seconds.length;
  if (n === 0 || second < (lane.seconds[0] ?? 0) || second > (lane.seconds[n - 1] ?? 0)) return null;
  let right = n - 1;
  while (right > 0 && (lane.seconds[right - 1] ?? 0) > second) right -= 1;
  if ((lane.seconds[right] ?? 0) <= second || right === 0) return lane.values[right] ?? null;
  const from = lane.seconds[right - 1] ?? 0;
  const to = lane.seconds[right] ?? 0;
  const share = to === from ? 1 : (second - from) / (to - from);
  const low = lane.values[right - 1] ?? 0;
  return low + ((lane.values[right] ?? 0) - low) * share;
}
