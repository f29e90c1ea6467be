import { findCrossing, type Crossing } from '../forecast/crossing.ts';
import type { Projection } from '../forecast/linear-fit.ts';
import { dayName } from '../history/calendar.ts';
import type { CrossingDates } from './forecast-result.ts';
import type { Outlook } from './outlook.ts';

/**
 * When the demand first misses its target, over lastDay + 1 … lastDay + horizon with each day's capacity (MODEL.md
 * section 8). `null` without a target, or where a day's demand or capacity is not measured.
 */
export function crossingOf(outlook: Outlook, horizonDays: number): Crossing | null {
  const { constraint, lastDay, now, source } = outlook;
  if (constraint.target === null || now === null) return null;
  const bound = (edge: keyof Projection) => (day: number) => outlook.demandOn(day)?.[edge] ?? Number.NaN;
  let measured = true;
  const misses = (demand: number, day: number): boolean => {
    const target = outlook.targetOn(day);
    if (target === null || Number.isNaN(demand)) {
      measured = false;
      return false;
    }
    return target.misses(demand);
  };
  const crossing = findCrossing({
    lastDay,
    horizonDays,
    // Without a fit `lastDay` is the day of `asOf`, events that happen at once included.
    now: source === 'forecast' ? now : (outlook.demandOn(lastDay)?.value ?? Number.NaN),
    misses,
    line: bound('value'),
    pessimistic: bound('high'),
    optimistic: bound('low'),
  });
  return measured ? crossing : null;
}

/** Day numbers as dates; without an interval there are no edges to tell. */
export function crossingDates(crossing: Crossing, interval: boolean): CrossingDates {
  const named = (day: number | null): string | null => (day === null ? null : dayName(day));
  return {
    date: named(crossing.date),
    already: crossing.already,
    early: interval ? named(crossing.early) : null,
    late: interval ? named(crossing.late) : null,
  };
}
