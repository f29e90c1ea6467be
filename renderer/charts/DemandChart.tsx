import { scaleLinear } from 'd3';
import { useId } from 'react';
import type { DemandChart as Chart } from '../../shared/view/demand-chart.ts';
import type { BandPoint, DayPoint } from '../../shared/view/demand-side.ts';
import type { FitWindow } from '../../shared/view/fit-window.ts';
import { DemandAxes } from './DemandAxes.tsx';
import { CrossingLabel, RobustName } from './DemandLabels.tsx';
import { Beyond, CrossingDot, Limit, Peaks, RobustLine, SideLines } from './DemandMarks.tsx';
import { EventMarks } from './EventMarks.tsx';
import { bandPath, linePath, snap } from './path.ts';
import { plotArea, type Plot } from './plot-area.ts';
import { StepSlider } from './StepSlider.tsx';
import { useBoxSize } from './use-box-size.ts';
import { WindowRail } from './WindowRail.tsx';

const RAIL = 22;
const MARGINS = { left: 52, right: 10, top: 18, bottom: 18 + RAIL };

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
      <DemandAxes chart={chart} plot={plot} asOf={props.asOf} />
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
  const { chart } = props;
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const clip = useId();
  const area = plotArea({ width, height }, MARGINS);
  const days = scaleLinear().domain([chart.firstDay, chart.endDay]).range([area.left, area.right]);
  const values = scaleLinear().domain([chart.low, chart.high]).range([area.bottom, area.top]);
  const plot: Plot = { ...area, x: (day) => days(day), y: (value) => values(value) };
  return (
    <div className="chart demand" ref={box}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} role="group" aria-label={props.label}>
          <Drawing props={props} plot={plot} clip={clip} />
          <StepSlider
            area={area}
            reading={{
              at: props.cursor,
              least: chart.firstDay,
              most: chart.endDay,
              placeOf: (pixel) => days.invert(pixel),
              onMove: props.onCursor,
              onAsk: props.onAsk,
            }}
            x={plot.x}
            label="Day read off"
            spoken={props.cursorText}
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
