import type { Target } from '../assess/constraint.ts';
import { backtest, type Backtest } from '../forecast/backtest.ts';
import { dayName } from '../history/calendar.ts';
import { backtestOf, robustFitOf } from './fitted-history.ts';
import type {
  CrossingDates,
  ForecastState,
  ForecastSummary,
  MeasuredNow,
  ProjectedPoint,
} from './forecast-result.ts';
import type { Outlook, Side } from './outlook.ts';
import { crossingDates, crossingOf } from './outlook-crossing.ts';

/** A history that ended longer ago than this says nothing about today (MODEL.md section 8). */
export const STALE_DAYS = 7;

const NO_BACKTEST: Backtest = backtest([], [], 7, 0.9);

/** How far ahead dates are looked for: the forecast's horizon, or the triggers' where that ends later. */
export function horizonOf(outlook: Outlook, { days }: Side): number {
  const { forecastHorizonDays, triggerHorizonDays } = days.policy;
  return Math.max(forecastHorizonDays, days.asOfDay + triggerHorizonDays - outlook.lastDay);
}

export function backtestFor(outlook: Outlook, { days }: Side): Backtest {
  const { measured } = outlook;
  if (measured === null) return NO_BACKTEST;
  return backtestOf(measured, days.policy.forecastWindowDays, days.policy.intervalLevel);
}

export function projectedOn(outlook: Outlook, day: number): ProjectedPoint | null {
  const point = outlook.demandOn(day);
  if (point === null) return null;
  const target = outlook.targetOn(day);
  const interval = outlook.source === 'forecast';
  const shown = (demand: number): number | null => target?.shown(demand) ?? null;
  return {
    day: dayName(day),
    value: point.value,
    low: interval ? point.low : null,
    high: interval ? point.high : null,
    shown: shown(point.value),
    shownLow: interval ? shown(point.low) : null,
    shownHigh: interval ? shown(point.high) : null,
  };
}

export function measuredNow(outlook: Outlook): MeasuredNow | null {
  const { now, lastDay } = outlook;
  if (now === null) return null;
  return { day: dayName(lastDay), demand: now, shown: outlook.targetOn(lastDay)?.shown(now) ?? null };
}

/** The day the robust line (Theil–Sen) first misses the target; `null` beyond the horizon or without a fit. */
export function robustCrossingOf(outlook: Outlook, side: Side): string | null {
  const { measured, fitted, line } = outlook;
  if (measured === null || fitted === null || line === null) return null;
  const robust = robustFitOf(measured, fitted, side.days.policy.intervalLevel);
  if (robust === null) return null;
  const at = (day: number): number => {
    const moved = (outlook.demandOn(day)?.value ?? Number.NaN) - line.at(day).value;
    return robust.intercept + robust.slopePerDay * (day - robust.firstDay) + moved;
  };
  const crossing = crossingOf(
    {
      ...outlook,
      demandOn: (day) => {
        const value = at(day);
        return Number.isNaN(value) ? null : { value, low: value, high: value };
      },
    },
    horizonOf(outlook, side),
  );
  return crossing === null || crossing.date === null ? null : dayName(crossing.date);
}

export function isStale(outlook: Outlook, { days }: Side): boolean {
  return outlook.source === 'forecast' && days.asOfDay - outlook.lastDay > STALE_DAYS;
}

/** One constraint's forecast in one line of a list. */
export function forecastSummary(outlook: Outlook, side: Side): ForecastSummary {
  const { constraint, measured, line, reason } = outlook;
  const { policy, asOfDay } = side.days;
  const crossing = reason === null ? crossingOf(outlook, horizonOf(outlook, side)) : null;
  const interval = outlook.source === 'forecast';
  const dates = crossing === null ? null : crossingDates(crossing, interval);
  const tested = backtestFor(outlook, side);
  const why = reason ?? unmeasured(outlook, constraint.target, dates);
  const date = crossing?.date ?? null;
  return {
    id: outlook.id,
    domain: constraint.domain,
    resource: constraint.resource,
    scope: constraint.scope,
    unit: measured?.unit ?? constraint.unit,
    metric: line === null ? null : (measured?.feed.source.metric ?? null),
    basis: outlook.basis,
    target: constraint.target,
    state: stateOf(constraint.target, dates, why),
    reason: why,
    now: reason === null ? measuredNow(outlook) : null,
    slopePerDay: line?.fit.slopePerDay ?? null,
    crossing: dates,
    daysLeft: date === null ? null : Math.max(0, date - asOfDay),
    atTriggerHorizon: reason === null ? projectedOn(outlook, asOfDay + policy.triggerHorizonDays) : null,
    trust: tested.verdict,
    skill: tested.skill,
    coverage: tested.coverage,
    robustCrossing: tested.verdict === 'untrusted' ? robustCrossingOf(outlook, side) : null,
    stale: isStale(outlook, side),
    lastDay: measured === null || measured.days.length === 0 ? null : dayName(measured.days.at(-1) ?? 0),
    notes: notesOf(outlook, side),
  };
}

function unmeasured(outlook: Outlook, target: Target | null, dates: CrossingDates | null): string | null {
  if (target === null || dates !== null) return null;
  if (outlook.now === null) return 'the demand is not measured';
  return outlook.targetOn(outlook.lastDay) === null
    ? 'the capacity is not measured'
    : 'what the scenario does to it is not measured';
}

function stateOf(target: Target | null, dates: CrossingDates | null, why: string | null): ForecastState {
  if (why !== null) return 'not-measured';
  if (target === null) return 'no-target';
  if (dates?.already === true) return 'missing';
  if (dates !== null && dates.date !== null) return 'crosses';
  return dates !== null && dates.early !== null ? 'watch' : 'clear';
}

function notesOf(outlook: Outlook, side: Side): readonly string[] {
  const notes = [...(outlook.measured?.notes ?? [])];
  if (isStale(outlook, side))
    notes.push(`the history ends ${side.days.asOfDay - outlook.lastDay} days before the inventory's day`);
  if (outlook.source === 'growth') notes.push('no history: grows by what the volumes change each day');
  return notes;
}
