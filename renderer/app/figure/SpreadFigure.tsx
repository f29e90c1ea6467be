import { axisUnit } from '../../../shared/view/axis-unit.ts';
import {
  binBounds,
  describeSpread,
  histogram,
  histogramTable,
  sortedKnown,
} from '../../../shared/view/histogram.ts';
import { SpreadChart, type SpreadChartProps } from '../../charts/SpreadChart.tsx';
import { ChartFigure } from './ChartFigure.tsx';

const BINS = 24;

/** A histogram or a cumulative line, described, as a table, and to be copied. */
export function SpreadFigure(props: SpreadChartProps) {
  const { label, values, after, unit, one } = props;
  const table = () => {
    const bounds = binBounds([sortedKnown(values), ...(after === null ? [] : [sortedKnown(after)])], BINS);
    const shown = axisUnit(unit, Math.max(0, ...bounds.map(Math.abs)));
    return histogramTable(
      histogram(values, bounds),
      after === null ? null : histogram(after, bounds),
      shown,
      `${one}s`,
    );
  };
  return (
    <ChartFigure label={label} description={describeSpread(label, values, unit, one)} table={table}>
      <SpreadChart {...props} />
    </ChartFigure>
  );
}
