import { useId } from 'react';
import { monthTicks } from '../../shared/view/demand-chart.ts';
import {
  SPARK_AHEAD_DAYS,
  SPARK_PAST_DAYS,
  type ForecastSpark,
  type SparkSide,
} from '../../shared/view/forecast-spark.ts';
import { bandPath, linePath, snap, type Scale } from './path.ts';
import { useBoxSize } from './use-box-size.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const RIGHT = 5;

/** All small charts share this axis: 60 days back, 90 ahead. */
function dayScale(today: number, width: number): Scale {
  const days = SPARK_PAST_DAYS + SPARK_AHEAD_DAYS;
  return (day) => 1 + ((day - today + SPARK_PAST_DAYS) / days) * (width - 1 - RIGHT);
}

interface CrossingProps {
  readonly side: SparkSide;
  readonly x: Scale;
  readonly limitY: number;
  readonly end: number;
  readonly kind: 'base' | 'scen';
  readonly isUntrusted: boolean;
}

function Crossing({ side, x, limitY, end, kind, isUntrusted }: CrossingProps) {
  const { crossing } = side;
  if (crossing === null || crossing.day > end) return null;
  const [early, late] = [
    Math.max(crossing.early, end - SPARK_PAST_DAYS - SPARK_AHEAD_DAYS),
    Math.min(crossing.late, end),
  ];
  return (
    <>
      {late > early ? (
        <line x1={x(early)} x2={x(late)} y1={limitY} y2={limitY} className={`c-whisk-${kind}`} />
      ) : null}
      <circle
        cx={x(crossing.day)}
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

/** One constraint, 60 days back and 90 ahead, as a share of its limit: up is worse, the line is the limit. */
export function ForecastSparkline({ spark, label, isUntrusted = false }: ForecastSparklineProps) {
  const [box, { width, height }] = useBoxSize<HTMLDivElement>();
  const clip = useId();
  const x = dayScale(spark.today, width);
  const y: Scale = (share) => 2 + (1 - (share - spark.low) / (spark.high - spark.low)) * (height - 4);
  const limitY = snap(y(1));
  const end = spark.today + SPARK_AHEAD_DAYS;
  return (
    <div className="chart spark" ref={box} role="img" aria-label={label}>
      {width === 0 || height === 0 ? null : (
        <svg width={width} height={height} aria-hidden="true">
          <clipPath id={clip}>
            <rect x={0} y={0} width={Math.max(0, width - RIGHT + 1)} height={height} />
          </clipPath>
          <g clipPath={`url(#${clip})`}>
            {spark.hasLimit ? (
              <rect x={1} y={0} width={width} height={Math.max(0, limitY)} className="c-over" />
            ) : null}
            {monthTicks(spark.today - SPARK_PAST_DAYS, end).map(({ day }) => (
              <line key={day} x1={snap(x(day))} x2={snap(x(day))} y1={0} y2={height} className="c-grid" />
            ))}
            <line
              x1={snap(x(spark.today))}
              x2={snap(x(spark.today))}
              y1={0}
              y2={height}
              className="c-today"
            />
            {spark.hasLimit ? <line x1={1} x2={width} y1={limitY} y2={limitY} className="c-limit" /> : null}
            <path className="c-base-band" d={bandPath(spark.baseline.band, x, y)} />
            <path className="c-hist" d={linePath(spark.past, x, y, true)} />
            <path className="c-base" d={linePath(spark.baseline.line, x, y)} />
            {spark.scenario === null ? null : (
              <path className="c-scen" d={linePath(spark.scenario.line, x, y)} />
            )}
          </g>
          {spark.scenario === null ? null : (
            <Crossing side={spark.scenario} kind="scen" isUntrusted={false} {...{ x, limitY, end }} />
          )}
          <Crossing side={spark.baseline} kind="base" isUntrusted={isUntrusted} {...{ x, limitY, end }} />
        </svg>
      )}
    </div>
  );
}

/** The axis all small charts share: firsts of months and today. */
export function SparkAxis({ today }: { readonly today: number }) {
  const [box, { width }] = useBoxSize<HTMLDivElement>();
  const x = dayScale(today, width);
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
