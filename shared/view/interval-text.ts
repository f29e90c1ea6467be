import type { Interval } from '../events/scenario.ts';
import { isInterval } from '../events/field.ts';

/** Confidence an interval has that names none (MODEL.md section 10's example). */
const USUAL_CONFIDENCE = 0.9;
const BETWEEN = '..';

/**
 * A number or an interval as it is typed into a cell: `30000`, or low, likely and high, `20000..30000..45000`, with the
 * confidence behind where it is not 90%: `20000..30000..45000@80%`. Two dots, because a spreadsheet takes dashes and
 * slashes for dates. Empty for anything else.
 */
export function amountText(value: unknown, one: (value: number) => string): string {
  if (typeof value === 'number') return one(value);
  if (!isInterval(value)) return '';
  const { low, mid, high, confidence } = value;
  const numbers = [low, mid, high].filter((part) => typeof part === 'number');
  if (numbers.length < 3) return '';
  const text = numbers.map(one).join(BETWEEN);
  return confidence === undefined || confidence === USUAL_CONFIDENCE
    ? text
    : `${text}@${Number((confidence * 100).toPrecision(6))}%`;
}

/** Whether a cell holds an interval. */
export const isUncertain = (text: string): boolean => text.includes(BETWEEN);

/** What was typed, as a number or an interval; a string says what is wrong with it. */
export function readAmount(text: string, one: (text: string) => number | string): number | Interval | string {
  if (!isUncertain(text)) return one(text);
  const [range = '', sure, ...rest] = text.split('@');
  const parts = range.split(BETWEEN).map((part) => part.trim());
  const wrong = `“${text}” is not low, likely and high, like 20000..30000..45000`;
  if (parts.length !== 3 || rest.length > 0) return wrong;
  const numbers: number[] = [];
  for (const part of parts) {
    const value = one(part);
    if (typeof value === 'string') return value;
    numbers.push(value);
  }
  const [low = 0, mid = 0, high = 0] = numbers;
  if (low > mid || mid > high) return `“${text}” does not rise from low to high`;
  if (sure === undefined) return { low, mid, high };
  const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(sure)?.[1];
  const confidence = Number((Number(percent ?? Number.NaN) / 100).toPrecision(12));
  return confidence > 0 && confidence < 1 ? { low, mid, high, confidence } : wrong;
}
