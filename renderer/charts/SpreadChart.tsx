import { scaleLinear } from 'd3';
import { useMemo } from 'react';
import { axisUnit, tickText, type AxisUnit } from '../../shared/view/axis-unit.ts';
import { formatInteger, formatPercent } from '../../shared/view/number-format.ts';
import {
  binBounds,
  countUpTo,
  describeSpread,
  histogram,
  readSpread,
  sortedKnown,
  type Histogram,
} from '../../shared/view/histogram.ts';
import type { Unit } from '../../shared/units.ts';
import { ChartTip } from './ChartTip.tsx';
import { snap, type Scale } from './path.ts';
import { useBoxSize, type BoxSize } from './use-box-size.ts';
import { useSpanReading } from './use-span-reading.ts';

const LEFT = 40;
const RIGHT = 10;
const TOP = 10;
const AXIS = 20;
const BINS = 24;

export interface SpreadChartProps {
  readonly label: string;
  readonly unit: Unit;
  /** One value per thing; `NaN` = not measured. */
  readonly values: Float64Array;
  /** The same in the scenario; `null` without one. */
  readonly after: Float64Array | null;
  /** What is counted: `host`. */
  readonly one: string;
  /** Bars of how many, or the line of what share is not above. */
  readonly form: 'histogram' | 'ecdf';
  readonly limit?: { readonly value: number; readonly label: string } | null;
}

interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

function Axes({
  plot,
  span,
  most,
  unit,
  form,
}: {
  readonly plot: Plot;
  readonly span: { readonly from: number; readonly to: number };
  readonly most: number;
  readonly unit: AxisUnit;
  readonly form: SpreadChartProps['form'];
}) {
  const xs = scaleLinear()
    .domain([span.from / unit.factor, span.to / unit.factor])
    .ticks(Math.max(2, Math.floor((plot.right - plot.left) / 64)));
  const step = (xs[1] ?? 1) - (xs[0] ?? 0);
  const ys = scaleLinear()
    .domain([0, most])
    .ticks(form === 'ecdf' ? 2 : Math.min(4, most))
    .filter((tick) => form === 'ecdf' || Number.isInteger(tick));
  return (
    <>
      {ys.map((tick) => (
        <g key={tick}>
          <line
            x1={plot.left}
            x2={plot.right}
            y1={snap(plot.y(tick))}
            y2={snap(plot.y(tick))}
            className="c-grid"
          />
          <text x={plot.left - 6} y={plot.y(tick) + 4} textAnchor="end">
            {form === 'ecdf' ? formatPercent(tick, 0) : formatInteger(tick)}
          </text>
        </g>
      ))}
      {xs.map((tick) => (
        <text key={tick} x={plot.x(tick * unit.factor)} y={plot.bottom + 14} textAnchor="middle">
          {tickText(tick, step)}
          {unit.label === '%' ? '%' : ''}
        </text>
      ))}
    </>
  );
}

/** Bars in ink; the scenario's counts as an accent line over them, only where they differ. */
function Bars({
  before,
  after,
  plot,
}: {
  readonly before: Histogram;
  readonly after: Histogram | null;
  readonly plot: Plot;
}) {
  return before.counts.map((count, bin) => {
    const [from, to] = [plot.x(before.bounds[bin] ?? 0), plot.x(before.bounds[bin + 1] ?? 0)];
    const then = after?.counts[bin];
    return (
      <g key={before.bounds[bin]}>
        {count === 0 ? null : (
          <rect
            x={from + 0.5}
            y={plot.y(count)}
            width={Math.max(1, to - from - 1)}
            height={plot.bottom - plot.y(count)}
            className="c-bin"
          />
        )}
        {then === undefined || then === count ? null : (
          <line x1={from} x2={to} y1={snap(plot.y(then))} y2={snap(plot.y(then))} className="c-scen" />
        )}
      </g>
    );
  });
}

function stepPath(sorted: Float64Array, from: number, to: number, plot: Plot): string {
  let path = `M${plot.x(from).toFixed(1)} ${plot.y(countUpTo(sorted, from) / sorted.length).toFixed(1)}`;
  for (const [index, value] of sorted.entries()) {
    if (value < from || value > to) continue;
    path += `H${plot.x(value).toFixed(1)}V${plot.y((index + 1) / sorted.length).toFixed(1)}`;
  }
  return `${path}H${plot.x(to).toFixed(1)}`;
}

