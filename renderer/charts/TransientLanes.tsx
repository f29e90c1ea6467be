import { scaleLinear } from 'd3';
import { useId, useMemo } from 'react';
import { describeLanes, laneMoments, readLanes } from '../../shared/view/lane-reading.ts';
import type { LaneChart, LaneRow } from '../../shared/view/lanes.ts';
import { ChartTip } from './ChartTip.tsx';
import { snap } from './path.ts';
import { PlotSlider } from './PlotSlider.tsx';
import { ShowAll } from './ShowAll.tsx';
import { SpanCursor } from './SpanCursor.tsx';
import { useBoxSize, type BoxSize } from './use-box-size.ts';
import { useSpanReading } from './use-span-reading.ts';

const LEFT = 172;
const RIGHT = 12;
const TOP = 18;
const BOTTOM = 20;
const LEAST_LANE = 40;
const MOST_LANE = 72;

/** Seconds read well up to two minutes, then minutes, then hours. */
function tickText(second: number, end: number): string {
  if (second === 0) return '0 s';
  if (end > 3 * 3600) return `${Math.round((second / 3600) * 10) / 10} h`;
  return end > 300 ? `${Math.round((second / 60) * 10) / 10} min` : String(second);
}

interface LaneProps {
  readonly row: LaneRow;
  readonly top: number;
  readonly height: number;
  readonly width: number;
  readonly x: (second: number) => number;
  readonly clip: string;
}

function Lane({ row, top, height, width, x, clip }: LaneProps) {
  const base = snap(top + height - 1);
  const y = (value: number): number => base - (value / row.max) * (height - 12);
  const points = row.points.map(([second, value]) => `${x(second).toFixed(1)} ${y(value).toFixed(1)}`);
  const first = row.points[0]?.[0] ?? 0;
  const last = row.points[row.points.length - 1]?.[0] ?? 0;
  const middle = top + height / 2;
  return (
    <g>
      <text x={0} y={middle - 2} className="strongish">
        {row.name}
      </text>
      <text x={0} y={middle + 12}>
        {row.note}
      </text>
      <line x1={0} x2={width - RIGHT} y1={base} y2={base} className="c-rule" />
      <path
        className="c-scen-band"
        clipPath={clip}
        d={`M${x(first).toFixed(1)} ${base}L${points.join('L')}L${x(last).toFixed(1)} ${base}Z`}
      />
      <path className="c-scen" clipPath={clip} d={`M${points.join('L')}`} />
      {row.limit === null || row.limit.value > row.max ? null : (
        <>
          <line
            x1={LEFT}
            x2={width - RIGHT}
            y1={snap(y(row.limit.value))}
            y2={snap(y(row.limit.value))}
            className="c-limit"
          />
          <text x={width - RIGHT} y={y(row.limit.value) + 11} textAnchor="end" className="ink halo">
            {row.limit.label}
          </text>
        </>
      )}
    </g>
  );
}

/** Labels of event lines, pushed apart so that none covers another; what finds no room is said in the description. */
function placedMarks(chart: LaneChart, x: (second: number) => number, width: number) {
  let free = LEFT - 40;
  return chart.marks.map((mark) => {
    const at = x(mark.seconds);
    const length = mark.label.length * 5.6;
    const start = Math.min(Math.max(at - length / 2, free), width - length);
    const fits = start >= free && Math.abs(start + length / 2 - at) < length;
    if (fits) free = start + length + 8;
    return { ...mark, at, start: fits ? start : null };
  });
}

interface Place {
  readonly chart: LaneChart;
  readonly x: (second: number) => number;
  readonly width: number;
  readonly height: number;
}

function SecondTicks({
  ticks,
  x,
  height,
  end,
}: Pick<Place, 'x' | 'height'> & { readonly ticks: readonly number[]; readonly end: number }) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line x1={snap(x(tick))} x2={snap(x(tick))} y1={TOP} y2={height - BOTTOM} className="c-grid" />
      <text x={x(tick)} y={height - 5} textAnchor={tick === 0 ? 'start' : 'middle'}>
        {tickText(tick, end)}
      </text>
    </g>
  ));
}

