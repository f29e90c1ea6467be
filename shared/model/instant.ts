import { DAY_MS } from '../units.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))$/;

/**
 * Days since 1970-01-01 of a calendar day `2026-04-20`; `null` if the text is no day of the Gregorian calendar
 * (`2026-02-30` is none).
 */
export function dayNumber(day: string): number | null {
  const match = DAY.exec(day);
  if (match === null) return null;
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = new Date(Date.UTC(year, month - 1, dayOfMonth));
  // A day that is none has become another one. Not compared as text: charts ask this for every day they draw.
  const isDay =
    at.getUTCDate() === dayOfMonth && at.getUTCMonth() === month - 1 && at.getUTCFullYear() === year;
  return isDay ? at.getTime() / DAY_MS : null;
}

/**
 * Milliseconds since the epoch of an ISO 8601 instant: a day (its first moment in UTC), or a date and time with `Z` or
 * an offset. `null` for everything else; a time without zone is refused, because nothing says where it was.
 */
export function instantMs(instant: string): number | null {
  const whole = dayNumber(instant);
  if (whole !== null) return whole * DAY_MS;
  const match = INSTANT.exec(instant);
  if (match === null) return null;
  const [
    ,
    day = '',
    hour,
    minute,
    second = '0',
    fraction = '',
    sign,
    offsetHours = '0',
    offsetMinutes = '0',
  ] = match;
  const days = dayNumber(day);
  if (days === null) return null;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return days * DAY_MS + seconds * 1000 + milliseconds - (sign === '-' ? -offset : offset);
}

/** The calendar day in UTC an instant falls on, as days since 1970-01-01; `null` if it is no instant. */
export function utcDayNumber(instant: string): number | null {
  const ms = instantMs(instant);
  return ms === null ? null : Math.floor(ms / DAY_MS);
}

/** `2026-04-20` of days since 1970-01-01. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The same instant in UTC, `2026-03-30T22:30:00Z`, where it was told with another offset, so that its first ten characters
 * are its calendar day in UTC; a day, a time in UTC and what is no instant stay as they are.
 */
export function inUtc(instant: string): string {
  const ms = /[+-]\d\d:?\d\d$/.test(instant) && instant.includes('T') ? instantMs(instant) : null;
  return ms === null ? instant : new Date(ms).toISOString().replace('.000Z', 'Z');
}
