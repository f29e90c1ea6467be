import { DAY_MS, HOUR_SECONDS } from '../units.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HOUR_MS = HOUR_SECONDS * 1000;
const two = (value: number): string => String(value).padStart(2, '0');

/** A tick of a time axis in UTC: `14 May` where ticks stand days apart, `06:00` within days (the day at midnight). */
export function timeTickText(ms: number, stepMs: number): string {
  const date = new Date(ms);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
  if (stepMs >= 300 * DAY_MS) return String(date.getUTCFullYear());
  if (stepMs >= DAY_MS || ms % DAY_MS === 0) return day;
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return stepMs >= 60_000 ? clock : `${clock}:${two(date.getUTCSeconds())}`;
}

/** A moment read off a chart: the day alone where samples are days apart, else with its time. */
export function momentText(ms: number, stepMs: number): string {
  const date = new Date(ms);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
  if (stepMs >= DAY_MS) return day;
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return stepMs >= 60_000 ? `${day} ${clock}` : `${day} ${clock}:${two(date.getUTCSeconds())}`;
}

/** How long a span is, in the unit it reads best: `60 days`, `6 h`, `25 min`. */
export function spanText(ms: number): string {
  if (ms >= 2 * DAY_MS) return `${Math.round(ms / DAY_MS)} days`;
  if (ms >= 2 * HOUR_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return ms >= 120_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 1000)} s`;
}
