import { expect, it } from 'vitest';
import { littlesLaw } from './requests-in-flight.ts';

const series = (times: number[], values: number[]) => ({
  entity: 'cp',
  metric: 'm',
  unit: null,
  stepSeconds: 60,
  times: Float64Array.from(times),
  values: Float64Array.from(values),
});

it('multiplies arrivals by the latency measured nearest, and leaves out moments without one', () => {
  const flight = littlesLaw(
    series([0, 60_000, 600_000], [100, 200, 300]),
    series([10_000, 70_000], [0.1, 0.2]),
  );
  expect([...flight.times]).toEqual([0, 60_000]);
  expect([...flight.values]).toEqual([10, 40]);
  expect(littlesLaw(series([0], [1]), series([], [])).times).toHaveLength(0);
});
