import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { describeLanes, laneTable } from '../../../shared/view/lane-reading.ts';
import { laneChart } from '../../../shared/view/lanes.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { ChartFigure } from '../../app/figure/ChartFigure.tsx';
import { TransientLanes } from '../../charts/TransientLanes.tsx';

/** The seconds after the events, all on one axis. */
export function TransientsPane({ result }: { readonly result: ImmediateResult }) {
  const transients = result.events.flatMap((entry) => entry.transients);
  const chart = laneChart(transients);
  const missing = [...new Set(transients.flatMap((transient) => transient.missing))];
  const title =
    chart === null ? 'The first seconds' : `The first ${quantityText(chart.maxSeconds, 'seconds')}`;
  return (
    <div className="pane transients">
      <header>
        <h2>{title}</h2>
        {missing.length > 0 ? <span className="note">not measured: {missing.join(', ')}</span> : null}
      </header>
      {chart === null ? (
        <p className="mute">
          {missing.length > 0
            ? 'The curves need these inputs.'
            : 'No event of this scenario has a course over seconds.'}
        </p>
      ) : (
        <ChartFigure label={title} description={describeLanes(title, chart)} table={() => laneTable(chart)}>
          <TransientLanes chart={chart} label={title} />
        </ChartFigure>
      )}
    </div>
  );
}
