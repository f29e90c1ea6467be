import { scaleLinear } from 'd3';
import { useId } from 'react';
import { dayText } from '../../shared/model/instant.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { tickText } from '../../shared/view/axis-unit.ts';
import { monthTicks, type DemandChart as Chart } from '../../shared/view/demand-chart.ts';
import type { BandPoint, DayPoint } from '../../shared/view/demand-side.ts';
import type { FitWindow } from '../../shared/view/fit-window.ts';
import { Beyond, CrossingDot, Limit, Peaks, RobustLine, SideLines, type Plot } from './DemandMarks.tsx';
import { EventMarks } from './EventMarks.tsx';
import { bandPath, linePath, snap } from './path.ts';
import { useBoxSize } from './use-box-size.ts';
import { WindowRail } from './WindowRail.tsx';

const LEFT = 52;
const RIGHT = 10;
const TOP = 18;
const AXIS = 18;
const RAIL = 22;

/** A line that was drawn from an earlier day, laid under what came. */
export interface PastLine {
  readonly cutoff: number;
  readonly line: readonly DayPoint[];
  readonly band: readonly BandPoint[];
}

interface DemandChartProps {
  readonly chart: Chart;
  readonly asOf: string;
  readonly label: string;
  readonly limitLabel: string | null;
  /** The baseline's date is not to be trusted: its dot is hollow and grey. */
  readonly isUntrusted: boolean;
  /** Labels beside the dots: `14 May (6 – 23 May)`. */
  readonly crossingLabel: string | null;
  readonly scenarioCrossingLabel: string | null;
  readonly past: PastLine | null;
  readonly window: FitWindow | null;
  readonly bounds: FitWindow | null;
  readonly onWindow: (window: FitWindow) => void;
  /** The day read off: moved by the pointer or the arrow keys. */
  readonly cursor: number;
  readonly cursorText: string;
  readonly onCursor: (day: number) => void;
  readonly onAsk: (day: number) => void;
}

const CURSOR_KEYS: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
  ['PageDown', -7],
  ['PageUp', 7],
]);

function Axes({ chart, plot, asOf }: { readonly chart: Chart; readonly plot: Plot; readonly asOf: string }) {
  const { factor } = chart.unit;
  const shown = scaleLinear().domain([chart.low / factor, chart.high / factor]);
  const ticks = shown.ticks(Math.max(2, Math.floor((plot.bottom - plot.top) / 44)));
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const months = monthTicks(chart.firstDay, chart.endDay);
  const pixelsPerMonth = (plot.right - plot.left) / Math.max(1, months.length);
  const longest = Math.max(0, ...months.map(({ day }) => formatDay(dayText(day), asOf).length));
  const every = Math.max(1, Math.ceil(Math.max(44, longest * 6.4 + 8) / pixelsPerMonth));
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={plot.left}
            x2={plot.right}
            y1={snap(plot.y(tick * factor))}
            y2={snap(plot.y(tick * factor))}
            className="c-grid"
          />
          <text x={plot.left - 6} y={plot.y(tick * factor) + 4} textAnchor="end">
            {tickText(tick, step)}
          </text>
        </g>
      ))}
      {months.map(({ day }, at) => (
        <g key={day}>
          <line
            x1={snap(plot.x(day))}
            x2={snap(plot.x(day))}
            y1={plot.top}
            y2={plot.bottom}
            className="c-grid"
          />
          {at % every === 0 && Math.abs(plot.x(day) - plot.x(chart.today)) > 38 ? (
            <text x={plot.x(day)} y={plot.bottom + 14} textAnchor="middle">
              {formatDay(dayText(day), asOf)}
            </text>
          ) : null}
        </g>
      ))}
      <line
        x1={snap(plot.x(chart.today))}
        x2={snap(plot.x(chart.today))}
        y1={plot.top}
        y2={plot.bottom}
        className="c-today"
      />
      <text x={plot.x(chart.today)} y={plot.bottom + 14} textAnchor="middle" className="ink">
        today
      </text>
    </>
  );
}

/** Written beside the dot, on the side with more room, above the limit line. */
function CrossingLabel({
  plot,
  crossing,
  text,
  kind,
}: {
  readonly plot: Plot;
  readonly crossing: { readonly day: number; readonly value: number } | null;
  readonly text: string | null;
  readonly kind: 'strong' | 'scen';
}) {
  if (crossing === null || text === null) return null;
  const at = plot.x(crossing.day);
  const isRight = at < (plot.left + plot.right) / 2;
  return (
    <text
      x={isRight ? at + 9 : at - 9}
      y={plot.y(crossing.value) + (kind === 'scen' ? 16 : -7)}
      textAnchor={isRight ? 'start' : 'end'}
      className={`${kind} halo`}
    >
      {text}
    </text>
  );
}

/** The robust line is named at its right end, on the side of it where the fitted line is not. */
function RobustName({ chart, plot }: { readonly chart: Chart; readonly plot: Plot }) {
  const end = chart.robust?.line.at(-1);
  if (end === undefined) return null;
  const fitted = chart.baseline.projected.at(-1)?.value ?? end.value;
  const at = Math.min(
    plot.bottom - 4,
    Math.max(plot.top + 10, plot.y(end.value) + (end.value < fitted ? 14 : -6)),
  );
  return (
    <text x={plot.right - 4} y={at} textAnchor="end" className="ink halo">
      robust
    </text>
  );
}

