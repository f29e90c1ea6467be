import { scaleLinear } from 'd3';
import { useMemo } from 'react';
import { axisUnit } from '../../shared/view/axis-unit.ts';
import {
  binBounds,
  describeSpread,
  histogram,
  readSpread,
  sortedKnown,
} from '../../shared/view/histogram.ts';
import type { Unit } from '../../shared/units.ts';
import { ChartTip } from './ChartTip.tsx';
import { snap } from './path.ts';
import { plotArea, type Plot } from './plot-area.ts';
import { PlotSlider } from './PlotSlider.tsx';
import { ShowAll } from './ShowAll.tsx';
import { SpanCursor } from './SpanCursor.tsx';
import { sharePath, SpreadAxes, SpreadBars, type SpreadForm } from './SpreadMarks.tsx';
import { useBoxSize, type BoxSize } from './use-box-size.ts';
import { useSpanReading } from './use-span-reading.ts';

const MARGINS = { left: 40, right: 10, top: 10, bottom: 20 };
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
  readonly form: SpreadForm;
  readonly limit?: { readonly value: number; readonly label: string } | null;
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
  const area = plotArea(size, MARGINS);
  const { left, right, top, bottom } = area;
  const width = (bounds[1] ?? 1) - (bounds[0] ?? 0);
  const middle = (at: number): number => {
    const bin = Math.min(Math.max(0, Math.floor((at - whole.from) / width)), Math.max(0, bounds.length - 2));
    return whole.from + (bin + 0.5) * width;
  };
  const reading = useSpanReading({
    whole,
    left,
    right,
    snap: middle,
    step: (at, direction) => middle(at + direction * width),
  });
  const { span, cursor } = reading;
  const most = form === 'ecdf' ? 1 : Math.max(1, ...before.counts, ...(behind?.counts ?? []));
  const xs = scaleLinear().domain([span.from, span.to]).range([left, right]);
  const ys = scaleLinear().domain([0, most]).range([bottom, top]);
  const plot: Plot = { ...area, x: (value) => xs(value), y: (value) => ys(value) };
  const unit = axisUnit(props.unit, Math.max(Math.abs(whole.from), Math.abs(whole.to)));
  const read = cursor === null ? null : readSpread(cursor, before, sorted, unit, one);
  const inside = (value: number): number => Math.min(right, Math.max(left, plot.x(value)));
  const clip = `spread-${props.label.replaceAll(/\W/g, '-')}`;
  return (
    <>
      <svg width={size.width} height={size.height} className="chart-over">
        <clipPath id={clip}>
          <rect x={left} y={0} width={right - left} height={size.height} />
        </clipPath>
        <g aria-hidden="true">
          <SpreadAxes plot={plot} span={span} most={most} unit={unit} form={form} />
          {limit === null || limit.value > span.to ? null : (
            <rect
              className="c-over"
              x={inside(limit.value)}
              width={right - inside(limit.value)}
              y={top}
              height={bottom - top}
            />
          )}
          <g clipPath={`url(#${clip})`}>
            {form === 'histogram' ? (
              <SpreadBars before={before} after={behind} plot={plot} />
            ) : (
              <>
                <path d={sharePath(sorted, span.from, span.to, plot)} className="c-base" />
                {then === null || then.length === 0 ? null : (
                  <path d={sharePath(then, span.from, span.to, plot)} className="c-scen" />
                )}
              </>
            )}
          </g>
          <line x1={left} x2={right} y1={snap(bottom)} y2={snap(bottom)} className="c-axis" />
          {limit === null || limit.value > span.to ? null : (
            <>
              <line
                x1={snap(inside(limit.value))}
                x2={snap(inside(limit.value))}
                y1={top - 4}
                y2={bottom}
                className="c-limit"
              />
              <text x={inside(limit.value) - 5} y={top + 4} textAnchor="end" className="ink halo">
                {limit.label}
              </text>
            </>
          )}
        </g>
        <SpanCursor area={plot} reading={reading} inside={inside} />
        <PlotSlider
          area={plot}
          label={describeSpread(props.label, values, props.unit, one)}
          least={whole.from}
          most={whole.to}
          at={cursor ?? whole.to}
          spoken={read?.spoken ?? 'nothing read off'}
          handlers={reading.handlers}
        />
      </svg>
      {read === null || cursor === null ? null : (
        <ChartTip
          x={inside(cursor)}
          y={top}
          width={size.width}
          title={read.bin}
          rows={[
            { key: 'in', name: read.inBin, text: '', colour: null },
            { key: 'up', name: read.upTo, text: '', colour: null },
          ]}
        />
      )}
      <ShowAll reading={reading} />
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
