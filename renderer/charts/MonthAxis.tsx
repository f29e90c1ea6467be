import { dayText } from '../../shared/model/instant.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { monthTicks } from '../../shared/view/demand-chart.ts';
import { snap } from './path.ts';
import type { Plot } from './plot-area.ts';

/** Pixels a month's name keeps from "today" at the left edge, and from the right edge before it is aligned to it. */
const FROM_TODAY = 56;
const FROM_END = 24;

/** The days ahead below a plot: "today" at its left edge, a hairline and the date where each month begins. */
export function MonthAxis({
  plot,
  firstDay,
  lastDay,
  asOf,
}: {
  readonly plot: Plot;
  /** Day numbers; the first is today. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Dates of its year are written without one. */
  readonly asOf: string | null;
}) {
  return (
    <>
      {monthTicks(firstDay + 1, lastDay).map(({ day }) => {
        const x = plot.x(day);
        return (
          <g key={day}>
            <line x1={snap(x)} x2={snap(x)} y1={plot.top} y2={plot.bottom} className="c-grid" />
            {x - plot.left < FROM_TODAY ? null : (
              <text x={x} y={plot.bottom + 14} textAnchor={plot.right - x < FROM_END ? 'end' : 'middle'}>
                {formatDay(dayText(day), asOf)}
              </text>
            )}
          </g>
        );
      })}
      <text x={plot.left} y={plot.bottom + 14} className="ink">
        today
      </text>
    </>
  );
}
