import { dayName } from '../history/calendar.ts';
import type { Projection } from '../forecast/linear-fit.ts';
import { project } from '../forecast/linear-fit.ts';
import type { CrossingDates, LineColumns, SavedForecastScore } from './forecast-result.ts';
import { scoreForecast } from './forecast-score.ts';
import type { Outlook, Side } from './outlook.ts';
import { crossingDates, crossingOf } from './outlook-crossing.ts';

/** What is kept of a forecast: enough to say again what it said about any day. Days are day numbers. */
export interface SavedForecast {
  readonly schema: 'headroom.saved-forecast/v1';
  readonly id: string;
  /** The series and figure it was fitted on; scores compare like with like only. */
  readonly metric: string;
  readonly basis: string;
  /** Minus what was taken off the samples in all: the system reserve of the hosts then. */
  readonly offset: number;
  readonly lastDay: number;
  readonly now: number;
  readonly level: number;
  readonly horizonDays: number;
  readonly fit: {
    readonly n: number;
    readonly slopePerDay: number;
    readonly intercept: number;
    readonly residualStd: number;
    readonly firstDay: number;
    readonly meanX: number;
    readonly sumSquaresX: number;
  };
  readonly crossing: CrossingDates | null;
}

/** Today's forecast of a constraint as it is kept; `null` where nothing is fitted. */
export function savedForecastOf(outlook: Outlook, side: Side): SavedForecast | null {
  const { line, measured, now } = outlook;
  if (line === null || measured === null || now === null) return null;
  const { forecastHorizonDays: horizonDays, intervalLevel: level } = side.days.policy;
  const { n, slopePerDay, intercept, residualStd, firstDay, meanX, sumSquaresX } = line.fit;
  const crossing = crossingOf(outlook, horizonDays);
  return {
    schema: 'headroom.saved-forecast/v1',
    id: outlook.id,
    metric: measured.feed.source.metric,
    basis: measured.basis,
    offset: 0 - measured.feed.less,
    lastDay: outlook.lastDay,
    now,
    level,
    horizonDays,
    fit: { n, slopePerDay, intercept, residualStd, firstDay, meanX, sumSquaresX },
    crossing: crossing === null ? null : crossingDates(crossing, true),
  };
}

/** What a kept forecast says about a day. */
function saidOn({ fit, level, lastDay }: SavedForecast, day: number): Projection {
  const whole = { ...fit, r2: null, lastDay, meanY: 0, sumProducts: 0, sumSquaredResiduals: 0 };
  return project(whole, day, level);
}

function lineOf({ lastDay, horizonDays }: SavedForecast, said: (day: number) => Projection): LineColumns {
  const days = Array.from({ length: horizonDays + 1 }, (_, ahead) => lastDay + ahead);
  const points = days.map(said);
  return {
    day: days.map(dayName),
    value: points.map(({ value }) => value),
    low: points.map(({ low }) => low),
    high: points.map(({ high }) => high),
  };
}

/**
 * A kept forecast against the complete days that came after it, up to its horizon (MODEL.md section 8, "saved forecasts are
 * kept, and later imports score them"). `null` where it spoke of another series than is fitted now.
 */
export function scoreSaved(
  saved: SavedForecast,
  madeOn: string,
  outlook: Outlook,
): SavedForecastScore | null {
  const { measured } = outlook;
  if (measured === null) return null;
  const same =
    saved.metric === measured.feed.source.metric &&
    saved.basis === measured.basis &&
    saved.offset === 0 - measured.feed.less;
  if (!same) return null;
  const { days, complete } = measured;
  let from = 0;
  while (from < days.length && (days[from] ?? 0) <= saved.lastDay) from += 1;
  let to = days.length;
  while (to > from && (days[to - 1] ?? 0) > saved.lastDay + saved.horizonDays) to -= 1;
  const said = (day: number): Projection => saidOn(saved, day);
  const newest = to === from ? null : (days[to - 1] ?? 0);
  const { daysScored, mape, bias, coverage } = scoreForecast(
    days.subarray(from, to),
    complete.subarray(from, to),
    said,
    saved.now,
  );
  return {
    madeOn,
    lastDay: dayName(saved.lastDay),
    daysScored,
    mape,
    bias,
    coverage,
    fit: {
      firstDay: dayName(saved.fit.firstDay),
      start: saved.fit.intercept,
      slopePerDay: saved.fit.slopePerDay,
    },
    line: lineOf(saved, said),
    said: newest === null ? null : { day: dayName(newest), ...said(newest) },
    came: newest === null ? null : (complete[to - 1] ?? null),
    crossing: saved.crossing,
  };
}
