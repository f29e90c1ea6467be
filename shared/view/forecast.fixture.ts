import type { CrossingDates, ForecastDetail, ForecastSummary } from '../timeline/forecast-result.ts';
import type { Trigger } from '../timeline/trigger-result.ts';
import { dayAfter, type ForecastFrame } from './forecast-words.ts';

/** The day taken as today by the fixtures below. */
export const AS_OF = '2026-03-30';

export const FRAME: ForecastFrame = {
  asOf: AS_OF,
  horizonDays: 90,
  triggerHorizonDays: 30,
  intervalLevel: 0.9,
};

export function crossingOf(date: string | null, change: Partial<CrossingDates> = {}): CrossingDates {
  return { date, already: false, early: date, late: date, ...change };
}

/** Memory of a cluster that falls under 20% on 14 May; every field may be overridden. */
export function summaryOf(change: Partial<ForecastSummary> = {}): ForecastSummary {
  const scope = change.scope ?? 'cluster:euw-b';
  const domain = change.domain ?? 'compute';
  const resource = change.resource ?? 'memory';
  return {
    id: `${domain}.${resource}@${scope}`,
    domain,
    resource,
    scope,
    unit: 'bytes',
    metric: 'memory_reserved_bytes',
    basis: 'reserved',
    target: { on: 'headroom', op: '>=', value: 0.2 },
    state: 'crosses',
    reason: null,
    now: { day: '2026-03-29', demand: 768, shown: 0.232 },
    slopePerDay: 1,
    crossing: crossingOf('2026-05-14', { early: '2026-05-06', late: '2026-05-23' }),
    daysLeft: 45,
    atTriggerHorizon: null,
    trust: 'trusted',
    skill: 0.6,
    coverage: 0.92,
    robustCrossing: null,
    stale: false,
    lastDay: '2026-03-29',
    notes: [],
    ...change,
  };
}

const LAST = '2026-03-29';

/**
 * Thirty days of peaks 100, 101, … 129 (day 7 incomplete), the exact line through them to 90 days ahead with an interval of
 * ± 5, a limit of 160 that becomes 200 forty days after the last one.
 */
export function detailOf(change: Partial<ForecastDetail> = {}): ForecastDetail {
  const first = dayAfter(LAST, -29);
  const past = Array.from({ length: 30 }, (_, at) => dayAfter(first, at));
  const all = Array.from({ length: 120 }, (_, at) => dayAfter(first, at));
  const ahead = Array.from({ length: 91 }, (_, at) => dayAfter(LAST, at));
  const limit = ahead.map((_, at) => (at < 40 ? 160 : 200));
  return {
    ...summaryOf({
      crossing: crossingOf(dayAfter(LAST, 32), { early: dayAfter(LAST, 27), late: dayAfter(LAST, 37) }),
    }),
    origin: null,
    stepSeconds: 300,
    presentRatioMin: 1,
    days: {
      day: past,
      peak: past.map((_, at) => 100 + at),
      samples: past.map(() => 288),
      complete: past.map((_, at) => at !== 7),
    },
    fit: {
      n: 29,
      slopePerDay: 1,
      intercept: 100,
      residualStd: 0,
      r2: 1,
      firstDay: first,
      lastDay: LAST,
      steps: [],
      weekdays: null,
    },
    line: {
      day: all,
      value: all.map((_, at) => 100 + at),
      low: all.map((_, at) => 95 + at),
      high: all.map((_, at) => 105 + at),
    },
    capacity: {
      day: ahead,
      capacity: limit.map((value) => value * 1.25),
      reserve: ahead.map(() => 0),
      available: limit.map((value) => value * 1.25),
      limit,
    },
    markers: [{ day: dayAfter(LAST, 40), kind: 'order', label: '2 × std-64', event: null }],
    backtest: {
      cutoffs: 6,
      pairs: 90,
      mape: 0.004,
      bias: 0,
      coverage: 0.92,
      naiveMape: 0.01,
      skill: 0.6,
      zeroPeaks: 0,
      verdict: 'trusted',
    },
    robust: null,
    levelShift: null,
    season: null,
    quality: null,
    outlierDays: [],
    ...change,
  };
}

/** The same with `extra` more demand from `days` days after the last one on. */
export function withDemand(detail: ForecastDetail, extra: number, days: number): ForecastDetail {
  const from = dayAfter(LAST, days);
  const more = (values: readonly (number | null)[]): (number | null)[] =>
    values.map((value, at) => (value === null || (detail.line.day[at] ?? '') < from ? value : value + extra));
  return {
    ...detail,
    line: {
      day: detail.line.day,
      value: more(detail.line.value).map((value) => value ?? 0),
      low: more(detail.line.low),
      high: more(detail.line.high),
    },
  };
}

export function triggerOf(change: Partial<Trigger> = {}): Trigger {
  return {
    id: 'snapshot-store@pool:pool-1',
    kind: 'snapshot-store',
    scope: 'pool:pool-1',
    constraintId: 'storage.snapshots@pool:pool-1',
    state: 'firing',
    reason: null,
    date: '2026-04-16',
    daysLeft: 17,
    horizonDays: 30,
    unit: 'diskBytes',
    target: { on: 'utilization', op: '<=', value: 0.7 },
    now: { day: LAST, demand: 665, shown: 0.665 },
    atHorizon: {
      day: '2026-04-29',
      value: 726,
      low: 721,
      high: 731,
      shown: 0.726,
      shownLow: 0.721,
      shownHigh: 0.731,
    },
    basis: 'used',
    trust: 'trusted',
    robustDate: null,
    streakDays: null,
    sustainedDays: null,
    peakHours: null,
    action: null,
    alternatives: [],
    notes: [],
    ...change,
  };
}
