import { calendarOf, dayName } from '../history/calendar.ts';
import { once, type MeasuredDemand } from './fitted-history.ts';
import { STALE_DAYS } from './forecast-summary.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { Policy } from '../model/policy.ts';
import type { Outlook, Side } from './outlook.ts';
import { peakHourPeaks, peakHoursOf } from './peak-hours.ts';
import { resizeAction } from './trigger-actions.ts';
import type { Trigger, TriggerState } from './trigger-result.ts';

/** What was measured in peak hours: one figure for each of the last days, the oldest first; `null` = not enough samples. */
interface Measured {
  readonly hours: string;
  readonly firstDay: number;
  readonly peaks: readonly (number | null)[];
}

/**
 * `postgres-cpu` (MODEL.md section 9): measured, not projected. Fires when on each of the last `postgresCpuSustainedDays`
 * calendar days up to the last complete one the p95 of the primary's CPU in peak hours misses the target. One day that meets
 * it keeps the trigger quiet; days without enough samples among days that all miss leave it not measured. A scenario counts
 * by the capacity it leads to and by what it adds to the primary's use.
 */
export function postgresCpuTrigger(outlook: Outlook, side: Side, scope: string): Trigger {
  const { policy, asOfDay } = side.days;
  const count = Math.max(1, Math.round(policy.postgresCpuSustainedDays));
  const found = measuredPeaks(outlook, side, count);
  const target = outlook.targetOn(asOfDay);
  const added = outlook.effectOn(asOfDay);
  const reason =
    typeof found === 'string'
      ? found
      : target === null || added === null
        ? 'the cores of the primary are not measured'
        : null;
  const peaks =
    typeof found === 'string' ? [] : found.peaks.map((peak) => (peak === null ? null : peak + (added ?? 0)));
  const missed = peaks.map((peak) => (peak === null || target === null ? null : target.misses(peak)));
  const state = reason === null ? stateOf(missed) : 'not-measured';
  const streakDays = reason === null ? streak(missed) : null;
  const latest = peaks.at(-1) ?? null;
  const lastDay = typeof found === 'string' ? asOfDay : found.firstDay + count - 1;
  const firing = state === 'firing' && streakDays !== null;
  const resize = firing
    ? resizeAction(
        outlook,
        side,
        peaks.filter((peak) => peak !== null),
      )
    : null;
  return {
    id: `postgres-cpu@${scope}`,
    kind: 'postgres-cpu',
    scope,
    constraintId: outlook.id,
    state,
    reason: state === 'not-measured' ? (reason ?? 'days without enough samples in peak hours') : null,
    date: firing ? dayName(lastDay - streakDays + 1) : null,
    daysLeft: firing ? 0 : null,
    horizonDays: policy.triggerHorizonDays,
    unit: 'cores',
    target: { on: 'utilization', op: '<=', value: policy.postgresCpuMaxRatio },
    now:
      reason !== null || latest === null
        ? null
        : { day: dayName(lastDay), demand: latest, shown: target?.shown(latest) ?? null },
    atHorizon: null,
    basis: 'used in peak hours',
    trust: null,
    robustDate: null,
    streakDays,
    sustainedDays: count,
    peakHours: typeof found === 'string' ? null : found.hours,
    peakDays: peaks.map((peak, i) => ({ day: dayName(lastDay - count + 1 + i), peak })),
    action: resize,
    alternatives: [],
    notes: [],
  };
}

function stateOf(missed: readonly (boolean | null)[]): TriggerState {
  if (missed.includes(false)) return 'quiet';
  return missed.includes(null) ? 'not-measured' : 'firing';
}

/** Days in a row, the latest last, that miss. */
function streak(missed: readonly (boolean | null)[]): number {
  const held = missed.findLastIndex((miss) => miss !== true);
  return missed.length - 1 - held;
}

function measuredPeaks(outlook: Outlook, { days, history }: Side, count: number): Measured | string {
  const { measured } = outlook;
  const { policy, asOfDay } = days;
  if (measured === null || history === null) return outlook.reason ?? 'there is no history';
  const lastDay = measured.days.at(-1);
  if (lastDay === undefined) return `no complete day of ${measured.feed.source.metric}`;
  if (asOfDay - lastDay > STALE_DAYS)
    return `the history ends on ${dayName(lastDay)}, more than ${STALE_DAYS} days before the inventory’s day`;
  const { peakHours, forecastWindowDays } = policy;
  return once(measured, `peak hours ${peakHours} ${forecastWindowDays} ${count}`, () =>
    inPeakHours(measured, history, policy, count, lastDay),
  );
}

function inPeakHours(
  measured: MeasuredDemand,
  history: MeasuredHistory,
  policy: Policy,
  count: number,
  lastDay: number,
): Measured | string {
  const firstWindowDay = lastDay - Math.max(policy.forecastWindowDays, count) + 1;
  const samples = history.samplesOf(measured.feed.source, firstWindowDay);
  if (samples === null) return `no samples of ${measured.feed.source.metric}`;
  const calendar = calendarOf(history.timeZone);
  const hours = peakHoursOf(policy.peakHours, samples, calendar);
  if (hours === null) return 'no samples in the window';
  const peaks = peakHourPeaks(samples, hours, calendar);
  const complete = new Set(measured.days);
  const firstDay = lastDay - count + 1;
  return {
    hours: hours.text,
    firstDay,
    peaks: Array.from({ length: count }, (_, i) =>
      complete.has(firstDay + i) ? (peaks.get(firstDay + i) ?? null) : null,
    ),
  };
}
