const MONTHS_SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTHS_LONG = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function partsOf(iso: string): DayParts | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (match === null) return null;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  return month >= 1 && month <= 12 ? { year, month, day } : null;
}

function dayText(iso: string, months: readonly string[], thisYear: number | null): string {
  const parts = partsOf(iso);
  if (parts === null) return iso;
  const text = `${parts.day} ${months[parts.month - 1] ?? ''}`;
  return thisYear === parts.year ? text : `${text} ${parts.year}`;
}

/** A calendar day in a table: `14 May`; the year only when it is not `asOf`'s. Text that is no date passes through. */
export function formatDay(iso: string, asOf: string | null): string {
  return dayText(iso, MONTHS_SHORT, asOf === null ? null : (partsOf(asOf)?.year ?? null));
}

/** A calendar day in a sentence: `2 April`. */
export function formatDayInSentence(iso: string, asOf: string | null): string {
  return dayText(iso, MONTHS_LONG, asOf === null ? null : (partsOf(asOf)?.year ?? null));
}

/** Text of the engine, whose calendar days are as files carry them, for a reader: `on 2 April 2026 without it`. Instants stay. */
export const daysInWords = (text: string): string =>
  text.replaceAll(/\b\d{4}-\d{2}-\d{2}(?![\w-])/g, (day) => formatDayInSentence(day, null));

/** A text whose days stay on one line: `on 16 Nov`, also where the line ends there. */
export const withWholeDays = (text: string): string =>
  text.replaceAll(/\b\d{1,2} [A-Z][a-z]+( \d{4})?\b/g, (day) => day.replaceAll(' ', '\u00a0'));

/** An instant of a document or a sample, in UTC as files carry it: `29 Mar 2026 23:55 UTC`. */
export function formatInstant(iso: string): string {
  const time = /T(\d{2}:\d{2})/.exec(iso)?.[1];
  const day = dayText(iso, MONTHS_SHORT, null);
  return time === undefined ? day : `${day} ${time} UTC`;
}

/**
 * A moment of somebody's act, in UTC like every time here: `24 Nov 2026 14:05 UTC`.
 *
 * @param atMs milliseconds since 1970.
 * @param nowMs leaves out what is the same now: `14:05 UTC` on this day, `24 Nov 14:05 UTC` in this year.
 */
export function formatMoment(atMs: number, nowMs?: number): string {
  const at = new Date(atMs).toISOString();
  const now = nowMs === undefined ? null : new Date(nowMs).toISOString();
  const time = `${at.slice(11, 16)} UTC`;
  return at.slice(0, 10) === now?.slice(0, 10) ? time : `${formatDay(at, now)} ${time}`;
}

/** The day of a moment, in UTC: `24 Nov 2026`. */
export const formatMomentDay = (atMs: number): string => formatDay(new Date(atMs).toISOString(), null);
