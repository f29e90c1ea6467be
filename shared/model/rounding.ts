/**
 * Rounding of what was computed from decimals. Products and quotients carry noise in their last digits — 100 × 0.07 is
 * 7.000000000000001 — and a count must not be one more, or one less, for that.
 */

/** Far more than a handful of operations can lose of a value, far less than any amount that matters. */
const NOISE_RATIO = 1e-12;

/** ⌈value⌉, without noise up to one more: ⌈100 × 0.07⌉ is 7. */
export function roundedUp(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= NOISE_RATIO * Math.max(1, Math.abs(value)) ? whole : Math.ceil(value);
}

/** Float noise of a decimal product or sum: a tie within this many units in the last place cannot be told from a tie. */
const TIE_RATIO = 16 * Number.EPSILON;

/** Whether two computed amounts are told apart by rounding at most: 0.1 + 0.2 and 0.3 are the same. */
export function isTie(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= TIE_RATIO * Math.max(Math.abs(a), Math.abs(b));
}

/** What the last of several may lack, as a share of its size: a placement counts in billionths too (demandQuanta). */
const LACK_RATIO = 1e-9;

/**
 * ⌊amount ÷ size⌋, how many whole sizes an amount holds, for a size above 0. Whole numbers, as bytes are, are compared
 * exactly; of decimals, as cores are, the last one may lack a billionth of its size. An amount below 0 holds less than none.
 */
export function wholeSizes(amount: number, size: number): number {
  const isWhole = Number.isSafeInteger(amount) && Number.isSafeInteger(size);
  return isWhole ? Math.floor(amount / size) : Math.floor(amount / size + LACK_RATIO);
}
