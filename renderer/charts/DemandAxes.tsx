import { dayText } from '../../shared/model/instant.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { monthTicks, type DemandChart } from '../../shared/view/demand-chart.ts';
import { snap } from './path.ts';
import type { Plot } from './plot-area.ts';
import { ValueAxis } from './ValueAxis.tsx';

interface DemandAxesProps {
  readonly chart: DemandChart;
  readonly plot: Plot;
  readonly asOf: string;
}

/** Values left, months below as many as have room, and "today" between past and future. */
export function DemandAxes({ chart, plot, asOf }: DemandAxesProps) {
  const months = monthTicks(chart.firstDay, chart.endDay);
  const pixelsPerMonth = (plot.right - plot.left) / Math.max(1, months.length);
  const longest = Math.max(0, ...months.map(({ day }) => formatDay(dayText(day), asOf).length));
  const every = Math.max(1, Math.ceil(Math.max(44, longest * 6.4 + 8) / pixelsPerMonth));
  return (
    <>
      <ValueAxis plot={plot} low={chart.low} high={chart.high} unit={chart.unit} />
      {months.map(({ day }, at) => (
        <g key={day}>
          <line
            x1={snap(plot.x(day))}
            x2={snap(plot.x(day))}
            y1={plot.top}
            y2={plot.bottom}
            className="c-grid"
          />
          {at % every === 0 && Math.abs(plot.x(day) - plot.x(chart.today)) > 38 ? (
            <text x={plot.x(day)} y={plot.bottom + 14} textAnchor="middle">
              {formatDay(dayText(day), asOf)}
            </text>
          ) : null}
        </g>
      ))}
      <line
        x1={snap(plot.x(chart.today))}
        x2={snap(plot.x(chart.today))}
        y1={plot.top}
        y2={plot.bottom}
        className="c-today"
      />
      <text x={plot.x(chart.today)} y={plot.bottom + 14} textAnchor="middle" className="ink">
        today
      </text>
    </>
  );
}
