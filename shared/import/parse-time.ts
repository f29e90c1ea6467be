import { Temporal } from 'temporal-polyfill';

/** A local hour that a clock change repeats, as instants of its first pass; the second is `shiftMs` later. */
export interface RepeatedHour {
  readonly fromMs: number;
  readonly toMs: number;
  readonly shiftMs: number;
}

export type TimeUnit = 'auto' | 's' | 'ms' | 'us' | 'ns';

/** Last instant of year 9999: later stamps are mistakes, and days stay four-digit. */
const LATEST_MS = 253_402_300_800_000;
/** Epoch numbers below this many seconds (March 1973) are more likely counters than times. */
const SMALLEST_EPOCH = 1e8;
const BUCKET_MS = 15 * 60_000;

const STAMP =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const EPOCH = /^\d{1,20}(?:\.\d{1,9})?$/;

/**
 * Reads time stamps of one file. Stamps without zone are local to `timeZone`; an hour that a clock change repeats is
 * read as its first pass, with `hour` set so that a series can tell its passes apart; a skipped one as if the clock had not
 * moved yet (Temporal's "compatible"). Both are counted.
 * @throws RangeError for a time zone the runtime does not know.
 */
export class TimeReader {
  readonly timeZone: string;
  readonly unit: TimeUnit;
  zoneless = 0;
  repeatedHour = 0;
  skippedHour = 0;
  /** Set while the last stamp read falls into a repeated hour. */
  hour: RepeatedHour | null = null;
  /** Units epoch numbers were found to be in. */
  readonly epochUnits = new Set<Exclude<TimeUnit, 'auto'>>();
  private readonly buckets = new Map<number, Bucket>();

  constructor(timeZone: string, unit: TimeUnit) {
    this.timeZone = timeZone;
    this.unit = unit;
    if (timeZone !== 'UTC') Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  }

  /** Milliseconds since the epoch, rounded to whole ones; `NaN` if the text is no time. */
  read(text: string): number {
    this.hour = null;
    const cell = text.trim();
    if (EPOCH.test(cell)) return this.epoch(Number(cell));
    const match = STAMP.exec(cell);
    if (match === null) return Number.NaN;
    const local = localMs(match);
    if (Number.isNaN(local)) return Number.NaN;
    const zone = match[8];
    if (zone === undefined) return this.zonelessMs(local);
    return withinRange(local - zoneOffsetMs(zone));
  }

  /** An epoch number, its unit by magnitude: seconds below 1e11, then ms, µs, ns, each a thousand times larger. */
  epoch(value: number): number {
    const unit = this.unit === 'auto' ? epochUnit(value) : this.unit;
    if (unit === null) return Number.NaN;
    this.epochUnits.add(unit);
    if (unit === 's') return withinRange(Math.round(value * 1000));
    return withinRange(Math.round(unit === 'ms' ? value : unit === 'us' ? value / 1e3 : value / 1e6));
  }

  /** A local reading as if it were UTC → the instant, in the reader's zone. */
  zonelessMs(local: number): number {
    this.zoneless += 1;
    this.hour = null;
    if (this.timeZone === 'UTC') return withinRange(local);
    const bucket = this.bucketAt(local);
    if (bucket.skipped) this.skippedHour += 1;
    if (bucket.hour !== null) this.repeatedHour += 1;
    this.hour = bucket.hour;
    return withinRange(local - bucket.offsetMs);
  }

  /** Whether a stamp without zone needs a series to be placed, without counting it. */
  isRepeated(local: number): boolean {
    return this.timeZone !== 'UTC' && this.bucketAt(local).hour !== null;
  }

  private bucketAt(local: number): Bucket {
    const key = Math.floor(local / BUCKET_MS);
    let bucket = this.buckets.get(key);
    if (bucket === undefined) {
      bucket = this.bucketOf(key * BUCKET_MS);
      this.buckets.set(key, bucket);
    }
    return bucket;
  }

  private bucketOf(local: number): Bucket {
    const { early, late, chosen } = this.readings(local);
    const shiftMs = late - early;
    if (shiftMs === 0) return { offsetMs: local - chosen, skipped: false, hour: null };
    // In a skipped hour the clock reads neither; in a repeated one the first pass is as valid as the second.
    const repeated = this.reads(early, local) && this.reads(late, local);
    if (!repeated) return { offsetMs: local - chosen, skipped: true, hour: null };
    let from = local;
    while (this.isTwice(from - BUCKET_MS)) from -= BUCKET_MS;
    let to = local + BUCKET_MS;
    while (this.isTwice(to)) to += BUCKET_MS;
    const offsetMs = local - early;
    return { offsetMs, skipped: false, hour: { fromMs: from - offsetMs, toMs: to - offsetMs, shiftMs } };
  }

  private isTwice(local: number): boolean {
    const { early, late } = this.readings(local);
    return early !== late && this.reads(early, local) && this.reads(late, local);
  }

  private reads(instantMs: number, local: number): boolean {
    const zoned = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(this.timeZone);
    return zoned.toPlainDateTime().equals(plainTime(local));
  }

  private readings(local: number): { early: number; late: number; chosen: number } {
    const plain = plainTime(local);
    const at = (disambiguation: 'earlier' | 'later' | 'compatible'): number =>
      plain.toZonedDateTime(this.timeZone, { disambiguation }).epochMilliseconds;
    return { early: at('earlier'), late: at('later'), chosen: at('compatible') };
  }
}

/** What holds for a quarter of an hour of local time. */
interface Bucket {
  readonly offsetMs: number;
  readonly skipped: boolean;
  readonly hour: RepeatedHour | null;
}

function plainTime(local: number): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(new Date(local).toISOString().slice(0, -1));
}

/** `null` where the number is too small to be told from a counter. */
function epochUnit(value: number): 's' | 'ms' | 'us' | 'ns' | null {
  if (!(value >= SMALLEST_EPOCH)) return null;
  if (value < 1e11) return 's';
  if (value < 1e14) return 'ms';
  return value < 1e17 ? 'us' : 'ns';
}

function withinRange(timeMs: number): number {
  return timeMs >= 0 && timeMs < LATEST_MS ? timeMs : Number.NaN;
}

function localMs(match: RegExpExecArray): number {
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  const hour = Number(match[4] ?? 0);
  const minute = Number(match[5] ?? 0);
  const second = Number(match[6] ?? 0);
  const ms = Math.round(Number(`0.${match[7] ?? '0'}`) * 1000);
  const start = dayStartMs(year, month, day);
  // 23:59:60 is a leap second; it becomes the next second. 24:00:00 is the end of the day (ISO 8601).
  const endOfDay = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !endOfDay) || minute > 59 || second > 60) return Number.NaN;
  return start + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms;
}

/** Midnight UTC of a calendar day, `NaN` for days that do not exist (30 February). */
export function dayStartMs(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1970) return Number.NaN;
  const start = Date.UTC(year, month - 1, day);
  // Date.UTC rolls 30 February over into March; the day of the month tells.
  return day <= 28 || new Date(start).getUTCDate() === day ? start : Number.NaN;
}

function zoneOffsetMs(zone: string): number {
  if (!/^[+-]/.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  if (minutes > 24 * 60) return Number.NaN;
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** What is expected of a time cell, for messages. */
export const TIME_EXPECTED = 'a time such as 2026-03-31T12:00:00Z, 2026-03-31 12:00:00 or epoch s/ms/µs/ns';
