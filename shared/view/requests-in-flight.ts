import { nearestIndex } from './time-lines.ts';

/** A stored series as the window is given it. */
interface MeasuredSeries {
  readonly entity: string;
  readonly metric: string;
  readonly unit: string | null;
  readonly stepSeconds: number | null;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/**
 * Requests in flight over time by Little's law, L = λ · W: at each sample of the arrivals λ the sample of the mean latency W
 * nearest in time, if it is no further away than the coarser of both steps. Moments without one are left out, never guessed.
 */
export function littlesLaw(arrivals: MeasuredSeries, latency: MeasuredSeries): MeasuredSeries {
  const reach = Math.max(arrivals.stepSeconds ?? 0, latency.stepSeconds ?? 0) * 1000;
  const times: number[] = [];
  const values: number[] = [];
  for (const [index, time] of arrivals.times.entries()) {
    const near = nearestIndex(latency.times, time);
    const waited = latency.values[near];
    if (waited === undefined || Math.abs((latency.times[near] ?? 0) - time) > reach) continue;
    times.push(time);
    values.push((arrivals.values[index] ?? Number.NaN) * waited);
  }
  return {
    entity: arrivals.entity,
    metric: 'api_requests_in_flight',
    unit: '1',
    stepSeconds: arrivals.stepSeconds,
    times: Float64Array.from(times),
    values: Float64Array.from(values),
  };
}
