import type { Projection } from '../forecast/linear-fit.ts';

/** How a forecast did against the peaks that came (MODEL.md section 8's MAPE, bias and coverage). */
export interface ForecastScore {
  readonly daysScored: number;
  /** Days with a peak of 0 are left out of MAPE and bias; `null` without any other. */
  readonly mape: number | null;
  readonly bias: number | null;
  /** Share of all days inside the interval, ends included. */
  readonly coverage: number | null;
  /** MAPE of repeating the last peak known then. */
  readonly naiveMape: number | null;
}

/** Scores `said` on the days that came; `lastKnown` is the last complete peak it was made with. */
export function scoreForecast(
  days: ArrayLike<number>,
  peaks: ArrayLike<number>,
  said: (day: number) => Projection,
  lastKnown: number | null,
): ForecastScore {
  let [scored, inside, error, signed, naive] = [0, 0, 0, 0, 0];
  for (let i = 0; i < days.length; i += 1) {
    const actual = peaks[i] ?? 0;
    const forecast = said(days[i] ?? 0);
    if (actual >= forecast.low && actual <= forecast.high) inside += 1;
    if (actual === 0) continue;
    scored += 1;
    error += Math.abs(forecast.value - actual) / Math.abs(actual);
    signed += (forecast.value - actual) / Math.abs(actual);
    naive += Math.abs((lastKnown ?? 0) - actual) / Math.abs(actual);
  }
  const mean = (total: number): number | null => (scored === 0 ? null : total / scored);
  return {
    daysScored: days.length,
    mape: mean(error),
    bias: mean(signed),
    coverage: days.length === 0 ? null : inside / days.length,
    naiveMape: lastKnown === null ? null : mean(naive),
  };
}
