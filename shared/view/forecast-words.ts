import { dayNumber, dayText } from '../model/instant.ts';
import type { CrossingDates, ForecastSummary } from '../timeline/forecast-result.ts';
import { formatDay } from './date-format.ts';
import { counted, formatPercentInSentence, formatRange, NOT_MEASURED } from './number-format.ts';
import { quantityText } from './quantity-format.ts';
import type { VerdictMark } from './sentence.ts';
import { targetNumber } from './target-text.ts';

/** What the words about a date need to know beside the forecast. */
export interface ForecastFrame {
  /** Calendar day taken as today. */
  readonly asOf: string;
  readonly horizonDays: number;
  readonly triggerHorizonDays: number;
  readonly intervalLevel: number;
}

/** When the limit is reached, for a table: the date, and its interval below it. */
export interface CrossingWords {
  /** `14 May`, `at once`, `none to 28 Jun`, `missed now`, `no target`, `not measured`. */
  readonly text: string;
  /** `6 – 23 May`, `earliest 10 Jun`; `null` where there is nothing to add. */
  readonly range: string | null;
  /** `true` where `text` is a date on which something is reached. */
  readonly isDate: boolean;
}

/** The calendar day `days` later. Text that is no day passes through. */
export function dayAfter(day: string, days: number): string {
  const number = dayNumber(day);
  return number === null ? day : dayText(number + days);
}

/** Last day a forecast says something about. */
export function horizonEnd(summary: Pick<ForecastSummary, 'lastDay'>, frame: ForecastFrame): string {
  return dayAfter(summary.lastDay ?? frame.asOf, frame.horizonDays);
}

/** `6 – 23 May`, `28 Apr – 23 May`, `6 May – after 28 Jun`: early to late, the month once where it is the same. */
export function intervalText(crossing: CrossingDates, end: string, asOf: string): string | null {
  const { early, late } = crossing;
  if (early === null) return null;
  const first = formatDay(early, asOf);
  if (late === null) return `${first} – after ${formatDay(end, asOf)}`;
  const sameMonth = early.slice(0, 7) === late.slice(0, 7) && early !== late;
  return formatRange(sameMonth ? first.replace(/ .*/, '') : first, formatDay(late, asOf));
}

/** The words of a crossing in a table. A date never stands without its interval or the horizon. */
export function crossingWords(summary: ForecastSummary, frame: ForecastFrame): CrossingWords {
  const { crossing, state } = summary;
  const plain = (text: string, range: string | null = null): CrossingWords => ({
    text,
    range,
    isDate: false,
  });
  if (state === 'not-measured') return plain(NOT_MEASURED);
  if (state === 'no-target' || crossing === null) return plain('no target');
  const end = horizonEnd(summary, frame);
  if (crossing.already) {
    return plain('missed now', crossing.date === null ? null : `on ${formatDay(crossing.date, frame.asOf)}`);
  }
  if (crossing.date !== null) {
    const isNow = crossing.date === frame.asOf.slice(0, 10);
    const isCertain = crossing.early === crossing.date && crossing.late === crossing.date;
    return {
      text: isNow ? 'at once' : formatDay(crossing.date, frame.asOf),
      range: isNow && isCertain ? null : intervalText(crossing, end, frame.asOf),
      isDate: true,
    };
  }
  const none = `none to ${formatDay(end, frame.asOf)}`;
  return plain(none, crossing.early === null ? null : `earliest ${formatDay(crossing.early, frame.asOf)}`);
}

/** The number a forecast is shown by: what its target is on; without a target the demand itself. */
export function shownText(
  summary: Pick<ForecastSummary, 'target' | 'unit'>,
  value: number | null | undefined,
): string {
  if (value === null || value === undefined) return NOT_MEASURED;
  const limit = targetNumber(summary);
  switch (summary.target?.on) {
    case 'headroom':
    case 'utilization':
      return quantityText(value, 'ratio', limit);
    case 'timeToConverge':
      return quantityText(value, 'seconds', limit);
    default:
      return quantityText(value, summary.unit, limit);
  }
}

/** The measured number a forecast is shown by: without a target the demand itself, whatever share of a capacity it is. */
export function nowValue({ now, target }: Pick<ForecastSummary, 'now' | 'target'>): number | null {
  if (now === null) return null;
  return target === null ? now.demand : (now.shown ?? now.demand);
}

/** The same in a sentence: whole percent unless within 1 point of the target. */
export function shownInSentence(summary: Pick<ForecastSummary, 'target' | 'unit'>, value: number): string {
  const { target } = summary;
  const isRatio = target?.on === 'headroom' || target?.on === 'utilization';
  if (!isRatio) return shownText(summary, value);
  return formatPercentInSentence(value, targetNumber(summary));
}

/** What the shown number is called: `headroom`, `utilization`, `time`, `demand`. */
export function shownName(summary: Pick<ForecastSummary, 'target'>): string {
  switch (summary.target?.on) {
    case 'headroom':
      return 'headroom';
    case 'utilization':
      return 'utilization';
    case 'timeToConverge':
      return 'time to converge';
    default:
      return 'demand';
  }
}

export interface ForecastStatus {
  readonly mark: VerdictMark;
  readonly word: string;
}

/** Mark and word of a forecast's state. Reaching the limit within the trigger horizon is as solid as missing it. */
export function forecastStatus(summary: ForecastSummary, frame: ForecastFrame): ForecastStatus {
  switch (summary.state) {
    case 'missing':
      return { mark: 'breach', word: 'Missed' };
    case 'crosses':
      return summary.daysLeft !== null && summary.daysLeft <= frame.triggerHorizonDays
        ? { mark: 'breach', word: `Missed within ${counted(frame.triggerHorizonDays, 'day')}` }
        : { mark: 'watch', word: 'Missed later' };
    case 'watch':
      return { mark: 'watch', word: 'Missed at the interval’s edge only' };
    case 'clear':
      return { mark: 'ok', word: 'Holds' };
    case 'no-target':
      return { mark: 'unknown', word: 'No target' };
    case 'not-measured':
      return { mark: 'unknown', word: 'Not measured' };
  }
}

/** The backtest in one word. */
export const TRUST_WORDS = {
  trusted: 'Trusted',
  untrusted: 'Untrusted',
  unvalidated: 'Unvalidated',
} as const;

export const TRUST_MARKS = {
  trusted: 'ok',
  untrusted: 'unknown',
  unvalidated: 'unknown',
} as const satisfies Readonly<Record<string, VerdictMark>>;
