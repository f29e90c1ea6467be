/** Standard normal quantile at 0.95: both sides together leave out 10%. */
const Z90 = 1.6448536269514722;

export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * 90% Wilson score interval of a share counted as `successes` of `trials` independent runs (E. B. Wilson, JASA 22, 1927):
 * (k + z²/2 ± z·√(k·(n − k)/n + z²/4)) ÷ (n + z²). Unlike ±1.645·√(p·(1 − p)/n) it stays inside 0 … 1 and has a width at
 * 0 of n and at n of n, where the simple one claims certainty. No trials: everything is possible, 0 … 1.
 */
export function wilsonInterval(successes: number, trials: number): ShareInterval {
  if (trials <= 0) return { low: 0, high: 1 };
  const square = Z90 ** 2;
  const middle = successes + square / 2;
  const reach = Z90 * Math.sqrt((successes * (trials - successes)) / trials + square / 4);
  return {
    low: successes <= 0 ? 0 : Math.max(0, (middle - reach) / (trials + square)),
    high: successes >= trials ? 1 : Math.min(1, (middle + reach) / (trials + square)),
  };
}
