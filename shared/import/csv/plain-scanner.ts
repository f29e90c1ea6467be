import { dayStartMs } from '../parse-time.ts';
import type { TimeReader } from '../parse-time.ts';
import type { SeriesInput, SeriesSink } from '../series-sink.ts';
import type { TablePlan, ValueColumn } from './table-plan.ts';

/** What the scanner leaves to the reference reader. */
export interface RowFallback {
  row(fields: readonly string[], line: number): boolean;
  input(
    entityText: string | null,
    metricText: string | null,
    column: ValueColumn,
  ): SeriesInput | { readonly bad: string };
}

const ZERO = 48;
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** A series recognised by the text that names it, and the one that followed it last time: exports repeat an order. */
interface KnownKey {
  readonly text: string;
  readonly inputs: readonly SeriesInput[];
  next: KnownKey | null;
}

/**
 * The fast way through rows without quotes: reads stamps and numbers in place, without cutting the text into cells.
 * Only the plainest rows are read here (the right number of cells, ISO stamps to the second or whole epoch seconds and
 * milliseconds, numbers of at most 15 digits); everything else goes to the fallback, which is the reference.
 */
export class PlainScanner {
  private readonly plan: TablePlan;
  private readonly sink: SeriesSink;
  private readonly times: TimeReader;
  private readonly fallback: RowFallback;
  private readonly delimiterCode: number;
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly readings: Float64Array;
  private readonly keys = new Map<string, KnownKey>();
  private last: KnownKey | null = null;
  private readonly fixed: KnownKey | null;
  private readonly keyFrom: number;
  private readonly keyTo: number;
  private readonly usable: boolean;
  private dayText = '';
  private dayMs = 0;

  constructor(plan: TablePlan, sink: SeriesSink, times: TimeReader, fallback: RowFallback) {
    this.plan = plan;
    this.sink = sink;
    this.times = times;
    this.fallback = fallback;
    this.delimiterCode = plan.delimiter.charCodeAt(0);
    this.starts = new Int32Array(plan.columns.length + 1);
    this.ends = new Int32Array(plan.columns.length + 1);
    this.readings = new Float64Array(plan.values.length);
    const named = [plan.entity, plan.metric].filter((index) => index !== null);
    this.keyFrom = named.length === 0 ? -1 : Math.min(...named);
    this.keyTo = named.length === 0 ? -1 : Math.max(...named);
    const adjacent = this.keyTo - this.keyFrom <= 1;
    // A null word that reads as a number (`-1`, `999`) is only known to the reference.
    const numericNull = [...plan.style.nullWords].some((word) => /^[+-]?[\d.]+$/.test(word));
    const ofPairs = (plan.target ?? null) !== null;
    this.usable = plan.style.decimal === '.' && adjacent && !numericNull && !ofPairs;
    this.fixed = this.usable && named.length === 0 ? this.fixedKey() : null;
  }

  private fixedKey(): KnownKey | null {
    const inputs: SeriesInput[] = [];
    for (const column of this.plan.values) {
      const input = this.fallback.input(null, null, column);
      if ('bad' in input) return null;
      inputs.push(input);
    }
    return { text: '', inputs, next: null };
  }

  /** Reads the lines of `text[start, end)`; returns how many rows there were. */
  block(text: string, start: number, end: number, firstLine: number): number {
    let rows = 0;
    let line = firstLine;
    let at = start;
    while (at < end) {
      let newline = text.indexOf('\n', at);
      if (newline < 0 || newline > end) newline = end;
      if (this.usable && this.plainRow(text, at, newline)) rows += 1;
      else if (newline > at && this.fallback.row(text.slice(at, newline).split(this.plan.delimiter), line))
        rows += 1;
      line += 1;
      at = newline + 1;
    }
    return rows;
  }

  private plainRow(text: string, start: number, end: number): boolean {
    if (!this.cut(text, start, end)) return false;
    const { plan, starts, ends, readings } = this;
    for (let i = 0; i < readings.length; i += 1) {
      const index = plan.values[i]?.index ?? 0;
      const reading = decimal(text, starts[index] ?? 0, ends[index] ?? 0);
      if (reading !== reading) return false;
      readings[i] = reading;
    }
    const key = this.fixed ?? this.key(text);
    if (key === null) return false;
    // The time comes last: its reader counts zoneless stamps, and a row handed to the fallback is read again there.
    const timeMs = this.time(text, starts[plan.time] ?? 0, ends[plan.time] ?? 0);
    if (timeMs < 0) return false;
    for (let i = 0; i < readings.length; i += 1) {
      const input = key.inputs[i];
      if (input !== undefined)
        this.sink.add(input.column, timeMs, ((readings[i] ?? 0) * input.factor) / input.divisor);
    }
    return true;
  }

