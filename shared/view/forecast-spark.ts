import type { ForecastDetail } from '../timeline/forecast-result.ts';
import { demandChart, whereDifferent, type BandPoint, type DayPoint } from './demand-chart.ts';

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

export function forecastSpark(
  baseline: ForecastDetail,
  scenario: ForecastDetail | null,
  asOf: string,
): ForecastSpark {
  const chart = demandChart(baseline, null, asOf);
  const scale = chart.high > 0 ? chart.high : 1;
  const share = shares(chart.baseline.limit, scale, chart.missedAbove);
  const from = chart.today - SPARK_PAST_DAYS;
  const to = chart.today + SPARK_AHEAD_DAYS;
  const seen = ({ day }: { readonly day: number }): boolean => day >= from && day <= to;
  const sideOf = (drawn: typeof chart, shareOf: typeof share): SparkSide => ({
    line: drawn.baseline.projected
      .filter(seen)
      .map(({ day, value }) => ({ day, value: shareOf(day, value) })),
    band: drawn.baseline.band
      .filter(seen)
      .map(({ day, low, high }) => ({ day, low: shareOf(day, low), high: shareOf(day, high) })),
    crossing: drawn.baseline.crossing,
  });
  const side = sideOf(chart, share);
  const past = chart.peaks
    .filter((peak) => peak.complete && seen(peak) && peak.day <= chart.lastDay)
    .map(({ day, value }) => ({ day, value: share(day, value) }));
  let other: SparkSide | null = null;
  if (scenario !== null) {
    const drawn = demandChart(scenario, null, asOf);
    const whole = sideOf(drawn, shares(drawn.baseline.limit, scale, drawn.missedAbove));
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
    hasLimit: chart.baseline.limit.length > 0,
    low: values.reduce((least, value) => Math.min(least, value), 0.98) - 0.01,
    high: Math.max(1.03, Math.min(MOST_SHOWN, scenarioHigh + 0.02)),
    today: chart.today,
  };
}
