/**
 * Numbers as the screens, the command line's tables and the documents show them: grouped by comma, true minus sign,
 * no dependence on the system's locale, so that a figure reads the same everywhere.
 */
const MINUS = '−';
const NARROW_RANGE = ' – ';

/** What stands where a value is not known. Never a zero, never an empty cell. */
export const NOT_MEASURED = 'not measured';

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `value` with exactly `digits` decimals: `16,877.4`. A value that rounds to zero carries no sign. */
export function formatDecimal(value: number, digits: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? `${MINUS}∞` : NOT_MEASURED;
  const fixed = Math.abs(value).toFixed(digits);
  const [whole = '0', fraction] = fixed.split('.');
  const text = fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`;
  return value < 0 && Number(fixed) !== 0 ? MINUS + text : text;
}

/** A count: `7,459`. */
export function formatInteger(value: number): string {
  return formatDecimal(Math.round(value), 0);
}

/** A number with as many decimals as it needs, `maxDigits` at most: `53`, `4.1`, `0.0008`. */
export function formatPlain(value: number, maxDigits = 2): string {
  const text = formatDecimal(value, maxDigits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** More decimals than this tell nothing apart but the noise of sums. */
const MOST_APART = 9;

/**
 * Decimals with which a value does not read as something it is not: `digits`, and more while it would round onto one of
 * `others` without being it. So a headroom of 19.96% never reads as the 20.0% it misses, nor a little as nothing. Where only
 * noise tells them apart they are the same, and `digits` stay.
 *
 * @param others in the unit the value is shown in: its target, nothing, everything.
 */
export function digitsApart(value: number, others: readonly number[], digits: number): number {
  for (let more = digits; more <= MOST_APART; more += 1) {
    const text = formatDecimal(value, more);
    if (others.every((other) => other === value || formatDecimal(other, more) !== text)) return more;
  }
  return digits;
}

/** A ratio as percent, no space: `25.7%`. One decimal in tables. `against`: what it must not be mistaken for. */
export function formatPercent(ratio: number, digits = 1, against: readonly (number | null)[] = []): string {
  const others = against.flatMap((other) => (other === null ? [] : [other * 100]));
  return `${formatDecimal(ratio * 100, digitsApart(ratio * 100, others, digits))}%`;
}

/** A share that was chosen (a target, a level of confidence), in full: `20%`, `72.5%`, `0.25%`. */
export function formatChosenShare(ratio: number): string {
  return `${formatPlain(ratio * 100, 4)}%`;
}

/** The most a share may come to, never less than it: `0.1%` of 0.0004. */
export function formatShareAtMost(ratio: number): string {
  return formatPercent(Math.ceil(ratio * 1000 - 1e-6) / 1000);
}

/** A ratio this near to nothing or to everything would read as that with one decimal. */
const NEAR = 0.0005;
const MOST_DIGITS = 4;

/**
 * Decimals of a percentage that tell every ratio of a column from nothing and from everything, two significant ones of the
 * distance: 1 where none is that near, 4 at most.
 */
export function ratioDigits(ratios: readonly (number | null)[]): number {
  const needs = ratios.map((ratio) => {
    if (ratio === null) return 1;
    const distance = Math.min(Math.abs(ratio), Math.abs(1 - ratio));
    if (distance === 0 || distance >= NEAR) return 1;
    return Math.min(MOST_DIGITS, Math.ceil(-Math.log10(distance * 100)) + 1);
  });
  return Math.max(1, ...needs);
}

/** A ratio in a sentence: whole percent, one decimal within 1 point of its target, and more where that reads as the target. */
export function formatPercentInSentence(ratio: number, target: number | null): string {
  const digits = target !== null && Math.abs(ratio - target) < 0.01 ? 1 : 0;
  return formatPercent(ratio, digits, [target, 0, 1]);
}

/** A change: always signed, `+4`, `−11`. Zero is `0`. */
export function formatSigned(value: number, digits = 0): string {
  const text = formatDecimal(value, digits);
  return value > 0 && !/^[0.]+$/.test(text) ? `+${text}` : text;
}

/** `6 – 23`, and one figure where both ends read the same. */
export function formatRange(low: string, high: string): string {
  return low === high ? low : `${low}${NARROW_RANGE}${high}`;
}

/** `1 host`, `3 hosts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatInteger(count)} ${Math.round(count) === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}
