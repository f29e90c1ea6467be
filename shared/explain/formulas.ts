import { wilsonInterval } from '../forecast/wilson-interval.ts';
import { dayText, instantMs, utcDayNumber } from '../model/instant.ts';
import { wholeSizes } from '../model/rounding.ts';

/**
 * The formulas an explanation node may name. The name is what the reader sees; the function is what computes.
 * `null` stands for "not measured" and makes a result `null`, except where a formula says otherwise.
 */
type Value = number | string | null;

function numbers(values: readonly Value[]): number[] | null {
  const known: number[] = [];
  for (const value of values) {
    if (typeof value !== 'number') return null;
    known.push(value);
  }
  return known;
}

/** A formula over numbers that is `null` as soon as one input is not measured. */
const over =
  (compute: (values: readonly number[]) => number | null) =>
  (values: readonly Value[]): number | null => {
    const known = numbers(values);
    return known === null ? null : compute(known);
  };

/** A formula of exactly two numbers. */
const of2 = (compute: (a: number, b: number) => number | null) =>
  over(([a, b]) => (a === undefined || b === undefined ? null : compute(a, b)));

/** A formula over those inputs that are known; `null` if none is. */
const overKnown =
  (compute: (values: readonly number[]) => number) =>
  (values: readonly Value[]): number | null => {
    const known = values.filter((value) => typeof value === 'number');
    return known.length === 0 ? null : compute(known);
  };

/** A formula of two times. */
const ofTimes =
  (compute: (a: string, b: string) => number | null) =>
  ([a, b]: readonly Value[]): number | null =>
    typeof a === 'string' && typeof b === 'string' ? compute(a, b) : null;

const difference = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : b - a;

/** Sum of the k largest of the values after k; of all of them if there are no more than k. Added largest first. */
function sumOfLargest([k = 0, ...values]: readonly number[]): number {
  return values
    .sort((a, b) => b - a)
    .slice(0, k)
    .reduce((sum, value) => sum + value, 0);
}

const LOSS_VERDICTS = ['fails', 'undecided', 'survives-repacked', 'survives'] as const;

/** The worst verdict that was counted at least once, of the counts in the order of `LOSS_VERDICTS`. */
function worstCounted(counts: readonly Value[]): string | null {
  return LOSS_VERDICTS.find((_, index) => Number(counts[index] ?? 0) > 0) ?? null;
}

/** Demand as a share of what is available; `null` where nothing is available (MODEL.md section 1). */
export function utilizationOf(demand: number, available: number): number | null {
  return available > 0 ? demand / available : null;
}

/**
 * 1 − utilization, written as one division, because 1 − 80 ÷ 100 is 0.19999999999999996 in floating point and would miss a
 * target of 0.2.
 */
export function headroomOf(demand: number, available: number): number | null {
  return available > 0 ? (available - demand) / available : null;
}

/** 1 + p + … + p^m, term by term: exact where the closed form would divide by almost nothing. */
export function geometricSum(p: number, m: number): number {
  let sum = 1;
  let power = 1;
  for (let i = 0; i < m; i += 1) {
    power *= p;
    if (power === 0) break;
    sum += power;
  }
  return sum;
}

/** The day b and c days before day a; a part of a day makes it one day earlier. */
function daysBefore([day, b, c]: readonly Value[]): string | null {
  const from = typeof day === 'string' ? utcDayNumber(day) : null;
  return from === null || typeof b !== 'number' || typeof c !== 'number'
    ? null
    : dayText(Math.floor(from - b - c));
}