  /** Finds the cells, without the blanks around them. `false` unless there are exactly as many as columns. */
  private cut(text: string, start: number, end: number): boolean {
    const { starts, ends, delimiterCode } = this;
    const count = this.plan.columns.length;
    let cell = 0;
    let from = start;
    for (let at = start; at <= end; at += 1) {
      if (at < end && text.charCodeAt(at) !== delimiterCode) continue;
      if (cell === count) return false;
      let to = at;
      while (from < to && isBlank(text.charCodeAt(from))) from += 1;
      while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
      starts[cell] = from;
      ends[cell] = to;
      cell += 1;
      from = at + 1;
    }
    return cell === count;
  }

  /** -1: not one of the plain forms. */
  private time(text: string, start: number, end: number): number {
    const length = end - start;
    if (length === 10 || length === 13) return this.epoch(text, start, end);
    if (length !== 19 && length !== 20 && length !== 23 && length !== 24) return -1;
    const zoned = length === 20 || length === 24;
    if (zoned && text.charCodeAt(end - 1) !== 90) return -1;
    const ms = length < 23 ? 0 : milliseconds(text, start + 19);
    if (ms < 0) return -1;
    const between = text.charCodeAt(start + 10);
    if (between !== 84 && between !== 32) return -1;
    if (text.charCodeAt(start + 13) !== 58 || text.charCodeAt(start + 16) !== 58) return -1;
    const hour = twoDigits(text, start + 11);
    const minute = twoDigits(text, start + 14);
    const second = twoDigits(text, start + 17);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
    if (!text.startsWith(this.dayText, start) || this.dayText === '') {
      const day = isoDay(text, start);
      if (day < 0) return -1;
      this.dayText = text.slice(start, start + 10);
      this.dayMs = day;
    }
    const local = this.dayMs + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms;
    if (zoned) return local;
    // A stamp in a repeated hour is placed by its series; the reference knows how.
    return this.times.isRepeated(local) ? -1 : nanAsMissing(this.times.zonelessMs(local));
  }

  private epoch(text: string, start: number, end: number): number {
    let value = 0;
    for (let at = start; at < end; at += 1) {
      const digit = text.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return nanAsMissing(this.times.epoch(value));
  }

  private key(text: string): KnownKey | null {
    const from = this.starts[this.keyFrom] ?? 0;
    const to = this.ends[this.keyTo] ?? 0;
    const guess = this.last?.next ?? null;
    if (guess !== null && guess.text.length === to - from && text.startsWith(guess.text, from)) {
      this.last = guess;
      return guess;
    }
    const name = text.slice(from, to);
    const key = this.keys.get(name) ?? this.newKey(text, name);
    if (key !== null && this.last !== null) this.last.next = key;
    this.last = key;
    return key;
  }

  private newKey(text: string, name: string): KnownKey | null {
    const { plan } = this;
    const cell = (index: number | null): string | null =>
      index === null ? null : detached(text.slice(this.starts[index] ?? 0, this.ends[index] ?? 0).trim());
    const inputs: SeriesInput[] = [];
    for (const column of plan.values) {
      const input = this.fallback.input(cell(plan.entity), cell(plan.metric), column);
      if ('bad' in input) return null;
      inputs.push(input);
    }
    const key = { text: detached(name), inputs, next: null };
    this.keys.set(key.text, key);
    return key;
  }
}

/** A slice of a block keeps the whole block alive in the engine; joining and cutting copies the few characters. */
function detached(name: string): string {
  return ` ${name}`.split('').join('').slice(1);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function nanAsMissing(timeMs: number): number {
  return timeMs >= 0 ? timeMs : -1;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/** Of `.123`; -1 for anything else. */
function milliseconds(text: string, at: number): number {
  const tens = twoDigits(text, at + 1);
  const ones = text.charCodeAt(at + 3) - ZERO;
  return text.charCodeAt(at) !== 46 || tens < 0 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/** Midnight of `2026-03-31`, or -1. */
function isoDay(text: string, at: number): number {
  if (text.charCodeAt(at + 4) !== 45 || text.charCodeAt(at + 7) !== 45) return -1;
  const century = twoDigits(text, at);
  const years = twoDigits(text, at + 2);
  const month = twoDigits(text, at + 5);
  const day = twoDigits(text, at + 8);
  if (century < 0 || years < 0 || month < 0 || day < 0) return -1;
  return nanAsMissing(dayStartMs(century * 100 + years, month, day));
}

/**
 * A plain decimal number: sign, digits, point, digits. Mantissa and power of ten are both exact in a double, so their
 * quotient is the correctly rounded value, the same `Number()` gives. `NaN` for anything else.
 */
function decimal(text: string, start: number, end: number): number {
  let at = start;
  const negative = text.charCodeAt(at) === 45;
  if (negative) at += 1;
  if (end - at > 16 || at === end) return Number.NaN;
  let mantissa = 0;
  let digits = 0;
  let fraction = -1;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 46 && fraction < 0) {
      fraction = 0;
      continue;
    }
    const digit = code - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    mantissa = mantissa * 10 + digit;
    digits += 1;
    if (fraction >= 0) fraction += 1;
  }
  if (digits === 0 || digits > 15) return Number.NaN;
  const value = fraction > 0 ? mantissa / (POWERS_OF_TEN[fraction] ?? 1) : mantissa;
  return negative ? 0 - value : value;
}
