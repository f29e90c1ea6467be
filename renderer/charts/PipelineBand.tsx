import { scaleLinear } from 'd3';
import { dayNumber } from '../../shared/model/instant.ts';
import { axisUnit } from '../../shared/view/axis-unit.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { stepped } from '../../shared/view/demand-chart.ts';
import type { DayPoint } from '../../shared/view/demand-side.ts';
import type { PipelineTarget } from '../../shared/timeline/pipeline-result.ts';
import { MonthAxis } from './MonthAxis.tsx';
import { bandPath, linePath, snap } from './path.ts';
import { plotArea, type Plot } from './plot-area.ts';
import { StepSlider } from './StepSlider.tsx';
import { useBoxSize } from './use-box-size.ts';
import { ValueAxis } from './ValueAxis.tsx';

const MARGINS = { left: 52, right: 10, top: 18, bottom: 18 };

interface PipelineBandProps {
  readonly target: PipelineTarget;
  readonly days: readonly string[];
  readonly label: string;
  readonly limitLabel: string;
  /** Days on which customers begin, with their names. */
  readonly starts: readonly { readonly day: string; readonly label: string }[];
  /** Index of the day read off. */
  readonly cursor: number;
  readonly cursorText: string;
  readonly onCursor: (at: number) => void;
}

/** Demand of a target with the pipeline: without anybody in ink, expected in accent, the band from 10% to 90% of the runs. */
export function PipelineBand(props: PipelineBandProps) {
  const { target, days } = props;
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const first = dayNumber(days[0] ?? '') ?? 0;
  const last = first + days.length - 1;
  const asOf = days[0] ?? null;
  const area = plotArea({ width, height }, MARGINS);
  const pointsOf = (values: readonly number[]): readonly DayPoint[] =>
    values.map((value, at) => ({ day: first + at, value }));
  const all = [...target.limit, ...target.base, ...target.p10, ...target.p90, ...target.expected];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const air = (most - least || Math.abs(most) || 1) * 0.06;
  const [low, high] = [least >= 0 ? Math.max(0, least - air) : least - air, most + air];
  const x = scaleLinear().domain([first, last]).range([area.left, area.right]);
  const y = scaleLinear().domain([low, high]).range([area.bottom, area.top]);
  const plot: Plot = { ...area, x: (day) => x(day), y: (value) => y(value) };
  const band = target.p10.map((value, at) => ({
    day: first + at,
    low: value,
    high: target.p90[at] ?? value,
  }));
  return (
    <div className="chart pipeline-band" ref={box}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} role="group" aria-label={props.label}>
          <ValueAxis plot={plot} low={low} high={high} unit={axisUnit(target.unit, high)} />
          <MonthAxis plot={plot} firstDay={first} lastDay={last} asOf={asOf} />
          <path className="c-scen-band" d={bandPath(band, x, y)} />
          <path className="c-limit" d={linePath(stepped(pointsOf(target.limit)), x, y)} fill="none" />
          <text x={area.left + 4} y={y(target.limit[0] ?? 0) - 6} className="ink halo">
            {props.limitLabel}
          </text>
          <path className="c-base" d={linePath(pointsOf(target.base), x, y)} />
          <path className="c-scen" d={linePath(pointsOf(target.expected), x, y)} />
          {props.starts.map(({ day, label }) => {
            const at = snap(x(dayNumber(day) ?? first));
            return (
              <g key={`${day} ${label}`}>
                <title>{`${label}, ${formatDay(day, asOf)}`}</title>
                <line x1={at} x2={at} y1={area.bottom - 8} y2={area.bottom} className="c-event scen" />
              </g>
            );
          })}
          <StepSlider
            area={area}
            reading={{
              at: props.cursor,
              least: 0,
              most: days.length - 1,
              placeOf: (pixel) => x.invert(pixel) - first,
              onMove: props.onCursor,
            }}
            x={(at) => x(first + at)}
            label="Day read off the pipeline"
            spoken={props.cursorText}
          />
        </svg>
      )}
    </div>
  );
}
