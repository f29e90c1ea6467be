import { scaleLinear } from 'd3';
import { useMemo } from 'react';
import { axisUnit, endTexts } from '../../shared/view/axis-unit.ts';
import {
  nearestIndex,
  thinLine,
  valueExtent,
  type TimeBand,
  type TimeLine,
  type TimeSpan,
  type TimeTarget,
} from '../../shared/view/time-lines.ts';
import type { Unit } from '../../shared/units.ts';
import { CHARACTER, lineStyle, type DrawnLine, type TimePlot } from './time-plot.ts';
import type { BoxSize } from './use-box-size.ts';
import { useSpanReading } from './use-span-reading.ts';

const LEFT = 48;
const TOP = 8;
const AXIS = 20;
const LEAST_ROOM = 16;

export interface TimeSeriesProps {
  /** What is shown: `Memory and CPU of euw-c-22`. */
  readonly label: string;
  readonly unit: Unit;
  readonly lines: readonly TimeLine[];
  readonly bands?: readonly TimeBand[];
  readonly target?: TimeTarget | null;
  /** Where the value axis begins: at zero, or where the data does. */
  readonly base?: 'zero' | 'data';
  /** The value axis reaches at least this: 1 for shares. */
  readonly least?: number;
  /** Word for the end of the axis, such as `today`. */
  readonly lastLabel?: string | null;
  /** Pixels kept at the right for the lines' names; as many as they need, up to two fifths, if not given. */
  readonly labelWidth?: number;
}

const noBands: readonly TimeBand[] = [];

export type TimeDrawing = ReturnType<typeof useTimeDrawing>;

/** Lines as they are drawn into a box, their scales, and where they are read. */
export function useTimeDrawing(props: TimeSeriesProps, size: BoxSize, whole: TimeSpan) {
  const { lines, unit, target = null, bands = noBands, base = 'zero', least = 0 } = props;
  const labelWidth = props.labelWidth ?? roomFor(lines, unit, size.width);
  const right = Math.max(LEFT + 1, size.width - labelWidth);
  const bottom = Math.max(TOP + 1, size.height - AXIS);
  const perPixel = (whole.to - whole.from) / (right - LEFT);
  const reading = useSpanReading({
    whole,
    left: LEFT,
    right,
    snap: (at) => nearestMoment(lines, at),
    step: (at, direction) => neighbour(lines, at, direction, perPixel),
  });
  const { span } = reading;
  const drawn = useMemo<readonly DrawnLine[]>(
    () =>
      lines.map((line) => ({ line, thin: thinLine(line, span, right - LEFT), ...lineStyle(line, lines) })),
    [lines, span, right],
  );
  const [low, high] = useMemo(() => {
    const extent = valueExtent(
      drawn.map(({ thin }) => thin),
      bands,
      span,
      target,
    ) ?? [0, 1];
    const from = base === 'zero' ? Math.min(0, extent[0]) : extent[0];
    const top = Math.max(extent[1], least);
    const to = top > from ? top : from + Math.max(1, Math.abs(from) * 0.1);
    const nice = scaleLinear().domain([from, to]).nice(4).domain();
    return [nice[0] ?? from, nice[1] ?? to] as const;
  }, [drawn, bands, span, target, base, least]);
  const plot = useMemo<TimePlot>(() => {
    const xs = scaleLinear().domain([span.from, span.to]).range([LEFT, right]);
    const ys = scaleLinear().domain([low, high]).range([bottom, TOP]);
    return {
      x: (at) => xs(at),
      y: (value) => ys(value),
      left: LEFT,
      right,
      top: TOP,
      bottom,
      room: labelWidth,
    };
  }, [span, low, high, right, bottom, labelWidth]);
  return { drawn, plot, reading, low, high, axis: axisUnit(unit, Math.max(Math.abs(low), Math.abs(high))) };
}

/** What names and values at the right ends need, by their greatest values. */
function roomFor(lines: readonly TimeLine[], unit: Unit, width: number): number {
  const last = lines.map(({ values }) => values[values.length - 1] ?? 0);
  const texts = endTexts(last, axisUnit(unit, Math.max(0, ...last.map(Math.abs))));
  const beside = lines.length < 2 ? 14 : 22; // several names stand away from their ends, each led to
  const need = lines.map(({ name }, at) => (name.length + 1 + (texts[at]?.length ?? 0)) * CHARACTER + beside);
  return Math.max(LEAST_ROOM, Math.min(width * 0.4, Math.max(0, ...need)));
}

/** The moment nearest to a place on the axis that any line has a sample at. */
function nearestMoment(lines: readonly TimeLine[], at: number): number {
  let best = at;
  let least = Number.POSITIVE_INFINITY;
  for (const { times } of lines) {
    const time = times[nearestIndex(times, at)];
    if (time === undefined || Math.abs(time - at) >= least) continue;
    least = Math.abs(time - at);
    best = time;
  }
  return best;
}

/** The next sample of any line at least a pixel on. */
function neighbour(lines: readonly TimeLine[], at: number, direction: 1 | -1, perPixel: number): number {
  const least = at + direction * Math.max(perPixel, 1);
  let best: number | null = null;
  for (const { times } of lines) {
    let index = nearestIndex(times, least);
    while (index >= 0 && index < times.length && ((times[index] ?? at) - least) * direction < 0)
      index += direction;
    const time = times[index];
    if (time === undefined) continue;
    if (best === null || (time - best) * direction < 0) best = time;
  }
  return best ?? at;
}
