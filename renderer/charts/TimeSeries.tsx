import { scaleLinear } from 'd3';
import { useId, useMemo } from 'react';
import { axisQuantity, axisUnit, type AxisUnit } from '../../shared/view/axis-unit.ts';
import { quantityText } from '../../shared/view/quantity-format.ts';
import {
  nearestIndex,
  spreadLabels,
  thinLine,
  valueAt,
  valueExtent,
  wholeSpan,
  type TimeBand,
  type TimeLine,
  type TimeSpan,
  type TimeTarget,
} from '../../shared/view/time-lines.ts';
import { describeLines, finestStep, readOff } from '../../shared/view/time-table.ts';
import { momentText } from '../../shared/view/time-text.ts';
import type { Unit } from '../../shared/units.ts';
import { ChartTip } from './ChartTip.tsx';
import { LineCanvas } from './LineCanvas.tsx';
import { snap } from './path.ts';
import { TimeAxes } from './TimeAxes.tsx';
import { bandArea, lineStyle, loneSamples, thinPath, type DrawnLine, type TimePlot } from './time-plot.ts';
import { useBoxSize, type BoxSize } from './use-box-size.ts';
import { useSpanReading, type SpanReading } from './use-span-reading.ts';

const LEFT = 48;
const TOP = 8;
const AXIS = 20;
const LABEL_STEP = 15;
/** Mean width of a character of a label. */
const CHARACTER = 5.7;
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

