import type { DemandChart } from '../../shared/view/demand-chart.ts';
import type { Plot } from './plot-area.ts';

/** Written beside the dot, on the side with more room, above the limit line. */
export function CrossingLabel({
  plot,
  crossing,
  text,
  kind,
}: {
  readonly plot: Plot;
  readonly crossing: { readonly day: number; readonly value: number } | null;
  readonly text: string | null;
  readonly kind: 'strong' | 'scen';
}) {
  if (crossing === null || text === null) return null;
  const at = plot.x(crossing.day);
  const isRight = at < (plot.left + plot.right) / 2;
  return (
    <text
      x={isRight ? at + 9 : at - 9}
      y={plot.y(crossing.value) + (kind === 'scen' ? 16 : -7)}
      textAnchor={isRight ? 'start' : 'end'}
      className={`${kind} halo`}
    >
      {text}
    </text>
  );
}

/** The robust line is named at its right end, on the side of it where the fitted line is not. */
export function RobustName({ chart, plot }: { readonly chart: DemandChart; readonly plot: Plot }) {
  const end = chart.robust?.line.at(-1);
  if (end === undefined) return null;
  const fitted = chart.baseline.projected.at(-1)?.value ?? end.value;
  const at = Math.min(
    plot.bottom - 4,
    Math.max(plot.top + 10, plot.y(end.value) + (end.value < fitted ? 14 : -6)),
  );
  return (
    <text x={plot.right - 4} y={at} textAnchor="end" className="ink halo">
      robust
    </text>
  );
}