function Drawing({
  props,
  plot,
  clip,
}: {
  readonly props: DemandChartProps;
  readonly plot: Plot;
  readonly clip: string;
}) {
  const { chart, past } = props;
  const { x, y } = plot;
  return (
    <>
      <clipPath id={clip}>
        <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <Beyond chart={chart} plot={plot} />
      </g>
      <Axes chart={chart} plot={plot} asOf={props.asOf} />
      <g clipPath={`url(#${clip})`}>
        <Limit chart={chart} plot={plot} />
        <SideLines side={chart.baseline} kind="base" x={x} y={y} />
        <Peaks chart={chart} x={x} y={y} />
        <RobustLine chart={chart} x={x} y={y} />
        {past === null ? null : (
          <g className="past-line">
            <path className="c-past-band" d={bandPath(past.band, x, y)} />
            <path className="c-ghost" d={linePath(past.line, x, y)} />
            <line
              x1={snap(x(past.cutoff))}
              x2={snap(x(past.cutoff))}
              y1={plot.top}
              y2={plot.bottom}
              className="c-cutoff"
            />
          </g>
        )}
        {chart.scenario === null ? null : <SideLines side={chart.scenario} kind="scen" x={x} y={y} />}
      </g>
      <EventMarks chart={chart} plot={plot} />
      <RobustName chart={chart} plot={plot} />
      {chart.scenario === null ? null : (
        <CrossingDot crossing={chart.scenario.crossing} kind="scen" isUntrusted={false} x={x} y={y} />
      )}
      <CrossingDot
        crossing={chart.baseline.crossing}
        kind="base"
        isUntrusted={props.isUntrusted}
        x={x}
        y={y}
      />
      {props.limitLabel === null || chart.baseline.limit[0] === undefined ? null : (
        <text
          x={plot.left + 4}
          y={y(chart.baseline.limit[0].value) + (chart.missedAbove ? -6 : 14)}
          className="ink halo"
        >
          {props.limitLabel}
        </text>
      )}
      <CrossingLabel
        plot={plot}
        crossing={chart.baseline.crossing}
        text={props.crossingLabel}
        kind="strong"
      />
      <CrossingLabel
        plot={plot}
        crossing={chart.scenario?.crossing ?? null}
        text={props.scenarioCrossingLabel}
        kind="scen"
      />
    </>
  );
}

/**
 * Demand against its limit over days. Past: daily peaks, jagged; future: the line in its interval; the limit steps where
 * capacity arrives; the scenario in accent only where it differs. Below: the days the line is fitted to.
 */
export function DemandChart(props: DemandChartProps) {
  const { chart, cursor, onCursor } = props;
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const clip = useId();
  const bottom = Math.max(TOP + 1, height - AXIS - RAIL);
  const right = Math.max(LEFT + 1, width - RIGHT);
  const days = scaleLinear().domain([chart.firstDay, chart.endDay]).range([LEFT, right]);
  const values = scaleLinear().domain([chart.low, chart.high]).range([bottom, TOP]);
  const plot: Plot = {
    x: (day) => days(day),
    y: (value) => values(value),
    left: LEFT,
    right,
    top: TOP,
    bottom,
  };
  const clampDay = (day: number): number => Math.min(chart.endDay, Math.max(chart.firstDay, Math.round(day)));
  const follow = (event: React.PointerEvent<SVGRectElement>): void => {
    const edge = event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0;
    onCursor(clampDay(days.invert(event.clientX - edge)));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter') props.onAsk(cursor);
    else {
      const by = CURSOR_KEYS.get(event.key);
      if (by === undefined) return;
      onCursor(clampDay(cursor + by));
    }
    event.preventDefault();
  };
  return (
    <div className="chart demand" ref={box}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} role="group" aria-label={props.label}>
          <Drawing props={props} plot={plot} clip={clip} />
          <line x1={snap(days(cursor))} x2={snap(days(cursor))} y1={TOP} y2={bottom} className="c-cursor" />
          <rect
            x={LEFT}
            y={TOP}
            width={right - LEFT}
            height={bottom - TOP}
            fill="transparent"
            className="c-plot"
            role="slider"
            tabIndex={0}
            aria-label="Day read off"
            aria-valuemin={chart.firstDay}
            aria-valuemax={chart.endDay}
            aria-valuenow={cursor}
            aria-valuetext={props.cursorText}
            onPointerMove={follow}
            onClick={() => props.onAsk(cursor)}
            onKeyDown={onKeyDown}
          />
          {props.window === null || props.bounds === null ? null : (
            <WindowRail
              window={props.window}
              bounds={props.bounds}
              x={plot.x}
              dayAt={(pixel) => days.invert(pixel)}
              top={height - RAIL + 6}
              asOf={props.asOf}
              onChange={props.onWindow}
            />
          )}
        </svg>
      )}
    </div>
  );
}
