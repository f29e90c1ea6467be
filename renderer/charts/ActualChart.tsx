import { scaleLinear } from 'd3';
import { dayNumber, dayText } from '../../shared/model/instant.ts';
import type { ActualTarget } from '../../shared/timeline/onboarding-actual.ts';
import { axisUnit } from '../../shared/view/axis-unit.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { bandPath, linePath } from './path.ts';
import { plotArea, type Plot } from './plot-area.ts';
import { StepSlider } from './StepSlider.tsx';
import { useBoxSize } from './use-box-size.ts';
import { ValueAxis } from './ValueAxis.tsx';

const MARGINS = { left: 52, right: 10, top: 10, bottom: 18 };
/** Pixels from one date to the next, at least. */
const DATE_STEP = 72;

interface ActualChartProps {
  readonly target: ActualTarget;
  readonly label: string;
  /** Index of the day read off. */
  readonly cursor: number;
  readonly cursorText: string;
  readonly onCursor: (at: number) => void;
}

/** Predicted in accent within its band, the line without the customer thin, measured peaks as dots in ink. */
export function ActualChart({ target, label, cursor, cursorText, onCursor }: ActualChartProps) {
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const { days } = target;
  const first = dayNumber(days[0]?.day ?? '') ?? 0;
  const area = plotArea({ width, height }, MARGINS);
  const all = days.flatMap(({ low, high, without, actual }) => [
    low,
    high,
    without,
    ...(actual === null ? [] : [actual]),
  ]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const air = (most - least || Math.abs(most) || 1) * 0.06;
  const [low, high] = [least - air, most + air];
  const x = scaleLinear()
    .domain([first, first + Math.max(1, days.length - 1)])
    .range([area.left, area.right]);
  const y = scaleLinear().domain([low, high]).range([area.bottom, area.top]);
  const plot: Plot = { ...area, x: (day) => x(day), y: (value) => y(value) };
  const pointsOf = (of: (day: (typeof days)[number]) => number) =>
    days.map((day, at) => ({ day: first + at, value: of(day) }));
  const every = Math.max(1, Math.ceil(days.length / Math.max(1, (area.right - area.left) / DATE_STEP)));
  return (
    <div className="chart actual-chart" ref={box}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} role="group" aria-label={label}>
          <ValueAxis plot={plot} low={low} high={high} unit={axisUnit(target.unit, high)} />
          {days.map((day, at) =>
            at % every === 0 ? (
              <text
                key={day.day}
                x={x(first + at)}
                y={area.bottom + 14}
                textAnchor={at === 0 ? 'start' : 'middle'}
              >
                {formatDay(dayText(first + at), day.day)}
              </text>
            ) : null,
          )}
          <path
            className="c-scen-band"
            d={bandPath(
              days.map((day, at) => ({ day: first + at, low: day.low, high: day.high })),
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
          <StepSlider
            area={area}
            reading={{
              at: cursor,
              least: 0,
              most: Math.max(0, days.length - 1),
              placeOf: (pixel) => x.invert(pixel) - first,
              onMove: onCursor,
            }}
            x={(at) => x(first + at)}
            label="Day read off"
            spoken={cursorText}
          />
        </svg>
      )}
    </div>
  );
}