export const FORMULAS = {
  'sum of inputs': over((values) => values.reduce((sum, value) => sum + value, 0)),
  'maximum of inputs': over((values) => (values.length === 0 ? null : Math.max(...values))),
  'minimum of inputs': over((values) => (values.length === 0 ? null : Math.min(...values))),
  'product of inputs': over((values) => values.reduce((product, value) => product * value, 1)),
  'same as input': over(([value]) => value ?? null),
  'a − b': of2((a, b) => a - b),
  'a ÷ b': of2((a, b) => (b === 0 ? null : a / b)),
  'a − b, at least 0': of2((a, b) => Math.max(0, a - b)),
  '1 − demand ÷ available': of2(headroomOf),
  'demand ÷ available': of2(utilizationOf),
  '1 − error ÷ error of the last peak': of2(headroomOf),
  'sum of known inputs': overKnown((values) => values.reduce((sum, value) => sum + value, 0)),
  'largest known input': overKnown((values) => Math.max(...values)),
  'smallest known input': overKnown((values) => Math.min(...values)),
  'minimum of inputs, at least 0': over((values) =>
    values.length === 0 ? null : Math.max(0, Math.min(...values)),
  ),
  'sum of the k largest': over(sumOfLargest),
  'a ÷ b, whole part': of2((a, b) => (b > 0 ? wholeSizes(a, b) : null)),
  'a ÷ (b − c)': over(([a = 0, b = 0, c = 0]) => (b > c ? a / (b - c) : null)),
  'a + c × (b − a)': over(([a = 0, b = 0, c = 0]) => a + c * (b - a)),
  'a + b × c': over(([a = 0, b = 0, c = 0]) => a + b * c),
  'a − b × c': over(([a = 0, b = 0, c = 0]) => a - b * c),
  '√(a ÷ (n − 2))': of2((a, n) => (n > 2 ? Math.sqrt(a / (n - 2)) : null)),
  't × s × √(1 + 1 ÷ n + (x − x̄)² ÷ Sxx)': over(([t = 0, s = 0, n = 0, x = 0, mean = 0, sxx = 0]) =>
    n > 0 && sxx > 0 ? t * s * Math.sqrt(1 + 1 / n + (x - mean) ** 2 / sxx) : null,
  ),
  'a ÷ b, 0 if b is 0': of2((a, b) => (b > 0 ? a / b : 0)),
  'a ÷ b, 0 if a is 0': of2((a, b) => (a === 0 ? 0 : b === 0 ? null : a / b)),
  'a ÷ (b × c), 0 if a is 0': over(([a = 0, b = 0, c = 0]) => (a === 0 ? 0 : b * c > 0 ? a / (b * c) : null)),
  '(a + b × c + d) ÷ (e − f)': over(([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]) =>
    e > f ? (a + b * c + d) / (e - f) : null,
  ),
  '(a + b) ÷ (c − d)': over(([a = 0, b = 0, c = 0, d = 0]) => (c > d ? (a + b) / (c - d) : null)),
  'a + b ÷ c': over(([a = 0, b = 0, c = 0]) => (c === 0 ? null : a + b / c)),
  'a + b × c ÷ d': over(([a = 0, b = 0, c = 0, d = 0]) => (d === 0 ? null : a + (b * c) / d)),
  'load ÷ limit, endless without a limit': of2((load, limit) =>
    limit > 0 ? load / limit : load > 0 ? Infinity : 0,
  ),
  '(1 − (1 − a)²)ⁿ, 0 without a try': of2((a, n) => (n === 0 ? 0 : (1 - (1 - a) ** 2) ** n)),
  '⌊the smaller of a and b ÷ c⌋': over(([a = 0, b = 0, c = 1]) => Math.floor(Math.min(a, b) / c)),
  'a × b if c is above d, else 0': over(([a = 0, b = 0, c = 0, d = 0]) => (c > d ? a * b : 0)),
  '1 + p + … + p^m': of2(geometricSum),
  'a × p^(m + 1) × b': over(([a = 0, p = 0, m = 0, b = 0]) => a * p ** (m + 1) * b),
  'a × b ÷ c': over(([a = 0, b = 0, c = 0]) => (c === 0 ? null : (a * b) / c)),
  'the first; the others are its interval': over(([value]) => value ?? null),
  'low end of the 90% Wilson interval of a in b': of2((a, b) => wilsonInterval(a, b).low),
  'high end of the 90% Wilson interval of a in b': of2((a, b) => wilsonInterval(a, b).high),
  'calendar days from a to b': ofTimes((a, b) => difference(utcDayNumber(a), utcDayNumber(b))),
  'day a − b − c days': daysBefore,
  'seconds from a to b': ofTimes((a, b) => {
    const ms = difference(instantMs(a), instantMs(b));
    return ms === null ? null : ms / 1000;
  }),
  'worst verdict counted (fails, undecided, survives-repacked, survives)': worstCounted,
} satisfies Record<string, (values: readonly Value[]) => Value>;

export type FormulaName = keyof typeof FORMULAS;
