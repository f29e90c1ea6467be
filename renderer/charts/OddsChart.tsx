import { scaleLinear } from 'd3';
import { dayNumber } from '../../shared/model/instant.ts';
import { whereDifferent, type DayPoint } from '../../shared/view/demand-side.ts';
import type { OddsLine } from '../../shared/view/odds-view.ts';
import { MonthAxis } from './MonthAxis.tsx';
import { linePath, snap, type Scale } from './path.ts';
import { plotArea, type Plot } from './plot-area.ts';
import { StepSlider } from './StepSlider.tsx';
import { useBoxSize } from './use-box-size.ts';

const MARGINS = { left: 36, right: 10, top: 8, bottom: 18 };
const VISIBLE = 0.004;

const pointsOf = ({ days, share }: OddsLine): readonly DayPoint[] =>
  share.map((value, at) => ({ day: dayNumber(days[at] ?? '') ?? 0, value }));

interface OddsChartProps {
  readonly line: OddsLine;
  /** Drawn only where it differs; `null` without a scenario. */
  readonly scenario: OddsLine | null;
  /** Every target together, thin. */
  readonly all: OddsLine;
  readonly asOf: string;
  readonly label: string;
  /** Index of the day read off. */
  readonly cursor: number;
  readonly cursorText: string;
  readonly onCursor: (at: number) => void;
}

/** Share of the runs in which the target holds, day by day: up is surer. Ink as it is, accent where the scenario differs. */
export function OddsChart(props: OddsChartProps) {
  const { line, scenario, all, cursor } = props;
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const area = plotArea({ width, height }, MARGINS);
  const points = pointsOf(line);
  const [first, last] = [points[0]?.day ?? 0, points.at(-1)?.day ?? 1];
  const days = scaleLinear().domain([first, last]).range([area.left, area.right]);
  const x: Scale = (day) => days(day);
  const y: Scale = (share) => area.bottom - share * (area.bottom - area.top);
  const plot: Plot = { ...area, x, y };
  const read = points[cursor];
  return (
    <div className="chart odds-chart" ref={box}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} role="group" aria-label={props.label}>
          {[0, 0.5, 1].map((share) => (
            <g key={share}>
              <line
                x1={area.left}
                x2={area.right}
                y1={snap(y(share))}
                y2={snap(y(share))}
                className="c-grid"
              />
              <text x={area.left - 6} y={y(share) + 4} textAnchor="end">
                {share * 100}%
              </text>
            </g>
          ))}
          <MonthAxis plot={plot} firstDay={first} lastDay={last} asOf={props.asOf} />
          <path className="c-hist" d={linePath(pointsOf(all), x, y)} />
          <path className="c-base" d={linePath(points, x, y)} />
          {scenario === null ? null : (
            <path
              className="c-scen"
              d={linePath(whereDifferent(pointsOf(scenario), points, VISIBLE), x, y)}
            />
          )}
          <StepSlider
            area={area}
            reading={{
              at: cursor,
              least: 0,
              most: points.length - 1,
              placeOf: (pixel) => days.invert(pixel) - first,
              onMove: props.onCursor,
            }}
            x={(at) => x(first + at)}
            label="Day of the odds"
            spoken={props.cursorText}
          >
            {read === undefined ? null : (
              <circle cx={x(read.day)} cy={y(read.value)} r={3.25} className="c-dot-base" />
            )}
          </StepSlider>
        </svg>
      )}
    </div>
  );
}

/** The same in a row of a table: no axis, no reading; 0% at the foot, 100% at the top. */
export function OddsSpark({ line, scenario, label }: Pick<OddsChartProps, 'line' | 'scenario' | 'label'>) {
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const points = pointsOf(line);
  const [first, last] = [points[0]?.day ?? 0, points.at(-1)?.day ?? 1];
  const x: Scale = (day) => 1 + ((day - first) / Math.max(1, last - first)) * (width - 3);
  const y: Scale = (share) => height - 2 - share * (height - 4);
  return (
    <div className="chart odds-spark" ref={box} role="img" aria-label={label}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} aria-hidden="true">
          {[0, 1].map((share) => (
            <line key={share} x1={0} x2={width} y1={snap(y(share))} y2={snap(y(share))} className="c-grid" />
          ))}
          <path className="c-base" d={linePath(points, x, y)} />
          {scenario === null ? null : (
            <path
              className="c-scen"
              d={linePath(whereDifferent(pointsOf(scenario), points, VISIBLE), x, y)}
            />
          )}
        </svg>
      )}
    </div>
  );
}
