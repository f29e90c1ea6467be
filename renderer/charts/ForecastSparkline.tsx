import { memo } from 'react';
import { monthTicks } from '../../shared/view/demand-chart.ts';
import {
  SPARK_AHEAD_DAYS,
  SPARK_PAST_DAYS,
  type ForecastSpark,
  type SparkSide,
} from '../../shared/view/forecast-spark.ts';
import { bandPath, linePath, type Scale } from './path.ts';
import { useBoxSize } from './use-box-size.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = SPARK_PAST_DAYS + SPARK_AHEAD_DAYS;

/** Room on the right for half a dot; the small charts have it as padding. */
const RIGHT = 5;
/** Units of the plot: a day each across, a hundredth of its height each down. It is stretched to the place it has. */
const DOWN = 100;

/** Across the plot, in per cent. */
const across = (day: number, today: number): string =>
  `${(((day - today + SPARK_PAST_DAYS) / DAYS) * 100).toFixed(2)}%`;

interface CrossingProps {
  readonly side: SparkSide;
  readonly today: number;
  readonly limitY: string;
  readonly kind: 'base' | 'scen';
  readonly isUntrusted: boolean;
}

function Crossing({ side, today, limitY, kind, isUntrusted }: CrossingProps) {
  const { crossing } = side;
  const end = today + SPARK_AHEAD_DAYS;
  if (crossing === null || crossing.day > end) return null;
  const [early, late] = [Math.max(crossing.early, end - DAYS), Math.min(crossing.late, end)];
  return (
    <>
      {late > early ? (
        <line
          x1={across(early, today)}
          x2={across(late, today)}
          y1={limitY}
          y2={limitY}
          className={`c-whisk-${kind}`}
        />
      ) : null}
      <circle
        cx={across(crossing.day, today)}
        cy={limitY}
        r={kind === 'base' ? 3.25 : 3.75}
        className={isUntrusted ? 'c-dot-untrusted' : `c-dot-${kind}`}
      />
    </>
  );
}

interface ForecastSparklineProps {
  readonly spark: ForecastSpark;
  readonly label: string;
  readonly isUntrusted?: boolean;
}

/**
 * One constraint, 60 days back and 90 ahead, as a share of its limit: up is worse, the line is the limit. Drawn in days
 * and shares and stretched by the browser, so that neither the first draw nor another width measures anything.
 */
export const ForecastSparkline = memo(function ForecastSparkline({
  spark,
  label,
  isUntrusted = false,
}: ForecastSparklineProps) {
  const { past, baseline, scenario, hasLimit, low, high, today } = spark;
  const x: Scale = (day) => day - today + SPARK_PAST_DAYS;
  const y: Scale = (share) => (1 - (share - low) / (high - low)) * DOWN;
  const limitY = `${y(1).toFixed(2)}%`;
  const common = { today, limitY };
  return (
    <div className="chart spark" role="img" aria-label={label}>
      <svg aria-hidden="true">
        {hasLimit ? <rect width="100%" height={limitY} className="c-over" /> : null}
        {monthTicks(today - SPARK_PAST_DAYS, today + SPARK_AHEAD_DAYS).map(({ day }) => (
          <line
            key={day}
            x1={across(day, today)}
            x2={across(day, today)}
            y1="0"
            y2="100%"
            className="c-grid"
          />
        ))}
        <line x1={across(today, today)} x2={across(today, today)} y1="0" y2="100%" className="c-today" />
        {hasLimit ? <line x1="0" x2="100%" y1={limitY} y2={limitY} className="c-limit" /> : null}
        <svg viewBox={`0 0 ${DAYS} ${DOWN}`} preserveAspectRatio="none" className="spark-lines">
          <path className="c-base-band" d={bandPath(baseline.band, x, y)} />
          <path className="c-hist" d={linePath(past, x, y, true)} />
          <path className="c-base" d={linePath(baseline.line, x, y)} />
          {scenario === null ? null : <path className="c-scen" d={linePath(scenario.line, x, y)} />}
        </svg>
        {scenario === null ? null : <Crossing side={scenario} kind="scen" isUntrusted={false} {...common} />}
        <Crossing side={baseline} kind="base" isUntrusted={isUntrusted} {...common} />
      </svg>
    </div>
  );
});

/** The axis all small charts share: firsts of months and today. */
export function SparkAxis({ today }: { readonly today: number }) {
  const [box, { width }] = useBoxSize<HTMLDivElement>();
  const x: Scale = (day) => 1 + ((day - today + SPARK_PAST_DAYS) / DAYS) * (width - 1 - RIGHT);
  const months = monthTicks(today - SPARK_PAST_DAYS + 1, today + SPARK_AHEAD_DAYS).filter(({ day }) => {
    const away = x(day) - x(today);
    return x(day) < width - 22 && (away > 22 || away < -42);
  });
  return (
    <div className="chart spark-axis" ref={box} aria-hidden="true">
      {width === 0 ? null : (
        <svg width={width} height={16}>
          {months.map(({ day, month }) => (
            <text key={day} x={x(day) + 3} y={12}>
              {MONTHS[month - 1]}
            </text>
          ))}
          <text x={x(today)} y={12} className="ink" textAnchor="middle">
            today
          </text>
        </svg>
      )}
    </div>
  );
}
