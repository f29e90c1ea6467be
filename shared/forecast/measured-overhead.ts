import { leastSquares } from './least-squares.ts';
import { intervalFactor } from './student-t.ts';

/** One host on one day: what it used above its system reserve, and what ran on it. */
export interface OverheadObservation {
  readonly usedAboveReserve: number;
  readonly microvmCount: number;
  /** Σ of the flavors' own figure over the microVMs in use (memory: bytes). */
  readonly flavorSum: number;
}

export interface OverheadEstimate {
  /** Overhead per microVM, in the unit of the observations. */
  readonly perMicrovm: number;
  readonly low: number;
  readonly high: number;
  /** Share of the flavors' figure that is really in use. */
  readonly inUseRatio: number;
  readonly observations: number;
  readonly residualStd: number;
}

/** Fewer observations say nothing. */
const MIN_OBSERVATIONS = 10;

/**
 * Measured overhead (MODEL.md section 8): least squares, without intercept, of what hosts use above their system
 * reserve on their microVM count and the sum of their flavors' figure. `null` with fewer than 10 observations, or where
 * count and sum move together so closely that they cannot be told apart (one flavor only).
 */
export function estimateOverhead(
  observations: readonly OverheadObservation[],
  level: number,
): OverheadEstimate | null {
  if (observations.length < MIN_OBSERVATIONS) return null;
  // Columns of like size keep the factorisation well conditioned: bytes stand beside counts.
  const scale = Math.max(...observations.map((each) => each.flavorSum)) || 1;
  const rows = observations.map((each) => Float64Array.of(each.microvmCount, each.flavorSum / scale));
  const fit = leastSquares(
    rows,
    observations.map((each) => each.usedAboveReserve),
  );
  if (fit === null) return null;
  const perMicrovm = fit.coefficients[0] ?? 0;
  const half =
    intervalFactor(level, observations.length - 2) *
    fit.residualStd *
    Math.sqrt(fit.leverage(Float64Array.of(1, 0)));
  return {
    perMicrovm,
    low: perMicrovm - half,
    high: perMicrovm + half,
    inUseRatio: (fit.coefficients[1] ?? 0) / scale,
    observations: observations.length,
    residualStd: fit.residualStd,
  };
}
