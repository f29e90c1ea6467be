import { dayText } from '../../../shared/model/instant.ts';
import { axisUnit } from '../../../shared/view/axis-unit.ts';
import type { DemandChart as Chart } from '../../../shared/view/demand-chart.ts';
import type { ChartSide } from '../../../shared/view/demand-side.ts';
import type { OddsLine } from '../../../shared/view/odds-view.ts';
import type { DaysRow } from '../../../shared/view/scenario-days.ts';
import { GIB } from '../../../shared/units.ts';
import { ActualChart } from '../../charts/ActualChart.tsx';
import { DaysSpark } from '../../charts/DaysSpark.tsx';
import { DemandChart } from '../../charts/DemandChart.tsx';
import { OddsChart, OddsSpark } from '../../charts/OddsChart.tsx';
import { PipelineBand } from '../../charts/PipelineBand.tsx';
import { RampCurve } from '../../charts/RampCurve.tsx';
import { Shelf, Specimen } from './Specimen.tsx';
import { seeded } from './specimen.ts';

const TODAY = 20_500;
const AS_OF = dayText(TODAY);
const AHEAD = 90;
const nothing = (): void => undefined;
const days = Array.from({ length: AHEAD }, (_, at) => dayText(TODAY + at));
const random = seeded(17);

const peaks = Array.from({ length: 60 }, (_, at) => ({
  day: TODAY - 60 + at,
  value: (820 + at * 2 + random() * 40) * GIB,
  complete: at !== 31,
}));

function sideOf(slope: number, crossing: number | null): ChartSide {
  const at = (day: number): number => (950 + (day - TODAY) * slope) * GIB;
  const projected = Array.from({ length: AHEAD }, (_, ahead) => ({
    day: TODAY + ahead,
    value: at(TODAY + ahead),
  }));
  return {
    fitted: [TODAY - 60, TODAY].map((day) => ({ day, value: at(day) })),
    projected,
    band: projected.map(({ day, value }) => ({ day, low: value - 40 * GIB, high: value + 40 * GIB })),
    limit: [
      { day: TODAY, value: 1060 * GIB },
      { day: TODAY + 60, value: 1160 * GIB },
      { day: TODAY + AHEAD - 1, value: 1160 * GIB },
    ],
    crossing:
      crossing === null
        ? null
        : {
            day: TODAY + crossing,
            early: TODAY + crossing - 9,
            late: TODAY + crossing + 12,
            value: 1060 * GIB,
          },
  };
}

const demand: Chart = {
  firstDay: TODAY - 60,
  lastDay: TODAY - 1,
  endDay: TODAY + AHEAD - 1,
  today: TODAY,
  low: 760 * GIB,
  high: 1260 * GIB,
  unit: axisUnit('bytes', 1260 * GIB),
  missedAbove: true,
  peaks,
  baseline: sideOf(2, 55),
  scenario: null,
  robust: null,
  outlierDays: new Set([TODAY - 20]),
  markers: [
    { day: TODAY - 30, kind: 'level-shift', label: 'level shift', isScenario: false },
    { day: TODAY + 50, kind: 'order', label: 'order 2 × std-64', isScenario: true },
    { day: TODAY + 60, kind: 'order', label: '2 × std-64 in service', isScenario: true },
  ],
};

function Demand({ chart, isUntrusted = false }: { readonly chart: Chart; readonly isUntrusted?: boolean }) {
  return (
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
      cursor={TODAY + 20}
      cursorText="990 GiB of 1,060 GiB"
      onCursor={nothing}
      onAsk={nothing}
    />
  );
}

const oddsOf = (middle: number): OddsLine => {
  const share = days.map((_, at) => 1 / (1 + Math.exp((at - middle) / 6)));
  return { days, share, throughout: share.at(-1) ?? 0 };
};
const moved: DaysRow = {
  id: 'memory',
  name: 'Memory',
  where: 'euw-b',
  shares: days.map((_, at) => 0.94 + at * 0.002),
  baseShares: days.map((_, at) => 0.9 + at * 0.0012),
  at: 30,
  beforeAt: 83,
  before: '30 Apr',
  after: '8 Mar',
  moved: '−53 days',
  range: '',
};

const rising = (from: number, slope: number): readonly number[] => days.map((_, at) => from + at * slope);
const pipeline = {
  id: 'cpu',
  unit: 'cores' as const,
  limit: rising(936, 0),
  base: rising(890, 0.3),
  expected: days.map((_, at) => 890 + at * 0.3 + (at > 30 ? Math.min(90, (at - 30) * 3) : 0)),
  p10: rising(880, 0.3),
  p50: rising(890, 1),
  p90: days.map((_, at) => 900 + at * 0.3 + (at > 20 ? Math.min(160, (at - 20) * 4) : 0)),
  holds: days.map(() => 1),
  holdsThroughout: 0.2,
};

const came = {
  id: 'edge',
  unit: 'connections' as const,
  verdict: 'below' as const,
  reason: null,
  inside: 0.4,
  ratio: 0.9,
  ownRatio: 0.5,
  own: 1,
  ownFraction: 1,
  days: days.slice(0, 40).map((day, at) => {
    const predicted = 50_000 + Math.min(20, at) * 900;
    const actual = at === 12 || at === 13 ? null : predicted * (0.92 + ((at * 7) % 5) / 60);
    return {
      day,
      without: 50_000,
      load: 0,
      predicted,
      low: predicted - 3000,
      high: predicted + 3000,
      actual,
    };
  }),
};

function Curves() {
  return (
    <>
      <Specimen title="customer who came: predicted, measured, two days missing" height={290}>
        <ActualChart target={came} label="Edge connections" cursor={20} cursorText="" onCursor={nothing} />
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
        <OddsChart
          line={oddsOf(50)}
          scenario={oddsOf(30)}
          all={oddsOf(20)}
          asOf={AS_OF}
          label="Share of the runs in which memory holds"
          cursor={40}
          cursorText="84%"
          onCursor={nothing}
        />
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
        <PipelineBand
          target={pipeline}
          days={days}
          label="CPU with the pipeline"
          limitLabel="limit, N+1-safe"
          starts={[{ day: dayText(TODAY + 30), label: 'wren' }]}
          cursor={40}
          cursorText=""
          onCursor={nothing}
        />
      </Specimen>
      <Curves />
    </Shelf>
  );
}
