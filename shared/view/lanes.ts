import type { Breakpoint, Lane, Transient } from '../transients/curve.ts';
import type { Unit } from '../units.ts';
import { formatQuantity, quantityText } from './quantity-format.ts';

/** Several short-lived quantities on one axis of seconds: one row each, two or three shared event lines. */
export interface LaneRow {
  readonly name: string;
  readonly note: string;
  readonly unit: Unit;
  readonly points: readonly (readonly [second: number, value: number])[];
  readonly max: number;
  readonly limit: { readonly label: string; readonly value: number } | null;
}

export interface LaneChart {
  readonly maxSeconds: number;
  readonly rows: readonly LaneRow[];
  readonly marks: readonly Breakpoint[];
}

const COUNTED: ReadonlySet<Unit> = new Set(['count', 'microvms', 'hosts', 'connections']);

/** Says which event a lane belongs to, where a scenario has several with a course over seconds. */
const KIND_WORDS: Readonly<Record<Transient['kind'], string>> = {
  'host-recovery': 'hosts',
  'edge-reconnect': 'edge',
  'postgres-failover': 'failover',
  'retry-storm': 'storm',
};

/** Round ends of an axis of seconds that read well: 30, 60, 120, 300 … */
const AXIS_ENDS = [
  10, 20, 30, 60, 90, 120, 200, 300, 600, 900, 1200, 1800, 3600, 7200, 14_400, 28_800, 86_400,
];

function axisEnd(seconds: number): number {
  return AXIS_ENDS.find((end) => end >= seconds) ?? Math.ceil(seconds / 86_400) * 86_400;
}

function pointsOf(lane: Lane): readonly (readonly [number, number])[] {
  return Array.from(lane.seconds, (second, at) => [second, lane.values[at] ?? 0] as const);
}

/** The peak and the second the quantity has come back to where it stays: `1,327 at most, steady from 66 s`. */
function noteOf(lane: Lane, points: readonly (readonly [number, number])[]): string {
  const peak = points.reduce((most, [, value]) => Math.max(most, value), -Infinity);
  if (!Number.isFinite(peak)) return '';
  const last = points[points.length - 1]?.[1] ?? 0;
  const settled = settledAt(points, last);
  // The lane's name says what is counted; a unit beside every count would only push the note into the drawing.
  const text = (value: number): string =>
    COUNTED.has(lane.unit) ? formatQuantity(value, lane.unit).text : quantityText(value, lane.unit);
  if (settled === null || settled === 0) return `${text(peak)} at most`;
  const state = last === 0 ? 'none' : text(last);
  return `${text(peak)}, ${state} from ${quantityText(settled, 'seconds')}`;
}

/** First second from which the value no longer changes. */
function settledAt(points: readonly (readonly [number, number])[], last: number): number | null {
  let at = points.length - 1;
  while (at > 0 && points[at - 1]?.[1] === last) at -= 1;
  return points[at]?.[0] ?? null;
}

/** A lane that ends early keeps its last value to the end of the axis. */
function extended(
  points: readonly (readonly [number, number])[],
  maxSeconds: number,
): readonly (readonly [number, number])[] {
  const last = points[points.length - 1];
  return last === undefined || last[0] >= maxSeconds ? points : [...points, [maxSeconds, last[1]]];
}

/** All transients of a scenario on one axis. `null` when there is nothing to draw. */
export function laneChart(transients: readonly Transient[]): LaneChart | null {
  const drawn = transients.filter((transient) => transient.lanes.some((lane) => lane.seconds.length > 0));
  const named = drawn.flatMap((transient) =>
    transient.lanes
      .filter((lane) => lane.seconds.length > 0)
      .map((lane) => ({ lane, prefix: drawn.length > 1 ? `${KIND_WORDS[transient.kind]}: ` : '' })),
  );
  const lanes = named.map(({ lane }) => lane);
  if (lanes.length === 0) return null;
  const ends = [
    ...transients.flatMap((transient) => transient.totalSeconds ?? []),
    ...transients.flatMap((transient) => transient.breakpoints.map((point) => point.seconds)),
    ...lanes.map((lane) => settledAt(pointsOf(lane), lane.values[lane.values.length - 1] ?? 0) ?? 0),
  ];
  const maxSeconds = axisEnd(Math.max(1, ...ends) * 1.15);
  const rows = named.map(({ lane, prefix }): LaneRow => {
    const points = pointsOf(lane);
    return {
      name: lane.name.charAt(0).toUpperCase() + lane.name.slice(1),
      note: prefix + noteOf(lane, points),
      unit: lane.unit,
      points: extended(points, maxSeconds),
      max: Math.max(...points.map(([, value]) => value), lane.limit?.value ?? 0, Number.MIN_VALUE),
      limit: lane.limit ?? null,
    };
  });
  return { maxSeconds, rows, marks: distinctMarks(transients.flatMap((transient) => transient.breakpoints)) };
}

/** One label per instant; two that share it are said together. */
function distinctMarks(marks: readonly Breakpoint[]): readonly Breakpoint[] {
  const bySecond = new Map<number, string[]>();
  for (const mark of marks) {
    const labels = bySecond.get(mark.seconds) ?? [];
    if (!labels.includes(mark.label)) labels.push(mark.label);
    bySecond.set(mark.seconds, labels);
  }
  return [...bySecond]
    .sort(([a], [b]) => a - b)
    .map(([seconds, labels]) => ({ seconds, label: labels.join(', ') }));
}
