import { axisUnit } from '../../../shared/view/axis-unit.ts';
import { wholeSpan } from '../../../shared/view/time-lines.ts';
import { describeLines, timeTable } from '../../../shared/view/time-table.ts';
import { TimeSeries } from '../../charts/TimeSeries.tsx';
import type { TimeSeriesProps } from '../../charts/use-time-drawing.ts';
import { ChartFigure } from './ChartFigure.tsx';

/** Lines over time, described, as a table, and to be copied. The place it stands in gives it its height. */
export function TimeSeriesFigure(props: TimeSeriesProps) {
  const { label, lines, unit, target = null } = props;
  const table = () => {
    let largest = 0;
    for (const { values } of lines)
      for (let i = 0; i < values.length; i += 1) largest = Math.max(largest, Math.abs(values[i] ?? 0) || 0);
    return timeTable(lines, wholeSpan(lines) ?? { from: 0, to: 0 }, axisUnit(unit, largest));
  };
  return (
    <ChartFigure label={label} description={describeLines(label, lines, unit, target)} table={table}>
      <TimeSeries {...props} />
    </ChartFigure>
  );
}
