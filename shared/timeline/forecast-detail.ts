import { byCodeUnits } from '../model/model-index.ts';
import { findLevelShift } from '../forecast/level-shift.ts';
import { hourOfWeekMeans, weekdayProfile } from '../forecast/seasonality.ts';
import { weekdayBacktest } from '../forecast/weekday-fit.ts';
import { calendarOf, dayName } from '../history/calendar.ts';
import { qualityOf } from '../history/quality.ts';
import { straightLine, type DemandLine } from './demand-line.ts';
import { fitOf, robustFitOf, type MeasuredDemand } from './fitted-history.ts';
import type {
  CapacityColumns,
  FitFigures,
  ForecastDetail,
  ForecastTrace,
  LevelShiftFigures,
  LineColumns,
  PeakColumns,
  RobustFigures,
  SeasonFigures,
  SeriesOrigin,
  TimeMarker,
} from './forecast-result.ts';
import { backtestFor, forecastSummary, horizonOf, robustCrossingOf } from './forecast-summary.ts';
import type { Outlook, Side } from './outlook.ts';
import { crossingDates, crossingOf } from './outlook-crossing.ts';

/** What is drawn of a forecast on one side. `summary`: the forecast in one line, where it is known already. */
export function forecastTrace(
  outlook: Outlook,
  side: Side,
  { unit, target, lastDay, crossing } = forecastSummary(outlook, side),
): ForecastTrace {
  return {
    unit,
    target,
    lastDay,
    crossing,
    days: peakColumns(outlook.measured),
    line: lineColumns(outlook, side),
    capacity: capacityColumns(outlook, side),
  };
}

/** Everything about one constraint's forecast on one side. */
export function forecastDetail(outlook: Outlook, side: Side): ForecastDetail {
  const { measured, line } = outlook;
  const shift = levelShiftOf(outlook, side);
  const summary = forecastSummary(outlook, side);
  return {
    ...summary,
    ...forecastTrace(outlook, side, summary),
    robustCrossing: robustCrossingOf(outlook, side),
    origin: measured === null ? null : originOf(measured),
    stepSeconds: measured?.peaks.stepSeconds ?? null,
    presentRatioMin: measured?.presentRatioMin ?? null,
    fit: line === null ? null : fitFigures(line),
    markers: markersOf(outlook, side, shift),
    backtest: backtestFor(outlook, side),
    robust: robustOf(outlook, side),
    levelShift: shift,
    season: seasonOf(outlook, side),
    ...qualityFor(outlook, side),
  };
}

function originOf({ chosen, feed }: MeasuredDemand): SeriesOrigin {
  return {
    metric: feed.source.metric,
    scope: feed.source.scope,
    kind: chosen.kind,
    entities: chosen.entities.map(({ entity }) => entity),
    expected: chosen.expected,
    less: feed.less,
  };
}

function peakColumns(measured: MeasuredDemand | null): PeakColumns {
  if (measured === null) return { day: [], peak: [], samples: [], complete: [] };
  const { days, peaks, samples, complete } = measured.peaks;
  return {
    day: Array.from(days, dayName),
    peak: [...peaks],
    samples: [...samples],
    complete: Array.from(complete, (flag) => flag === 1),
  };
}

/** A fit as it is shown and printed (MODEL.md section 16). */
export function fitFigures({ fit, steps, weekdays }: DemandLine): FitFigures {
  const { n, slopePerDay, intercept, residualStd, r2 } = fit;
  return {
    n,
    slopePerDay,
    intercept,
    residualStd,
    r2,
    firstDay: dayName(fit.firstDay),
    lastDay: dayName(fit.lastDay),
    steps: steps.map((step) => ({ day: dayName(step.day), label: step.label, height: step.height })),
    weekdays: weekdays === null ? null : [...weekdays],
  };
}

const daysFrom = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

/** The fitted past as it was, the future with the scenario's effects; the model's days where nothing was fitted. */
function lineColumns(outlook: Outlook, side: Side): LineColumns {
  const { line, lastDay, reason } = outlook;
  const columns = {
    day: [] as string[],
    value: [] as number[],
    low: [] as (number | null)[],
    high: [] as (number | null)[],
  };
  if (reason !== null) return columns;
  for (const day of daysFrom(line?.fit.firstDay ?? lastDay, lastDay + horizonOf(outlook, side))) {
    const point = line !== null && day <= lastDay ? line.at(day) : outlook.demandOn(day);
    if (point === null) break;
    columns.day.push(dayName(day));
    columns.value.push(point.value);
    columns.low.push(line === null ? null : point.low);
    columns.high.push(line === null ? null : point.high);
  }
  return columns;
}

