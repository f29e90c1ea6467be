import { stepped, type DemandChart } from '../../shared/view/demand-chart.ts';
import type { ChartSide, CrossingPlace } from '../../shared/view/demand-side.ts';
import { bandPath, linePath, snap, type Scale } from './path.ts';
import type { Plot, Scales } from './plot-area.ts';

/** Measured daily peaks: jagged and light; an incomplete day is a hollow dot off the line, since it is not fitted. */
export function Peaks({ chart, x, y }: Scales & { readonly chart: DemandChart }) {
  return (
    <>
      <path
        className="c-hist"
        d={linePath(
          chart.peaks.filter((peak) => peak.complete),
          x,
          y,
          true,
        )}
      />
      {chart.peaks
        .filter((peak) => !peak.complete)
        .map((peak) => (
          <circle key={peak.day} cx={x(peak.day)} cy={y(peak.value)} r={2.25} className="c-incomplete" />
        ))}
      {chart.peaks
        .filter((peak) => chart.outlierDays.has(peak.day))
        .map((peak) => (
          <path
            key={peak.day}
            className="c-outlier"
            d={`M${x(peak.day)} ${y(peak.value) - 4}l4 4l-4 4l-4 -4Z`}
          />
        ))}
    </>
  );
}

/** The ground on which the target is missed: beyond the limit, in its steps. */
export function Beyond({ chart, plot }: { readonly chart: DemandChart; readonly plot: Plot }) {
  const { limit } = chart.baseline;
  const first = limit[0];
  if (first === undefined) return null;
  const corners = [{ day: chart.firstDay, value: first.value }, ...stepped(limit)];
  const last = corners.at(-1) ?? first;
  const edge = chart.missedAbove ? plot.top : plot.bottom;
  return (
    <path
      className="c-over"
      d={`M${plot.left} ${edge}${linePath(corners, plot.x, plot.y).replace('M', 'L')}L${plot.right} ${plot.y(last.value).toFixed(1)}L${plot.right} ${edge}Z`}
    />
  );
}

/** The target line; up to today it stands where it stands today. */
export function Limit({ chart, plot }: { readonly chart: DemandChart; readonly plot: Plot }) {
  const { limit } = chart.baseline;
  const first = limit[0];
  if (first === undefined) return null;
  const corners = [{ day: chart.firstDay, value: first.value }, ...stepped(limit)];
  const y: Scale = (value) => snap(plot.y(value));
  const end = corners.at(-1) ?? first;
  return (
    <>
      <path
        className="c-limit"
        fill="none"
        d={`${linePath(corners, plot.x, y)}L${plot.right} ${y(end.value)}`}
      />
      {chart.scenario === null || chart.scenario.limit.length === 0 ? null : (
        <path className="c-plan" d={linePath(stepped(chart.scenario.limit), plot.x, plot.y)} />
      )}
    </>
  );
}

/** The line through medians, in the fan of its slope's interval: thin ink, its name at its right end. */
export function RobustLine({ chart, x, y }: Scales & { readonly chart: DemandChart }) {
  if (chart.robust === null) return null;
  const edge = (of: 'low' | 'high') =>
    chart.robust?.band.map((point) => ({ day: point.day, value: point[of] })) ?? [];
  return (
    <g className="robust-line">
      <path className="c-robust-edge" d={linePath(edge('low'), x, y)} />
      <path className="c-robust-edge" d={linePath(edge('high'), x, y)} />
      <path className="c-robust" d={linePath(chart.robust.line, x, y)} />
    </g>
  );
}

export function SideLines({
  side,
  kind,
  x,
  y,
}: Scales & { readonly side: ChartSide; readonly kind: 'base' | 'scen' }) {
  return (
    <>
      <path className={`c-${kind}-band`} d={bandPath(side.band, x, y)} />
      <path className="c-fit" d={linePath(side.fitted, x, y)} />
      <path className={`c-${kind}`} d={linePath(side.projected, x, y)} />
    </>
  );
}

interface CrossingDotProps extends Scales {
  readonly crossing: CrossingPlace | null;
  readonly kind: 'base' | 'scen';
  readonly isUntrusted: boolean;
}

/** Where the line reaches the limit: a dot, and a thick whisker from early to late. */
export function CrossingDot({ crossing, kind, isUntrusted, x, y }: CrossingDotProps) {
  if (crossing === null) return null;
  const at = snap(y(crossing.value));
  return (
    <>
      {crossing.late > crossing.early ? (
        <line x1={x(crossing.early)} x2={x(crossing.late)} y1={at} y2={at} className={`c-whisk-${kind}`} />
      ) : null}
      <circle
        cx={x(crossing.day)}
        cy={at}
        r={4}
        className={isUntrusted ? 'c-dot-untrusted' : `c-dot-${kind}`}
      />
    </>
  );
}
