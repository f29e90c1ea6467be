import { intervalFactor } from './student-t.ts';

/** Fewer complete days than this are not fitted (MODEL.md section 8). */
export const FIT_MIN_DAYS = 7;

const ROUNDING_ULPS = 16;

/** Ordinary least squares of daily peaks over calendar days since the first of them (MODEL.md section 8). */
export interface LinearFit {
  readonly n: number;
  readonly slopePerDay: number;
  /** Fitted value on `firstDay`. */
  readonly intercept: number;
  /** √(SSE / (n − 2)), in the metric's unit. */
  readonly residualStd: number;
  /** `null` if all peaks are equal. */
  readonly r2: number | null;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly meanX: number;
  readonly sumSquaresX: number;
  readonly meanY: number;
  /** Σ (x − x̄)(y − ȳ); the slope is this ÷ `sumSquaresX`. */
  readonly sumProducts: number;
  /** Σ of squared residuals; 0 where they are no larger than rounding. */
  readonly sumSquaredResiduals: number;
}

export interface Projection {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Fits `peaks[from..to)` over `days[from..to)` (rising day numbers). `null` for fewer than 7 days.
 * Sums are taken about the means, so that large day numbers and large values lose no digits.
 */
export function fitLine(
  days: ArrayLike<number>,
  peaks: ArrayLike<number>,
  from = 0,
  to = days.length,
): LinearFit | null {
  const n = to - from;
  if (n < FIT_MIN_DAYS) return null;
  const firstDay = days[from] ?? 0;
  const firstPeak = peaks[from] ?? 0;
  let sumX = 0;
  let sumY = 0;
  let allEqual = true;
  for (let i = from; i < to; i += 1) {
    const peak = peaks[i] ?? 0;
    sumX += (days[i] ?? 0) - firstDay;
    sumY += peak;
    if (peak !== firstPeak) allEqual = false;
  }
  const meanX = sumX / n;
  // Seven times 0.7, divided by seven, is 0.7000000000000001: a flat line must not cross a limit that stands right on it.
  const meanY = allEqual ? firstPeak : sumY / n;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let i = from; i < to; i += 1) {
    const dx = (days[i] ?? 0) - firstDay - meanX;
    const dy = (peaks[i] ?? 0) - meanY;
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  const slopePerDay = sxy / sxx;
  const intercept = meanY - slopePerDay * meanX;
  let sse = 0;
  let largest = 0;
  for (let i = from; i < to; i += 1) {
    const peak = peaks[i] ?? 0;
    const residual = peak - intercept - slopePerDay * ((days[i] ?? 0) - firstDay);
    sse += residual * residual;
    largest = Math.max(largest, Math.abs(peak));
  }
  // Residuals no larger than the rounding of the peaks themselves are none: a perfect line has a zero-width interval.
  if (sse <= n * (ROUNDING_ULPS * Number.EPSILON * largest) ** 2) sse = 0;
  return {
    n,
    slopePerDay,
    intercept,
    residualStd: Math.sqrt(sse / (n - 2)),
    r2: allEqual ? null : 1 - sse / syy,
    firstDay,
    lastDay: days[to - 1] ?? firstDay,
    meanX,
    sumSquaresX: sxx,
    meanY,
    sumProducts: sxy,
    sumSquaredResiduals: sse,
  };
}

/** Prediction at a day with its interval at `level`: ŷ ± t·s·√(1 + 1/n + (x − x̄)²/Sxx), t with n − 2 degrees. */
export function project(fit: LinearFit, day: number, level: number): Projection {
  const x = day - fit.firstDay;
  const value = fit.intercept + fit.slopePerDay * x;
  const half =
    intervalFactor(level, fit.n - 2) *
    fit.residualStd *
    Math.sqrt(1 + 1 / fit.n + (x - fit.meanX) ** 2 / fit.sumSquaresX);
  return { value, low: value - half, high: value + half };
}
