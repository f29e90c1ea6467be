import type { ForecastTrace } from '../timeline/forecast-result.ts';
import { missesAbove, valueEnds } from './demand-chart.ts';
import {
  dayOf,
  peakPoints,
  sideOf,
  whereDifferent,
  type BandPoint,
  type ChartSide,
  type DayPoint,
} from './demand-side.ts';

/** How far the small charts look, so that rows share one axis of time. */
export const SPARK_PAST_DAYS = 60;
export const SPARK_AHEAD_DAYS = 90;

export interface SparkSide {
  readonly line: readonly DayPoint[];
  readonly band: readonly BandPoint[];
  readonly crossing: { readonly day: number; readonly early: number; readonly late: number } | null;
}

/** One constraint as a share of its limit: 1 is the limit, up is worse. Without a limit, as a share of the highest value. */
export interface ForecastSpark {
  readonly past: readonly DayPoint[];
  readonly baseline: SparkSide;
  /** Only where it differs. */
  readonly scenario: SparkSide | null;
  readonly hasLimit: boolean;
  readonly low: number;
  readonly high: number;
  readonly today: number;
}

const MOST_SHOWN = 1.12;

/** Share of the limit of that day, or of the first day a limit is known for. */
function shares(limit: readonly DayPoint[], scale: number, missedAbove: boolean) {
  const byDay = new Map(limit.map((point) => [point.day, point.value]));
  const first = limit[0]?.value ?? scale;
  return (day: number, value: number): number => {
    const allowed = byDay.get(day) ?? first;
    const [part, whole] = missedAbove ? [value, allowed] : [allowed, value];
    return whole > 0 ? part / whole : MOST_SHOWN;
  };
}

/** Last day that is known, and the end of the axis. */
function endsOf({ lastDay, days, line }: ForecastTrace, asOf: string) {
  const last = dayOf(lastDay ?? days.day.at(-1) ?? asOf);
  return { last, end: Math.max(last, dayOf(line.day.at(-1) ?? asOf), dayOf(asOf)) };
}

/** @param asOf the day of the model: all small charts have it in the same place. */
export function forecastSpark(
  baseline: ForecastTrace,
  scenario: ForecastTrace | null,
  asOf: string,
): ForecastSpark {
  const today = dayOf(asOf);
  const seen = ({ day }: { readonly day: number }): boolean =>
    day >= today - SPARK_PAST_DAYS && day <= today + SPARK_AHEAD_DAYS;
  const { last, end } = endsOf(baseline, asOf);
  const peaks = peakPoints(baseline.days);
  const was = sideOf(baseline, last, end);
  const [, highest] = valueEnds(peaks, [was], null);
  const scale = highest > 0 ? highest : 1;
  const share = shares(was.limit, scale, missesAbove(baseline.target));
  const sharesOf = (drawn: ChartSide, shareOf: typeof share): SparkSide => ({
    line: drawn.projected.filter(seen).map(({ day, value }) => ({ day, value: shareOf(day, value) })),
    band: drawn.band
      .filter(seen)
      .map(({ day, low, high }) => ({ day, low: shareOf(day, low), high: shareOf(day, high) })),
    crossing: drawn.crossing,
  });
  const side = sharesOf(was, share);
  const past = peaks
    .filter((peak) => peak.complete && seen(peak) && peak.day <= last)
    .map(({ day, value }) => ({ day, value: share(day, value) }));
  let other: SparkSide | null = null;
  if (scenario !== null) {
    const ends = endsOf(scenario, asOf);
    const is = sideOf(scenario, ends.last, ends.end);
    const whole = sharesOf(is, shares(is.limit, scale, missesAbove(scenario.target)));
    const line = whereDifferent(whole.line, side.line, 5e-4);
    const moved = scenario.crossing?.date !== baseline.crossing?.date;
    other = line.length === 0 ? null : { ...whole, line, crossing: moved ? whole.crossing : null };
  }
  const values = [...past, ...side.line].map((point) => point.value);
  const scenarioHigh = (other?.line ?? []).reduce((most, point) => Math.max(most, point.value), 0);
  return {
    past,
    baseline: side,
    scenario: other,
    hasLimit: was.limit.length > 0,
    low: values.reduce((least, value) => Math.min(least, value), 0.98) - 0.01,
    high: Math.max(1.03, Math.min(MOST_SHOWN, scenarioHigh + 0.02)),
    today,
  };
}
