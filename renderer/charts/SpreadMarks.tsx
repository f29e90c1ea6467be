import { scaleLinear } from 'd3';
import { tickText, type AxisUnit } from '../../shared/view/axis-unit.ts';
import { countUpTo, type Histogram } from '../../shared/view/histogram.ts';
import { formatInteger, formatPercent } from '../../shared/view/number-format.ts';
import { snap } from './path.ts';
import type { Plot } from './plot-area.ts';

/** Bars of how many, or the line of what share is not above. */
export type SpreadForm = 'histogram' | 'ecdf';

/** How many or what share at the left; values of the things below. */
export function SpreadAxes({
  plot,
  span,
  most,
  unit,
  form,
}: {
  readonly plot: Plot;
  readonly span: { readonly from: number; readonly to: number };
  readonly most: number;
  readonly unit: AxisUnit;
  readonly form: SpreadForm;
}) {
  const xs = scaleLinear()
    .domain([span.from / unit.factor, span.to / unit.factor])
    .ticks(Math.max(2, Math.floor((plot.right - plot.left) / 64)));
  const step = (xs[1] ?? 1) - (xs[0] ?? 0);
  const ys = scaleLinear()
    .domain([0, most])
    .ticks(form === 'ecdf' ? 2 : Math.min(4, most))
    .filter((tick) => form === 'ecdf' || Number.isInteger(tick));
  return (
    <>
      {ys.map((tick) => (
        <g key={tick}>
          <line
            x1={plot.left}
            x2={plot.right}
            y1={snap(plot.y(tick))}
            y2={snap(plot.y(tick))}
            className="c-grid"
          />
          <text x={plot.left - 6} y={plot.y(tick) + 4} textAnchor="end">
            {form === 'ecdf' ? formatPercent(tick, 0) : formatInteger(tick)}
          </text>
        </g>
      ))}
      {xs.map((tick) => (
        <text key={tick} x={plot.x(tick * unit.factor)} y={plot.bottom + 14} textAnchor="middle">
          {tickText(tick, step)}
          {unit.label === '%' ? '%' : ''}
        </text>
      ))}
    </>
  );
}

/** Bars in ink; the scenario's counts as an accent line over them, only where they differ. */
export function SpreadBars({
  before,
  after,
  plot,
}: {
  readonly before: Histogram;
  readonly after: Histogram | null;
  readonly plot: Plot;
}) {
  return before.counts.map((count, bin) => {
    const [from, to] = [plot.x(before.bounds[bin] ?? 0), plot.x(before.bounds[bin + 1] ?? 0)];
    const then = after?.counts[bin];
    return (
      <g key={before.bounds[bin]}>
        {count === 0 ? null : (
          <rect
            x={from + 0.5}
            y={plot.y(count)}
            width={Math.max(1, to - from - 1)}
            height={plot.bottom - plot.y(count)}
            className="c-bin"
          />
        )}
        {then === undefined || then === count ? null : (
          <line x1={from} x2={to} y1={snap(plot.y(then))} y2={snap(plot.y(then))} className="c-scen" />
        )}
      </g>
    );
  });
}

/** The `d` of the share that is not above each value, a step up at every one. */
export function sharePath(sorted: Float64Array, from: number, to: number, plot: Plot): string {
  let path = `M${plot.x(from).toFixed(1)} ${plot.y(countUpTo(sorted, from) / sorted.length).toFixed(1)}`;
  for (const [index, value] of sorted.entries()) {
    if (value < from || value > to) continue;
    path += `H${plot.x(value).toFixed(1)}V${plot.y((index + 1) / sorted.length).toFixed(1)}`;
  }
  return `${path}H${plot.x(to).toFixed(1)}`;
}
