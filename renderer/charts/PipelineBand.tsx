import { scaleLinear } from 'd3';
import { dayNumber, dayText } from '../../shared/model/instant.ts';
import { axisUnit, tickText } from '../../shared/view/axis-unit.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { monthTicks, stepped } from '../../shared/view/demand-chart.ts';
import type { DayPoint } from '../../shared/view/demand-side.ts';
import type { PipelineTarget } from '../../shared/timeline/pipeline-result.ts';
import { bandPath, linePath, snap } from './path.ts';
import { useBoxSize } from './use-box-size.ts';

const LEFT = 52;
const RIGHT = 10;
const TOP = 18;
const AXIS = 18;

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

const KEYS: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
  ['PageDown', -7],
  ['PageUp', 7],
  ['Home', -100_000],
  ['End', 100_000],
]);

/** Demand of a target with the pipeline: without anybody in ink, expected in accent, the band from 10% to 90% of the runs. */
export function PipelineBand(props: PipelineBandProps) {
  const { target, days, cursor } = props;
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const first = dayNumber(days[0] ?? '') ?? 0;
  const last = first + days.length - 1;
  const bottom = Math.max(TOP + 1, height - AXIS);
  const right = Math.max(LEFT + 1, width - RIGHT);
  const pointsOf = (values: readonly number[]): readonly DayPoint[] =>
    values.map((value, at) => ({ day: first + at, value }));
  const limit = pointsOf(target.limit);
  const all = [...target.limit, ...target.base, ...target.p10, ...target.p90, ...target.expected];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const air = (most - least || Math.abs(most) || 1) * 0.06;
  const [low, high] = [least >= 0 ? Math.max(0, least - air) : least - air, most + air];
  const unit = axisUnit(target.unit, high);
  const x = scaleLinear().domain([first, last]).range([LEFT, right]);
  const y = scaleLinear().domain([low, high]).range([bottom, TOP]);
  const ticks = scaleLinear()
    .domain([low / unit.factor, high / unit.factor])
    .ticks(Math.max(2, Math.floor((bottom - TOP) / 44)));
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const clamped = (at: number): number => Math.min(days.length - 1, Math.max(0, at));
  const follow = (event: React.PointerEvent<SVGRectElement>): void => {
    const edge = event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0;
    props.onCursor(clamped(Math.round(x.invert(event.clientX - edge) - first)));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const by = KEYS.get(event.key);
    if (by === undefined) return;
    event.preventDefault();
    props.onCursor(clamped(cursor + by));
  };
  const band = target.p10.map((value, at) => ({
    day: first + at,
    low: value,
    high: target.p90[at] ?? value,
  }));
  const limitY = y(target.limit[0] ?? 0);
  return (
    <div className="chart pipeline-band" ref={box}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} role="group" aria-label={props.label}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                x1={LEFT}
                x2={right}
                y1={snap(y(tick * unit.factor))}
                y2={snap(y(tick * unit.factor))}
                className="c-grid"
              />
              <text x={LEFT - 6} y={y(tick * unit.factor) + 4} textAnchor="end">
                {tickText(tick, step)}
              </text>
            </g>
          ))}
          {monthTicks(first + 1, last).map(({ day }) => (
            <g key={day}>
              <line x1={snap(x(day))} x2={snap(x(day))} y1={TOP} y2={bottom} className="c-grid" />
              {x(day) - LEFT < 40 ? null : (
                <text x={x(day)} y={bottom + 14} textAnchor={right - x(day) < 24 ? 'end' : 'middle'}>
                  {formatDay(dayText(day), days[0] ?? null)}
                </text>
              )}
            </g>
          ))}
          <text x={LEFT} y={bottom + 14} className="ink">
            today
          </text>
          <path className="c-scen-band" d={bandPath(band, x, y)} />
          <path className="c-limit" d={linePath(stepped(limit), x, y)} fill="none" />
          <text x={LEFT + 4} y={limitY - 6} className="ink halo">
            {props.limitLabel}
          </text>
          <path className="c-base" d={linePath(pointsOf(target.base), x, y)} />
          <path className="c-scen" d={linePath(pointsOf(target.expected), x, y)} />
          {props.starts.map(({ day, label }) => {
            const at = x(dayNumber(day) ?? first);
            return (
              <g key={`${day} ${label}`}>
                <title>{`${label}, ${formatDay(day, days[0] ?? null)}`}</title>
                <line x1={snap(at)} x2={snap(at)} y1={bottom - 8} y2={bottom} className="c-event scen" />
              </g>
            );
          })}
          <line
            x1={snap(x(first + cursor))}
            x2={snap(x(first + cursor))}
            y1={TOP}
            y2={bottom}
            className="c-read"
          />
          <rect
            x={LEFT}
            y={TOP}
            width={right - LEFT}
            height={bottom - TOP}
            fill="transparent"
            className="c-plot"
            role="slider"
            tabIndex={0}
            aria-label="Day read off the pipeline"
            aria-valuemin={0}
            aria-valuemax={days.length - 1}
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
