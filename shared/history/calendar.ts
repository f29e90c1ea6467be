import { Temporal } from 'temporal-polyfill';
import { dayNumber as numberOfDay } from '../model/instant.ts';
import { DAY_MS, HOUR_SECONDS, SECOND_MS } from '../units.ts';

const HOUR_MS = HOUR_SECONDS * SECOND_MS;

/** A calendar day as a number: days since 1970-01-01 in the proleptic Gregorian calendar, whatever the zone. */
export type DayNumber = number;

/** `2026-03-29` → 20541. Only for days there are; anything else (`2026-02-30`) gives `NaN`. */
export function dayNumber(day: string): DayNumber {
  return numberOfDay(day) ?? Number.NaN;
}

/** 20541 → `2026-03-29`. */
export function dayName(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Monday … 6 = Sunday. 1970-01-01 was a Thursday. */
export function weekday(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * Where calendar days begin in one time zone. Days last 23, 24 or 25 hours (or another length where a zone moved);
 * boundaries are remembered, so that walking through years of samples asks for each day once.
 */
export interface Calendar {
  readonly timeZone: string;
  /** The calendar day an instant (ms since the epoch) falls on. */
  dayOf(timeMs: number): DayNumber;
  /** First instant of the day, ms since the epoch. */
  startMs(day: DayNumber): number;
  /** Real length of the day in seconds. */
  lengthSeconds(day: DayNumber): number;
  /** Hour a clock on the wall shows, 0..23; on a day of 25 hours one of them comes twice. */
  hourOf(timeMs: number): number;
}

/** @throws RangeError for a time zone the runtime does not know. */
export function calendarOf(timeZone: string): Calendar {
  const starts = new Map<DayNumber, number>();
  const startMs = (day: DayNumber): number => {
    if (timeZone === 'UTC') return day * DAY_MS;
    const known = starts.get(day);
    if (known !== undefined) return known;
    const start = Temporal.PlainDate.from(dayName(day)).toZonedDateTime({ timeZone }).epochMilliseconds;
    starts.set(day, start);
    return start;
  };
  if (timeZone !== 'UTC') startMs(0); // an unknown zone fails here, not in the middle of a walk
  const dayOf = (timeMs: number): DayNumber => {
    let day = Math.floor(timeMs / DAY_MS);
    while (timeMs < startMs(day)) day -= 1;
    while (timeMs >= startMs(day + 1)) day += 1;
    return day;
  };
  return {
    timeZone,
    startMs,
    dayOf,
    lengthSeconds: (day) => (startMs(day + 1) - startMs(day)) / 1000,
    hourOf(timeMs) {
      const day = dayOf(timeMs);
      const plain = startMs(day + 1) - startMs(day) === DAY_MS;
      if (plain) return Math.floor((timeMs - startMs(day)) / HOUR_MS);
      return Temporal.Instant.fromEpochMilliseconds(timeMs).toZonedDateTimeISO(timeZone).hour;
    },
  };
}
