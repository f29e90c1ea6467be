import { scaleLinear } from 'd3';
import { useLayoutEffect, useRef, useState } from 'react';
import type { LaneChart, LaneRow } from '../../shared/view/lanes.ts';
import { quantityText } from '../../shared/view/quantity-format.ts';

const LEFT = 172;
const RIGHT = 12;
const TOP = 18;
const BOTTOM = 20;
const LEAST_LANE = 40;
const MOST_LANE = 72;

/** A line between pixels, so that a hairline stays one pixel wide. */
const snap = (at: number): number => Math.round(at - 0.5) + 0.5;

/** Seconds read well up to two minutes, then minutes, then hours. */
function tickText(second: number, end: number): string {
  if (second === 0) return '0 s';
  if (end > 3 * 3600) return `${Math.round((second / 3600) * 10) / 10} h`;
  return end > 300 ? `${Math.round((second / 60) * 10) / 10} min` : String(second);
}

function describe(row: LaneRow): string {
  const limit = row.limit === null ? '' : `, ${row.limit.label} ${quantityText(row.limit.value, row.unit)}`;
  return `${row.name}: ${row.note}${limit}`;
}

interface LaneProps {
  readonly row: LaneRow;
  readonly top: number;
  readonly height: number;
  readonly width: number;
  readonly x: (second: number) => number;
}

function Lane({ row, top, height, width, x }: LaneProps) {
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
        d={`M${x(first).toFixed(1)} ${base}L${points.join('L')}L${x(last).toFixed(1)} ${base}Z`}
      />
      <path className="c-scen" d={`M${points.join('L')}`} />
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

/** What happens in which second: one lane per quantity, shared event lines, one axis of seconds. */
export function TransientLanes({ chart, label }: { readonly chart: LaneChart; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const lanes = chart.rows.length;
  const room = (size.height - TOP - BOTTOM) / lanes;
  const lane = Math.min(MOST_LANE, Math.max(LEAST_LANE, room));
  const height = TOP + BOTTOM + lane * lanes;
  const scale = scaleLinear()
    .domain([0, chart.maxSeconds])
    .range([LEFT, Math.max(LEFT + 1, size.width - RIGHT)]);
  const x = (second: number): number => scale(second);
  const ticks = scale.ticks(Math.max(2, Math.floor((size.width - LEFT) / 56)));
  return (
    <div className="chart lanes" ref={box}>
      {size.width === 0 ? null : (
        <svg
          width={size.width}
          height={height}
          role="img"
          aria-label={`${label}. ${chart.rows.map(describe).join('. ')}. ${chart.marks.map((mark) => `${mark.label} at ${mark.seconds.toFixed(1)} s`).join(', ')}`}
        >
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={snap(x(tick))} x2={snap(x(tick))} y1={TOP} y2={height - BOTTOM} className="c-grid" />
              <text x={x(tick)} y={height - 5} textAnchor={tick === 0 ? 'start' : 'middle'}>
                {tickText(tick, chart.maxSeconds)}
              </text>
            </g>
          ))}
          {chart.rows.map((row, at) => (
            <Lane
              key={`${at}:${row.name}`}
              row={row}
              top={TOP + at * lane}
              height={lane}
              width={size.width}
              x={x}
            />
          ))}
          {placedMarks(chart, x, size.width).map((mark) => (
            <g key={mark.label}>
              <line
                x1={snap(mark.at)}
                x2={snap(mark.at)}
                y1={TOP - 4}
                y2={height - BOTTOM}
                className="c-today"
              />
              {mark.start === null ? null : (
                <text x={mark.start} y={11} className="ink">
                  {mark.label}
                </text>
              )}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
