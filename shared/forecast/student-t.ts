import jstat from 'jstat';

/**
 * Student's t quantile for `degrees` (a whole number ≥ 1) at probability `p` (0 < p < 1).
 *
 * The library's inverse is good to about 1e-8; two Newton steps on the closed-form distribution function for whole
 * degrees (Abramowitz & Stegun 26.7.3 and 26.7.4) bring it to the last digits.
 */
export function studentTQuantile(p: number, degrees: number): number {
  if (p === 0.5) return 0;
  let t: number = jstat.studentt.inv(p, degrees);
  for (let step = 0; step < 2; step += 1) {
    const density: number = jstat.studentt.pdf(t, degrees);
    if (density > 0) t -= (studentTCdf(t, degrees) - p) / density;
  }
  return t;
}

/** P(T ≤ t) for whole degrees of freedom: a finite trigonometric sum, exact up to rounding. */
export function studentTCdf(t: number, degrees: number): number {
  const theta = Math.atan2(t, Math.sqrt(degrees));
  const sin = Math.sin(theta);
  const cosSquared = Math.cos(theta) ** 2;
  if (degrees % 2 === 1) {
    let term = Math.cos(theta);
    let sum = degrees > 1 ? term : 0;
    for (let j = 3; j <= degrees - 2; j += 2) {
      term *= (cosSquared * (j - 1)) / j;
      sum += term;
    }
    return 0.5 + (theta + sin * sum) / Math.PI;
  }
  let term = 1;
  let sum = 1;
  for (let j = 2; j <= degrees - 2; j += 2) {
    term *= (cosSquared * (j - 1)) / j;
    sum += term;
  }
  return 0.5 + (sin * sum) / 2;
}

const remembered = new Map<string, number>();

/** Half width factor of a two-sided interval at `level` (0.90): the t quantile at (1 + level) / 2, remembered per level and degrees. */
export function intervalFactor(level: number, degrees: number): number {
  const key = `${level}/${degrees}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const factor = studentTQuantile((1 + level) / 2, degrees);
  remembered.set(key, factor);
  return factor;
}