function Chart({ props, size }: { readonly props: SpreadChartProps; readonly size: BoxSize }) {
  const { values, after, one, form, limit = null } = props;
  const sorted = useMemo(() => sortedKnown(values), [values]);
  const then = useMemo(() => (after === null ? null : sortedKnown(after)), [after]);
  const bounds = useMemo(() => binBounds(then === null ? [sorted] : [sorted, then], BINS), [sorted, then]);
  const before = useMemo(() => histogram(values, bounds), [values, bounds]);
  const behind = useMemo(() => (after === null ? null : histogram(after, bounds)), [after, bounds]);
  const whole = useMemo(() => {
    const last = bounds.at(-1) ?? 1;
    return { from: bounds[0] ?? 0, to: limit === null ? last : Math.max(last, limit.value * 1.02) };
  }, [bounds, limit]);
  const right = Math.max(LEFT + 1, size.width - RIGHT);
  const bottom = Math.max(TOP + 1, size.height - AXIS);
  const width = (bounds[1] ?? 1) - (bounds[0] ?? 0);
  const middle = (at: number): number => {
    const bin = Math.min(Math.max(0, Math.floor((at - whole.from) / width)), Math.max(0, bounds.length - 2));
    return whole.from + (bin + 0.5) * width;
  };
  const reading = useSpanReading({
    whole,
    left: LEFT,
    right,
    snap: middle,
    step: (at, direction) => middle(at + direction * width),
  });
  const { span, cursor } = reading;
  const most = form === 'ecdf' ? 1 : Math.max(1, ...before.counts, ...(behind?.counts ?? []));
  const xs = scaleLinear().domain([span.from, span.to]).range([LEFT, right]);
  const ys = scaleLinear().domain([0, most]).range([bottom, TOP]);
  const plot: Plot = { x: (value) => xs(value), y: (value) => ys(value), left: LEFT, right, bottom };
  const unit = axisUnit(props.unit, Math.max(Math.abs(whole.from), Math.abs(whole.to)));
  const read = cursor === null ? null : readSpread(cursor, before, sorted, unit, one);
  const inside = (value: number): number => Math.min(right, Math.max(LEFT, plot.x(value)));
  const clip = `spread-${props.label.replaceAll(/\W/g, '-')}`;
  return (
    <>
      <svg width={size.width} height={size.height} className="chart-over">
        <clipPath id={clip}>
          <rect x={LEFT} y={0} width={right - LEFT} height={size.height} />
        </clipPath>
        <g aria-hidden="true">
          <Axes plot={plot} span={span} most={most} unit={unit} form={form} />
          {limit === null || limit.value > span.to ? null : (
            <rect
              className="c-over"
              x={inside(limit.value)}
              width={right - inside(limit.value)}
              y={TOP}
              height={bottom - TOP}
            />
          )}
          <g clipPath={`url(#${clip})`}>
            {form === 'histogram' ? (
              <Bars before={before} after={behind} plot={plot} />
            ) : (
              <>
                <path d={stepPath(sorted, span.from, span.to, plot)} className="c-base" />
                {then === null || then.length === 0 ? null : (
                  <path d={stepPath(then, span.from, span.to, plot)} className="c-scen" />
                )}
              </>
            )}
          </g>
          <line x1={LEFT} x2={right} y1={snap(bottom)} y2={snap(bottom)} className="c-axis" />
          {limit === null || limit.value > span.to ? null : (
            <>
              <line
                x1={snap(inside(limit.value))}
                x2={snap(inside(limit.value))}
                y1={TOP - 4}
                y2={bottom}
                className="c-limit"
              />
              <text x={inside(limit.value) - 5} y={TOP + 4} textAnchor="end" className="ink halo">
                {limit.label}
              </text>
            </>
          )}
        </g>
        <g className="chart-only-here">
          {reading.brush === null ? null : (
            <rect
              className="c-brush"
              x={inside(reading.brush.from)}
              width={Math.max(1, inside(reading.brush.to) - inside(reading.brush.from))}
              y={TOP}
              height={bottom - TOP}
            />
          )}
          {cursor === null ? null : (
            <line
              x1={snap(inside(cursor))}
              x2={snap(inside(cursor))}
              y1={TOP}
              y2={bottom}
              className="c-cursor"
            />
          )}
        </g>
        <rect
          x={LEFT}
          y={TOP}
          width={right - LEFT}
          height={bottom - TOP}
          fill="transparent"
          className="c-plot"
          role="slider"
          tabIndex={0}
          aria-label={describeSpread(props.label, values, props.unit, one)}
          aria-valuemin={whole.from}
          aria-valuemax={whole.to}
          aria-valuenow={cursor ?? whole.to}
          aria-valuetext={read?.spoken ?? 'nothing read off'}
          {...reading.handlers}
        />
      </svg>
      {read === null || cursor === null ? null : (
        <ChartTip
          x={inside(cursor)}
          y={TOP}
          width={size.width}
          title={read.bin}
          rows={[
            { key: 'in', name: read.inBin, text: '', colour: null },
            { key: 'up', name: read.upTo, text: '', colour: null },
          ]}
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

/** How many things share a value: a histogram, or the share that is not above each value. Read and zoomed like a time series. */
export function SpreadChart(props: SpreadChartProps) {
  const [box, size] = useBoxSize<HTMLDivElement>();
  const isMeasured = props.values.some((value) => !Number.isNaN(value));
  return (
    <div className="chart spread" ref={box}>
      {size.width === 0 || size.height === 0 ? null : isMeasured ? (
        <Chart props={props} size={size} />
      ) : (
        <p className="chart-none mute">{props.label}: not measured</p>
      )}
    </div>
  );
}