function EventLines({ chart, x, width, height }: Place) {
  const inside = (at: number): boolean => at >= LEFT - 0.5 && at <= width - RIGHT + 0.5;
  return placedMarks(chart, x, width)
    .filter((mark) => inside(mark.at))
    .map((mark) => (
      <g key={mark.label}>
        <line x1={snap(mark.at)} x2={snap(mark.at)} y1={TOP - 4} y2={height - BOTTOM} className="c-today" />
        {mark.start === null ? null : (
          <text x={mark.start} y={11} className="ink">
            {mark.label}
          </text>
        )}
      </g>
    ));
}

function Chart({
  chart,
  label,
  size,
}: {
  readonly chart: LaneChart;
  readonly label: string;
  readonly size: BoxSize;
}) {
  const clip = useId();
  const moments = useMemo(() => laneMoments(chart), [chart]);
  const right = Math.max(LEFT + 1, size.width - RIGHT);
  const lanes = chart.rows.length;
  const lane = Math.min(MOST_LANE, Math.max(LEAST_LANE, (size.height - TOP - BOTTOM) / lanes));
  const height = TOP + BOTTOM + lane * lanes;
  const whole = useMemo(() => ({ from: 0, to: chart.maxSeconds }), [chart.maxSeconds]);
  const reading = useSpanReading({
    whole,
    left: LEFT,
    right,
    snap: (at) => at,
    step: (at, direction) =>
      (direction > 0 ? moments.find((moment) => moment > at) : moments.findLast((moment) => moment < at)) ??
      at,
  });
  const { span, cursor } = reading;
  const area = { left: LEFT, right, top: TOP, bottom: height - BOTTOM };
  const scale = scaleLinear().domain([span.from, span.to]).range([LEFT, right]);
  const x = (second: number): number => scale(second);
  const inside = (second: number): number => Math.min(right, Math.max(LEFT, x(second)));
  const read = cursor === null ? null : readLanes(chart, cursor);
  return (
    <>
      <svg width={size.width} height={height}>
        <g aria-hidden="true">
          <clipPath id={clip}>
            <rect x={LEFT} y={0} width={right - LEFT} height={height} />
          </clipPath>
          <SecondTicks
            ticks={scale.ticks(Math.max(2, Math.floor((right - LEFT) / 56)))}
            x={x}
            height={height}
            end={span.to}
          />
          {chart.rows.map((row, at) => (
            <Lane
              key={`${at}:${row.name}`}
              row={row}
              top={TOP + at * lane}
              height={lane}
              width={size.width}
              x={x}
              clip={`url(#${clip})`}
            />
          ))}
          <EventLines chart={chart} x={x} width={size.width} height={height} />
        </g>
        <SpanCursor area={area} reading={reading} inside={inside} />
        <PlotSlider
          area={area}
          label={describeLanes(label, chart)}
          least={0}
          most={chart.maxSeconds}
          at={cursor ?? 0}
          spoken={read?.spoken ?? readLanes(chart, 0).spoken}
          handlers={reading.handlers}
        />
      </svg>
      {read === null || cursor === null ? null : (
        <ChartTip x={inside(cursor)} y={TOP} width={size.width} title={read.title} rows={read.rows} />
      )}
      <ShowAll reading={reading} className="lanes-reset" />
    </>
  );
}

/** What happens in which second: one lane per quantity, shared event lines, one axis of seconds. Read and zoomed like a time series. */
export function TransientLanes({ chart, label }: { readonly chart: LaneChart; readonly label: string }) {
  const [box, size] = useBoxSize<HTMLDivElement>();
  return (
    <div className="chart lanes" ref={box}>
      {size.width === 0 ? null : <Chart chart={chart} label={label} size={size} />}
    </div>
  );
}
