import { useMemo } from 'react';
import { DAY_MS, GIB } from '../../../shared/units.ts';
import { TimeSeriesFigure } from '../../app/figure/TimeSeriesFigure.tsx';
import { daily, HOUR_MS, START, walk } from './specimen.ts';
import { Shelf, Specimen } from './Specimen.tsx';

const host = [
  daily('reserved', 'reserved', 0.87, 0.98, 0.01, 1),
  daily('used', 'used', 0.68, 0.77, 0.05, 2),
  daily('cpu', 'CPU', 0.42, 0.46, 0.08, 3),
];
const baseline = {
  key: 'base',
  name: 'now',
  role: 'baseline' as const,
  ...walk({ count: 90, stepMs: DAY_MS, from: 15_000 * GIB, to: 18_000 * GIB, noise: 200 * GIB, seed: 4 }),
};
const scenario = {
  key: 'scen',
  name: 'with larkspur',
  role: 'scenario' as const,
  ...walk({ count: 90, stepMs: DAY_MS, from: 15_900 * GIB, to: 19_400 * GIB, noise: 200 * GIB, seed: 4 }),
};
const band = {
  role: 'baseline' as const,
  times: baseline.times,
  low: Float64Array.from(baseline.values as Float64Array, (value) => value - 400 * GIB),
  high: Float64Array.from(baseline.values as Float64Array, (value) => value + 400 * GIB),
};
const holed = () => {
  const line = walk({ count: 240, stepMs: HOUR_MS, from: 0.4, to: 0.5, noise: 0.1, seed: 5 });
  const kept = [...Array(240).keys()].filter((i) => (i < 70 || i > 110) && i !== 180 && i !== 182);
  return {
    key: 'gaps',
    name: 'CPU',
    role: 'series' as const,
    times: kept.map((i) => line.times[i] ?? 0),
    values: kept.map((i) => (i > 200 && i < 212 ? Number.NaN : (line.values[i] ?? 0))),
    gapMs: line.gapMs,
  };
};

/** Time series in every state. */
export function TimeSeriesShelf() {
  const million = useMemo(
    () => [
      {
        key: 'million',
        name: 'requests',
        role: 'series' as const,
        ...walk({ count: 1_000_000, stepMs: 15_000, from: 900, to: 1100, noise: 500, seed: 6 }),
      },
    ],
    [],
  );
  return (
    <Shelf title="Time series">
      <Specimen title="three lines of one host" height={140}>
        <TimeSeriesFigure label="A host's daily peaks" unit="ratio" lines={host} lastLabel="today" />
      </Specimen>
      <Specimen title="baseline and scenario, band, target" height={140}>
        <TimeSeriesFigure
          label="Memory reserved in the region"
          unit="bytes"
          lines={[baseline, scenario]}
          bands={[band]}
          base="data"
          target={{ value: 18_253 * GIB, label: 'target, at most 17.8 TiB', missedAbove: true }}
        />
      </Specimen>
      <Specimen title="gaps, and samples that stand alone" height={140}>
        <TimeSeriesFigure label="A line with gaps" unit="ratio" lines={[holed()]} />
      </Specimen>
      <Specimen title="one point" height={140}>
        <TimeSeriesFigure
          label="One sample"
          unit="connections"
          lines={[
            { key: 'one', name: 'edge-1', role: 'series', times: [START], values: [77_000], gapMs: HOUR_MS },
          ]}
        />
      </Specimen>
      <Specimen title="not measured" height={140}>
        <TimeSeriesFigure label="Packet loss of euw-e-22" unit="ratio" lines={[]} />
      </Specimen>
      <Specimen title="huge values, a long name" height={140}>
        <TimeSeriesFigure
          label="Huge values"
          unit="packetsPerSecond"
          lines={[
            {
              key: 'huge',
              name: 'edge-with-a-very-long-name-7',
              role: 'series',
              ...walk({ count: 30, stepMs: DAY_MS, from: 2e12, to: 9e12, noise: 1e12, seed: 8 }),
            },
          ]}
        />
      </Specimen>
      <Specimen title="1,000,000 samples" height={160} wide>
        <TimeSeriesFigure label="A million samples" unit="perSecond" lines={million} />
      </Specimen>
    </Shelf>
  );
}
