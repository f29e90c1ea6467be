import { laneChart } from '../../../shared/view/lanes.ts';
import { describeLanes, laneTable } from '../../../shared/view/lane-reading.ts';
import { laneOf, type Transient } from '../../../shared/transients/curve.ts';
import type { BarGeometry } from '../../../shared/view/capacity-bar.ts';
import type { ForecastSpark } from '../../../shared/view/forecast-spark.ts';
import { hourGrid, weekdayBars } from '../../../shared/view/season-view.ts';
import { GIB } from '../../../shared/units.ts';
import { ChartFigure } from '../../app/figure/ChartFigure.tsx';
import { CapacityBar } from '../../charts/CapacityBar.tsx';
import { ForecastSparkline, SparkAxis } from '../../charts/ForecastSparkline.tsx';
import { HostFill } from '../../charts/HostFill.tsx';
import { HourHeat } from '../../charts/HourHeat.tsx';
import { LimitAxis, LimitScale } from '../../charts/LimitScale.tsx';
import { TransientLanes } from '../../charts/TransientLanes.tsx';
import { WeekdayBars } from '../../charts/WeekdayBars.tsx';
import { Shelf, Specimen } from './Specimen.tsx';
import { seeded } from './specimen.ts';

const bar = (used: number | null, reserved: number | null, track = 1): BarGeometry => ({
  label: track === 1 ? 'Raw' : 'N+1',
  track,
  used,
  reserved,
  reserve: 1 - track,
  tick: track * 0.8,
  headroom: reserved === null ? null : 1 - reserved / track,
});

const TODAY = 20_500;
const random = seeded(11);
const past = Array.from({ length: 60 }, (_, day) => ({
  day: TODAY - 60 + day,
  value: 0.7 + day * 0.002 + random() * 0.03,
}));
const ahead = (slope: number) =>
  Array.from({ length: 90 }, (_, day) => ({ day: TODAY + day, value: 0.82 + day * slope }));
const sideOf = (slope: number, crossing: number | null) => ({
  line: ahead(slope),
  band: ahead(slope).map(({ day, value }) => ({ day, low: value - 0.03, high: value + 0.03 })),
  crossing:
    crossing === null
      ? null
      : { day: TODAY + crossing, early: TODAY + crossing - 12, late: TODAY + crossing + 18 },
});
const sparkOf = (parts: Partial<ForecastSpark>): ForecastSpark => ({
  past,
  baseline: sideOf(0.003, 60),
  scenario: null,
  hasLimit: true,
  low: 0.5,
  high: 1.12,
  today: TODAY,
  ...parts,
});

const storm: Transient = {
  kind: 'retry-storm',
  title: 'Retry storm',
  lanes: [
    laneOf('offered requests', 'perSecond', [[0, 900], [40, 900], [40, 2600], [110, 1400], [180, 900]], { label: 'capacity', value: 1600 }),
    laneOf('queue', 'count', [[0, 12], [40, 12], [110, 4200], [180, 0]]),
  ],
  breakpoints: [
    { seconds: 40, label: 'failover' },
    { seconds: 110, label: 'retries stop' },
  ],
  totalSeconds: 180,
  missing: [],
}; // prettier-ignore

const season = {
  withWeekdays: null,
  weekday: [120, 80, 60, 40, 20, -180, null],
  hours: Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (__, hour) =>
      day === 6 && hour < 6 ? null : 100 + 60 * Math.cos(((hour - 13) * Math.PI) / 12) - (day > 4 ? 30 : 0),
    ),
  ),
};

const plain = (value: number): string => String(Math.round(value));

function Sparks() {
  return (
    <>
      <Specimen title="sparkline: crosses its limit" height={48}>
        <ForecastSparkline label="Memory" spark={sparkOf({})} />
        <SparkAxis today={TODAY} />
      </Specimen>
      <Specimen title="with a scenario" height={48}>
        <ForecastSparkline label="Memory" spark={sparkOf({ scenario: sideOf(0.0048, 38) })} />
      </Specimen>
      <Specimen title="untrusted" height={48}>
        <ForecastSparkline label="Memory" spark={sparkOf({})} isUntrusted />
      </Specimen>
      <Specimen title="no limit" height={48}>
        <ForecastSparkline
          label="Memory"
          spark={sparkOf({ hasLimit: false, baseline: sideOf(0.001, null) })}
        />
      </Specimen>
      <Specimen title="gaps" height={48}>
        <ForecastSparkline
          label="Memory"
          spark={sparkOf({ past: past.filter((_, day) => day < 20 || day > 35) })}
        />
      </Specimen>
      <Specimen title="nothing measured yet" height={48}>
        <ForecastSparkline
          label="Memory"
          spark={sparkOf({ past: [], baseline: { line: [], band: [], crossing: null } })}
        />
      </Specimen>
    </>
  );
}

function Bars() {
  return (
    <>
      <Specimen title="capacity bar: raw">
        <CapacityBar name="Memory" baseline={bar(0.5, 0.64)} scenario={null} />
      </Specimen>
      <Specimen title="N+1, with a scenario">
        <CapacityBar name="Memory" baseline={bar(0.5, 0.64, 0.85)} scenario={bar(0.58, 0.76, 0.8)} />
      </Specimen>
      <Specimen title="use not measured">
        <CapacityBar name="Memory" baseline={bar(null, 0.64)} scenario={null} />
      </Specimen>
      <Specimen title="limit scale: holds, moves, missed, not measured">
        <LimitAxis />
        <LimitScale ringAt={0.5} dotAt={null} isMissed={false} label="holds" />
        <LimitScale ringAt={0.6} dotAt={0.72} isMissed={false} label="moves" />
        <LimitScale ringAt={0.7} dotAt={0.93} isMissed label="missed" />
        <LimitScale ringAt={null} dotAt={null} isMissed={false} label="not measured" />
      </Specimen>
      <Specimen title="a host's memory, what comes">
        <HostFill
          host="euw-a-01"
          beforeBytes={300 * GIB}
          addedBytes={80 * GIB}
          allocatableBytes={496 * GIB}
        />
      </Specimen>
    </>
  );
}

/** The small charts that stand beside figures, and the seconds after an event. */
export function SmallChartsShelf() {
  const lanes = laneChart([storm]);
  return (
    <Shelf title="Bars, sparklines, week, seconds">
      <Bars />
      <Sparks />
      <Specimen title="weekdays, one never measured">
        <WeekdayBars bars={weekdayBars(season)} textOf={plain} onAsk={() => undefined} />
      </Specimen>
      <Specimen title="hours of the week">
        <HourHeat grid={hourGrid(season)} textOf={plain} onAsk={() => undefined} />
      </Specimen>
      {lanes === null ? null : (
        <Specimen title="transient curves" height={190} wide>
          <ChartFigure
            label="A retry storm"
            description={describeLanes('A retry storm', lanes)}
            table={() => laneTable(lanes)}
          >
            <TransientLanes chart={lanes} label="A retry storm" />
          </ChartFigure>
        </Specimen>
      )}
    </Shelf>
  );
}
