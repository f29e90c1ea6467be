import { dayNumber, dayText } from '../model/instant.ts';
import type { PeakColumns } from '../timeline/forecast-result.ts';

/** The days a line is fitted to, both ends included. */
export interface FitWindow {
  readonly from: string;
  readonly to: string;
}

/** Fewest complete days a line is fitted to (MODEL.md section 8). */
export const FEWEST_DAYS = 7;

/** What a window may be: the first and last measured day. `null` without any. */
export function windowBounds(days: PeakColumns): FitWindow | null {
  const [from, to] = [days.day[0], days.day.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

export function completeDaysIn(days: PeakColumns, window: FitWindow): number {
  return days.day.filter((day, at) => days.complete[at] === true && day >= window.from && day <= window.to)
    .length;
}

export const completeDays = (days: PeakColumns): number => days.complete.filter(Boolean).length;

const shifted = (day: string, by: number): string => {
  const number = dayNumber(day);
  return number === null ? day : dayText(number + by);
};

/** Days from first to last, both counted. */
export function windowLength(window: FitWindow): number {
  const [from, to] = [dayNumber(window.from), dayNumber(window.to)];
  return from === null || to === null ? 0 : to - from + 1;
}

const clampDay = (day: string, { from, to }: FitWindow): string => (day < from ? from : day > to ? to : day);

/** One end moved by whole days, kept inside the history and at least a week from the other. */
export function movedEnd(window: FitWindow, end: 'from' | 'to', by: number, bounds: FitWindow): FitWindow {
  const room = FEWEST_DAYS - 1;
  if (end === 'from') {
    const latest = shifted(window.to, -room);
    const from = clampDay(shifted(window.from, by), bounds);
    return { ...window, from: from > latest ? clampDay(latest, bounds) : from };
  }
  const earliest = shifted(window.from, room);
  const to = clampDay(shifted(window.to, by), bounds);
  return { ...window, to: to < earliest ? clampDay(earliest, bounds) : to };
}

/** The same length, ending `daysBeforeLast` days before the last measured day; cut off at the first. */
export function windowOf(length: number, daysBeforeLast: number, bounds: FitWindow): FitWindow {
  const to = clampDay(shifted(bounds.to, -Math.max(0, daysBeforeLast)), bounds);
  const from = clampDay(shifted(to, 1 - Math.max(FEWEST_DAYS, length)), bounds);
  return { from, to };
}

/** A window from two days in either order, kept inside the history and a week long at least where that has a week. */
export function windowBetween(a: string, b: string, bounds: FitWindow): FitWindow {
  const from = clampDay(a < b ? a : b, bounds);
  const to = clampDay(a < b ? b : a, bounds);
  return movedEnd(movedEnd({ from, to }, 'to', 0, bounds), 'from', 0, bounds);
}

export const daysBetween = (from: string, to: string): number =>
  (dayNumber(to) ?? 0) - (dayNumber(from) ?? 0);