function capacityColumns(outlook: Outlook, side: Side): CapacityColumns {
  const days = daysFrom(outlook.lastDay, outlook.lastDay + horizonOf(outlook, side));
  const targets = days.map((day) => outlook.targetOn(day));
  const column = (key: 'capacity' | 'reserve' | 'available' | 'limit') =>
    targets.map((target) => target?.[key] ?? null);
  return {
    day: days.map(dayName),
    capacity: column('capacity'),
    reserve: column('reserve'),
    available: column('available'),
    limit: column('limit'),
  };
}

/** Events and orders, the level shift, recorded steps; in order of their days. */
function markersOf(outlook: Outlook, { days }: Side, shift: LevelShiftFigures | null): readonly TimeMarker[] {
  const own: TimeMarker[] = (outlook.line?.steps ?? []).map((step) => ({
    day: dayName(step.day),
    kind: 'recorded',
    label: step.label,
    event: null,
  }));
  if (shift !== null) own.push({ day: shift.day, kind: 'level-shift', label: 'level shift', event: null });
  return [...own, ...days.markers].sort((a, b) => byCodeUnits(a.day, b.day));
}

function robustOf(outlook: Outlook, side: Side): RobustFigures | null {
  const { measured, fitted, line } = outlook;
  if (measured === null || fitted === null || line === null) return null;
  const robust = robustFitOf(measured, fitted, side.days.policy.intervalLevel);
  if (robust === null) return null;
  const { slopePerDay, slopeLow, slopeHigh, intercept, interceptLow, interceptHigh } = robust;
  const crossing = robustCrossingOf(outlook, side);
  return { slopePerDay, slopeLow, slopeHigh, intercept, interceptLow, interceptHigh, crossing };
}

function levelShiftOf(outlook: Outlook, side: Side): LevelShiftFigures | null {
  const { measured, fitted, line } = outlook;
  if (measured === null || fitted === null || line === null) return null;
  const shift = findLevelShift(
    measured.days.subarray(fitted.from, fitted.to),
    measured.complete.subarray(fitted.from, fitted.to),
  );
  if (shift === null) return null;
  const fit = fitOf(measured, { from: fitted.from + shift.index, to: fitted.to });
  const found = { day: dayName(shift.day), step: shift.step, statistic: shift.statistic };
  if (fit === null) return { ...found, after: null };
  const instead = straightLine(fit, side.days.policy.intervalLevel);
  const demandOn: Outlook['demandOn'] = (day) => {
    const by = outlook.effectOn(day);
    const point = instead.at(day);
    return by === null ? null : { value: point.value + by, low: point.low + by, high: point.high + by };
  };
  const crossing = crossingOf({ ...outlook, demandOn }, horizonOf(outlook, side));
  const dates = crossing === null ? null : crossingDates(crossing, true);
  return { ...found, after: { fit: fitFigures(instead), crossing: dates } };
}

function seasonOf(outlook: Outlook, side: Side): SeasonFigures | null {
  const { measured, fitted, line } = outlook;
  if (measured === null || fitted === null || line === null || side.history === null) return null;
  const days = measured.days.subarray(fitted.from, fitted.to);
  const peaks = measured.complete.subarray(fitted.from, fitted.to);
  const samples = side.history.samplesOf(measured.feed.source, days[0] ?? 0);
  const calendar = calendarOf(side.history.timeZone);
  const hours = samples === null ? [] : hourOfWeekMeans(samples.times, samples.values, calendar);
  const tested = weekdayBacktest(measured.days, measured.complete, side.days.policy.forecastWindowDays);
  return {
    weekday: weekdayProfile(days, peaks, (day) => line.at(day).value),
    hours: hours.map((row) => Array.from(row, (value) => (Number.isNaN(value) ? null : value))),
    withWeekdays: tested === null ? null : { ...tested, better: tested.skill > tested.plainSkill },
  };
}

function qualityFor(outlook: Outlook, side: Side): Pick<ForecastDetail, 'quality' | 'outlierDays'> {
  const nothing = { quality: null, outlierDays: [] };
  const { measured } = outlook;
  if (measured === null || side.history === null) return nothing;
  const samples = side.history.samplesOf(measured.feed.source, -Infinity);
  if (samples === null) return nothing;
  const calendar = calendarOf(side.history.timeZone);
  const quality = qualityOf(samples.times, samples.values, calendar.startMs(side.days.asOfDay));
  const days = new Set(quality.outliers.map((at) => calendar.dayOf(samples.times[at] ?? 0)));
  return { quality, outlierDays: [...days].map(dayName) };
}
