import jstat from 'jstat';
import type { Interval } from '../events/scenario.ts';

/** Confidence of an interval that does not state one (MODEL.md section 10's example). */
const DEFAULT_CONFIDENCE = 0.9;

const quantileOf = (p: number): number => jstat.normal.inv(p, 0, 1);
const cumulative = (z: number): number => jstat.normal.cdf(z, 0, 1);

/** A two-piece normal distribution: one half-normal below `mid`, another above it, one density at `mid`. */
interface SplitNormal {
  readonly mid: number;
  readonly below: number;
  readonly above: number;
  /** Probability of a value below `mid`: σ below ÷ (σ below + σ above). */
  readonly share: number;
}

function splitNormal({ low, mid, high, confidence = DEFAULT_CONFIDENCE }: Interval): SplitNormal {
  const z = quantileOf((1 + confidence) / 2);
  const below = (mid - low) / z;
  const above = (high - mid) / z;
  return { mid, below, above, share: below + above > 0 ? below / (below + above) : 0 };
}

function cdf({ mid, below, above, share }: SplitNormal, value: number): number {
  if (value < mid) return below > 0 ? 2 * share * cumulative((value - mid) / below) : 0;
  return above > 0 ? share + (1 - share) * (2 * cumulative((value - mid) / above) - 1) : 1;
}

function inverse({ mid, below, above, share }: SplitNormal, p: number): number {
  if (p < share) return mid + below * quantileOf(Math.max(p / (2 * share), Number.MIN_VALUE));
  if (above === 0) return mid;
  return mid + above * quantileOf(0.5 + (p - share) / (2 * (1 - share)));
}

/**
 * The value of an interval at a uniform number `u` in [0, 1) (MODEL.md section 10): split-normal about `mid`, each side's
 * σ = distance ÷ Φ⁻¹((1 + confidence) ÷ 2), so that low … high holds `confidence` of it; truncated (not clamped) to the
 * field's bounds, at least 0. Rises with `u`. `mid` where low = high.
 */
export function drawInterval(
  interval: Interval,
  u: number,
  bounds: { readonly min: number; readonly max: number },
): number {
  const distribution = splitNormal(interval);
  const least = cdf(distribution, bounds.min);
  const most = bounds.max === Infinity ? 1 : cdf(distribution, bounds.max);
  if (!(most > least)) return interval.mid;
  const value = inverse(distribution, least + u * (most - least));
  return Math.min(bounds.max, Math.max(bounds.min, value));
}
