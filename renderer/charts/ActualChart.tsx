import { scaleLinear } from 'd3';
import { dayNumber, dayText } from '../../shared/model/instant.ts';
import type { ActualTarget } from '../../shared/timeline/onboarding-actual.ts';
import { axisUnit, tickText } from '../../shared/view/axis-unit.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { bandPath, linePath, snap } from './path.ts';
import { useBoxSize } from './use-box-size.ts';

const LEFT = 52;
const RIGHT = 10;
const TOP = 10;
const AXIS = 18;

interface ActualChartProps {
  readonly target: ActualTarget;
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
]);

/** Predicted in accent within its band, the line without the customer thin, measured peaks as dots in ink. */
export function ActualChart({ target, label, cursor, cursorText, onCursor }: ActualChartProps) {
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const { days } = target;
  const first = dayNumber(days[0]?.day ?? '') ?? 0;
  const last = first + Math.max(1, days.length - 1);
  const bottom = Math.max(TOP + 1, height - AXIS);
  const right = Math.max(LEFT + 1, width - RIGHT);
  const all = days.flatMap(({ low, high, without, actual }) => [
    low,
    high,
    without,
    ...(actual === null ? [] : [actual]),
  ]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const air = (most - least || Math.abs(most) || 1) * 0.06;
  const unit = axisUnit(target.unit, most + air);
  const x = scaleLinear().domain([first, last]).range([LEFT, right]);
  const y = scaleLinear()
    .domain([least - air, most + air])
    .range([bottom, TOP]);
  const ticks = scaleLinear()
    .domain([(least - air) / unit.factor, (most + air) / unit.factor])
    .ticks(Math.max(2, Math.floor((bottom - TOP) / 44)));
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const clamped = (at: number): number => Math.min(days.length - 1, Math.max(0, at));
  const pointsOf = (of: (day: (typeof days)[number]) => number) =>
    days.map((day, at) => ({ day: first + at, value: of(day) }));
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const by = KEYS.get(event.key);
    if (by === undefined) return;
    event.preventDefault();
    onCursor(clamped(cursor + by));
  };
  const every = Math.max(1, Math.ceil(days.length / Math.max(1, (right - LEFT) / 72)));
  return (
    <div className="chart actual-chart" ref={box}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} role="group" aria-label={label}>
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
          {days.map((day, at) =>
            at % every === 0 ? (
              <text
                key={day.day}
                x={x(first + at)}
                y={bottom + 14}
                textAnchor={at === 0 ? 'start' : 'middle'}
              >
                {formatDay(dayText(first + at), day.day)}
              </text>
            ) : null,
          )}
          <path
            className="c-scen-band"
            d={bandPath(
              days.map(({ low, high }, at) => ({ day: first + at, low, high })),
              x,
              y,
            )}
          />
          <path
            className="c-hist"
            d={linePath(
              pointsOf(({ without }) => without),
              x,
              y,
            )}
          />
          <path
            className="c-scen"
            d={linePath(
              pointsOf(({ predicted }) => predicted),
              x,
              y,
            )}
          />
          {days.map(({ day, actual }, at) =>
            actual === null ? null : (
              <circle key={day} cx={x(first + at)} cy={y(actual)} r={2.5} className="c-actual" />
            ),
          )}
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
            aria-label="Day read off"
            aria-valuemin={0}
            aria-valuemax={Math.max(0, days.length - 1)}
            aria-valuenow={cursor}
            aria-valuetext={cursorText}
            onPointerMove={(event) => {
              const edge = event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0;
              onCursor(clamped(Math.round(x.invert(event.clientX - edge) - first)));
            }}
            onKeyDown={onKeyDown}
          />
        </svg>
      )}
    </div>
  );
}