function useDrawing(props: TimeSeriesProps, size: BoxSize, whole: TimeSpan) {
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
  const need = lines.map(({ name, values }) => {
    const last = values[values.length - 1] ?? 0;
    return (name.length + 1 + axisQuantity(last, axisUnit(unit, last)).length) * CHARACTER + 14;
  });
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

/** The ground on which the target is missed. */
function Beyond({ target, plot }: { readonly target: TimeTarget; readonly plot: TimePlot }) {
  const at = Math.min(plot.bottom, Math.max(plot.top, plot.y(target.value)));
  const [from, to] = target.missedAbove ? [plot.top, at] : [at, plot.bottom];
  return (
    <rect
      className="c-over"
      x={plot.left}
      y={from}
      width={plot.right - plot.left}
      height={Math.max(0, to - from)}
    />
  );
}

/** A name cut at its end where it has fewer pixels than it needs; the whole one is read off by the crosshair. */
function fitted(name: string, pixels: number): string {
  const characters = Math.floor(pixels / CHARACTER);
  return name.length <= characters ? name : `${name.slice(0, Math.max(1, characters - 1))}…`;
}

/** Names and last values at the right ends; a dot carries the colour, the text stays ink. */
function EndLabels({
  drawn,
  plot,
  span,
  axis,
}: {
  readonly drawn: readonly DrawnLine[];
  readonly plot: TimePlot;
  readonly span: TimeSpan;
  readonly axis: AxisUnit;
}) {
  const ends = drawn.flatMap((one) => {
    const { times } = one.line;
    const time = times[Math.min(nearestIndex(times, span.to), times.length - 1)];
    const value = time === undefined ? null : valueAt(one.line, time);
    return value === null || time === undefined ? [] : [{ ...one, time, value }];
  });
  const places = spreadLabels(
    ends.map(({ value }) => plot.y(value)),
    LABEL_STEP,
    plot.top + 4,
    plot.bottom,
  );
  return ends.map(({ line, colour, time, value }, index) => (
    <g key={line.key}>
      <circle
        cx={Math.min(plot.right, plot.x(time))}
        cy={plot.y(value)}
        r={3}
        style={{ fill: `var(${colour})` }}
      />
      <text
        x={plot.right + 8}
        y={(places[index] ?? 0) + 4}
        className={line.role === 'scenario' ? 'scen' : 'ink'}
      >
        {fitted(line.name, plot.room - 12 - CHARACTER * axisQuantity(value, axis).length)}{' '}
        {axisQuantity(value, axis)}
      </text>
    </g>
  ));
}

function Plotted({
  props,
  drawing,
  size,
}: {
  readonly props: TimeSeriesProps;
  readonly drawing: ReturnType<typeof useDrawing>;
  readonly size: BoxSize;
}) {
  const { plot, drawn, low, high, axis, reading } = drawing;
  const { target = null, bands = noBands, lastLabel = null } = props;
  const clip = useId();
  const isDense = drawn.some(({ thin }) => thin.isDense);
  return (
    <>
      <svg width={size.width} height={size.height} className="chart-under" aria-hidden="true">
        {target === null ? null : <Beyond target={target} plot={plot} />}
        <TimeAxes
          plot={plot}
          span={reading.span}
          low={low}
          high={high}
          unit={axis}
          lastLabel={reading.isZoomed ? null : lastLabel}
        />
        <clipPath id={clip}>
          <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
        </clipPath>
        <g clipPath={`url(#${clip})`}>
          {bands.map((band) => (
            <path
              key={band.role}
              className={band.role === 'scenario' ? 'c-scen-band' : 'c-base-band'}
              d={bandArea(band, reading.span, plot.x, plot.y)}
            />
          ))}
          {isDense
            ? null
            : drawn.map(({ line, thin, colour, width }) => (
                <g
                  key={line.key}
                  fill="none"
                  strokeLinejoin="round"
                  style={{ stroke: `var(${colour})`, strokeWidth: width }}
                >
                  <path d={thinPath(thin, plot.x, plot.y)} />
                  {loneSamples(thin).map(({ time, value }) => (
                    <circle
                      key={time}
                      cx={plot.x(time)}
                      cy={plot.y(value)}
                      r={1.5}
                      style={{ fill: `var(${colour})` }}
                    />
                  ))}
                </g>
              ))}
        </g>
      </svg>
      {isDense ? <LineCanvas drawn={drawn} plot={plot} size={size} /> : null}
      <svg width={size.width} height={size.height} className="chart-over" aria-hidden="true">
        {target === null ? null : (
          <>
            <line
              x1={plot.left}
              x2={plot.right}
              y1={snap(plot.y(target.value))}
              y2={snap(plot.y(target.value))}
              className="c-limit"
            />
            <text
              x={plot.left + 4}
              y={plot.y(target.value) + (target.missedAbove ? -5 : 13)}
              className="ink halo"
            >
              {target.label}
            </text>
          </>
        )}
        <EndLabels drawn={drawn} plot={plot} span={reading.span} axis={axis} />
      </svg>
    </>
  );
}

function Crosshair({
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

function Chart({
  props,
  size,
  whole,
}: {
  readonly props: TimeSeriesProps;
  readonly size: BoxSize;
  readonly whole: TimeSpan;
}) {
  const drawing = useDrawing(props, size, whole);
  const { plot, drawn, reading } = drawing;
  const step = useMemo(() => finestStep(props.lines), [props.lines]);
  const read = reading.cursor === null ? null : readOff(props.lines, reading.cursor, props.unit, step);
  const colours = new Map(drawn.map(({ line, colour }) => [line.key, colour]));
  const described = useMemo(
    () => describeLines(props.label, props.lines, props.unit, props.target ?? null),
    [props.label, props.lines, props.unit, props.target],
  );
  return (
    <>
      <Plotted props={props} drawing={drawing} size={size} />
      <svg width={size.width} height={size.height} className="chart-over">
        <Crosshair drawn={drawn} plot={plot} reading={reading} unit={props.unit} />
        <rect
          x={plot.left}
          y={plot.top}
          width={plot.right - plot.left}
          height={plot.bottom - plot.top}
          fill="transparent"
          className="c-plot"
          role="slider"
          tabIndex={0}
          aria-label={described}
          aria-valuemin={whole.from}
          aria-valuemax={whole.to}
          aria-valuenow={reading.cursor ?? whole.to}
          aria-valuetext={read?.spoken ?? momentText(reading.cursor ?? whole.to, step)}
          {...reading.handlers}
        />
      </svg>
      {read === null || reading.cursor === null ? null : (
        <ChartTip
          x={plot.x(reading.cursor)}
          y={plot.top}
          width={size.width}
          title={read.moment}
          rows={read.values.map((row) => ({ ...row, colour: colours.get(row.key) ?? null }))}
        />
      )}
      {reading.isZoomed ? (
        <button type="button" className="chart-reset" onClick={reading.reset}>
          Show all
        </button>
      ) : null}
    </>
  );
}

/**
 * Lines over time with their intervals and their target: past samples or projections alike. Up to two samples per pixel are
 * SVG; more are reduced to each pixel's first, least, greatest and last, and drawn on a canvas, so that a million samples
 * stay smooth and no peak is lost. Zooms by a drag or by keys (see `useSpanReading`).
 */
export function TimeSeries(props: TimeSeriesProps) {
  const [box, size] = useBoxSize<HTMLDivElement>();
  const whole = useMemo(() => wholeSpan(props.lines), [props.lines]);
  return (
    <div className="chart time-series" ref={box}>
      {size.width === 0 || size.height === 0 ? null : whole === null ? (
        <p className="chart-none mute">{props.label}: not measured</p>
      ) : (
        <Chart props={props} size={size} whole={whole} />
      )}
    </div>
  );
}
