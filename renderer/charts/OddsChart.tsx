import { scaleLinear } from 'd3';
import { dayNumber, dayText } from '../../shared/model/instant.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { monthTicks } from '../../shared/view/demand-chart.ts';
import { whereDifferent, type DayPoint } from '../../shared/view/demand-side.ts';
import type { OddsLine } from '../../shared/view/odds-view.ts';
import { linePath, snap, type Scale } from './path.ts';
import { useBoxSize } from './use-box-size.ts';

const LEFT = 36;
const RIGHT = 10;
const TOP = 8;
const AXIS = 18;
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

const KEYS: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
  ['PageDown', -7],
  ['PageUp', 7],
  ['Home', -10_000],
  ['End', 10_000],
]);

/** Share of the runs in which the target holds, day by day: up is surer. Ink as it is, accent where the scenario differs. */
export function OddsChart(props: OddsChartProps) {
  const { line, scenario, all, asOf, cursor } = props;
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const bottom = Math.max(TOP + 1, height - AXIS);
  const right = Math.max(LEFT + 1, width - RIGHT);
  const points = pointsOf(line);
  const [first, last] = [points[0]?.day ?? 0, points.at(-1)?.day ?? 1];
  const days = scaleLinear().domain([first, last]).range([LEFT, right]);
  const x: Scale = (day) => days(day);
  const y: Scale = (share) => bottom - share * (bottom - TOP);
  const clamped = (at: number): number => Math.min(points.length - 1, Math.max(0, at));
  const follow = (event: React.PointerEvent<SVGRectElement>): void => {
    const edge = event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0;
    props.onCursor(clamped(Math.round(days.invert(event.clientX - edge) - first)));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const by = KEYS.get(event.key);
    if (by === undefined) return;
    event.preventDefault();
    props.onCursor(clamped(cursor + by));
  };
  const read = points[cursor];
  return (
    <div className="chart odds-chart" ref={box}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} role="group" aria-label={props.label}>
          {[0, 0.5, 1].map((share) => (
            <g key={share}>
              <line x1={LEFT} x2={right} y1={snap(y(share))} y2={snap(y(share))} className="c-grid" />
              <text x={LEFT - 6} y={y(share) + 4} textAnchor="end">
                {share * 100}%
              </text>
            </g>
          ))}
          {monthTicks(first + 1, last).map(({ day }) => (
            <g key={day}>
              <line x1={snap(x(day))} x2={snap(x(day))} y1={TOP} y2={bottom} className="c-grid" />
              {x(day) - LEFT < 56 ? null : (
                <text x={x(day)} y={bottom + 14} textAnchor={right - x(day) < 20 ? 'end' : 'middle'}>
                  {formatDay(dayText(day), asOf)}
                </text>
              )}
            </g>
          ))}
          <text x={LEFT} y={bottom + 14} className="ink">
            today
          </text>
          <path className="c-hist" d={linePath(pointsOf(all), x, y)} />
          <path className="c-base" d={linePath(points, x, y)} />
          {scenario === null ? null : (
            <path
              className="c-scen"
              d={linePath(whereDifferent(pointsOf(scenario), points, VISIBLE), x, y)}
            />
          )}
          {read === undefined ? null : (
            <>
              <line x1={snap(x(read.day))} x2={snap(x(read.day))} y1={TOP} y2={bottom} className="c-read" />
              <circle cx={x(read.day)} cy={y(read.value)} r={3.25} className="c-dot-base" />
            </>
          )}
          <rect
            x={LEFT}
            y={TOP}
            width={right - LEFT}
            height={bottom - TOP}
            fill="transparent"
            className="c-plot"
            role="slider"
            tabIndex={0}
            aria-label="Day of the odds"
            aria-valuemin={0}
            aria-valuemax={points.length - 1}
            aria-valuenow={cursor}
            aria-valuetext={props.cursorText}
            onPointerMove={follow}
            onKeyDown={onKeyDown}
          />
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
