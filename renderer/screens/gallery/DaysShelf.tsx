import { useState, type ReactNode } from 'react';
import { dayText } from '../../../shared/model/instant.ts';
import type { DemandChart as Chart } from '../../../shared/view/demand-chart.ts';
import { ActualChart } from '../../charts/ActualChart.tsx';
import { DaysSpark } from '../../charts/DaysSpark.tsx';
import { DemandChart } from '../../charts/DemandChart.tsx';
import { OddsChart, OddsSpark } from '../../charts/OddsChart.tsx';
import { PipelineBand } from '../../charts/PipelineBand.tsx';
import { RampCurve } from '../../charts/RampCurve.tsx';
import { Shelf, Specimen } from './Specimen.tsx';
import { AS_OF, came, days, demand, moved, oddsOf, pipeline, sideOf, TODAY } from './days-specimens.ts';

const nothing = (): void => undefined;

/** A chart read by pointer and keys: it is told what its reading moved. */
function Read({
  from,
  children,
}: {
  readonly from: number;
  readonly children: (at: number, onMove: (at: number) => void) => ReactNode;
}) {
  const [at, setAt] = useState(from);
  return children(at, setAt);
}

function Demand({ chart, isUntrusted = false }: { readonly chart: Chart; readonly isUntrusted?: boolean }) {
  return (
    <Read from={TODAY + 20}>
      {(cursor, onCursor) => (
        <DemandChart
          chart={chart}
          asOf={AS_OF}
          label="Memory of a cluster against its limit"
          limitLabel="limit: 80% of available"
          isUntrusted={isUntrusted}
          crossingLabel={isUntrusted ? null : '11 Apr (2 – 23 Apr)'}
          scenarioCrossingLabel={null}
          past={null}
          window={null}
          bounds={null}
          onWindow={nothing}
          cursor={cursor}
          cursorText={dayText(cursor)}
          onCursor={onCursor}
          onAsk={nothing}
        />
      )}
    </Read>
  );
}

function Curves() {
  return (
    <>
      <Specimen title="customer who came: predicted, measured, two days missing" height={290}>
        <Read from={20}>
          {(cursor, onCursor) => (
            <ActualChart
              target={came}
              label="Edge connections"
              cursor={cursor}
              cursorText={came.days[cursor]?.day ?? ''}
              onCursor={onCursor}
            />
          )}
        </Read>
      </Specimen>
      <Specimen title="ramp in steps, to be dragged" height={120}>
        <RampCurve
          ramp={{
            kind: 'steps',
            steps: [
              { day: 0, fraction: 0.2 },
              { day: 30, fraction: 0.6 },
              { day: 60, fraction: 1 },
            ],
          }}
          handles={[
            { label: 'Step 1', text: '20%', day: 0, fraction: 0.2 },
            { label: 'Step 2', text: '60%', day: 30, fraction: 0.6 },
            { label: 'Step 3', text: '100%', day: 60, fraction: 1 },
          ]}
          label="Ramp in three steps"
          onMove={nothing}
          onRemove={nothing}
          onHold={nothing}
          onRelease={nothing}
        />
      </Specimen>
      <Specimen title="S-shaped ramp" height={120}>
        <RampCurve
          ramp={{ kind: 's-curve', days: 60 }}
          handles={[{ label: 'Day on which everything is there', text: 'day 60', day: 60, fraction: 1 }]}
          label="Ramp of 60 days"
          onMove={nothing}
          onRemove={null}
          onHold={nothing}
          onRelease={nothing}
        />
      </Specimen>
    </>
  );
}

/** Charts whose axis is the days ahead. */
export function DaysShelf() {
  return (
    <Shelf title="Days ahead">
      <Specimen title="demand: peaks, outlier, level shift, limit, crossing, orders" height={300} wide>
        <Demand chart={demand} />
      </Specimen>
      <Specimen title="with a scenario" height={290}>
        <Demand chart={{ ...demand, markers: [], scenario: { ...sideOf(3.2, 35), limit: [] } }} />
      </Specimen>
      <Specimen title="untrusted, the robust line beside it" height={290}>
        <Demand
          isUntrusted
          chart={{
            ...demand,
            markers: [],
            robust: { line: sideOf(1.4, null).projected, band: sideOf(1.4, null).band },
          }}
        />
      </Specimen>
      <Specimen title="nothing measured, no limit" height={290}>
        <Demand
          chart={{
            ...demand,
            peaks: [],
            markers: [],
            outlierDays: new Set(),
            baseline: { fitted: [], projected: [], band: [], limit: [], crossing: null },
          }}
        />
      </Specimen>
      <Specimen title="odds, day by day" height={150}>
        <Read from={40}>
          {(cursor, onCursor) => (
            <OddsChart
              line={oddsOf(50)}
              scenario={oddsOf(30)}
              all={oddsOf(20)}
              asOf={AS_OF}
              label="Share of the runs in which memory holds"
              cursor={cursor}
              cursorText={days[cursor] ?? ''}
              onCursor={onCursor}
            />
          )}
        </Read>
      </Specimen>
      <Specimen title="odds in a row of a table" height={30}>
        <OddsSpark line={oddsOf(50)} scenario={oddsOf(30)} label="Odds of memory" />
      </Specimen>
      <Specimen title="days to a limit: sooner; new; not at all" height={84}>
        <DaysSpark row={moved} label="reached 53 days sooner" />
        <DaysSpark row={{ ...moved, baseShares: [], beforeAt: null, at: 0 }} label="reached at once" />
        <DaysSpark row={{ ...moved, shares: days.map(() => 0.95), at: null }} label="no more" />
      </Specimen>
      <Specimen title="pipeline: without, expected, 10% to 90% of the runs" height={290}>
        <Read from={40}>
          {(cursor, onCursor) => (
            <PipelineBand
              target={pipeline}
              days={days}
              label="CPU with the pipeline"
              limitLabel="limit, N+1-safe"
              starts={[{ day: dayText(TODAY + 30), label: 'wren' }]}
              cursor={cursor}
              cursorText={days[cursor] ?? ''}
              onCursor={onCursor}
            />
          )}
        </Read>
      </Specimen>
      <Curves />
    </Shelf>
  );
}
