import jstat from 'jstat';

/** A line through equally spaced readings, by least squares. */
export interface Slope {
  /** Rise from one reading to the next. */
  readonly perStep: number;
  /** The true rise lies between these in 95 of 100 such runs (Student, n − 2 degrees), residuals taken as independent. */
  readonly low: number;
  readonly high: number;
}

/** `null` below three readings: two points are always on a line, and tell nothing of its error. */
export function slopeOf(readings: readonly number[]): Slope | null {
  const n = readings.length;
  if (n < 3) return null;
  const middle = (n - 1) / 2;
  const mean = readings.reduce((sum, value) => sum + value, 0) / n;
  let squares = 0;
  let products = 0;
  for (const [step, value] of readings.entries()) {
    squares += (step - middle) ** 2;
    products += (step - middle) * (value - mean);
  }
  const perStep = products / squares;
  const left = readings.reduce(
    (sum, value, step) => sum + (value - mean - perStep * (step - middle)) ** 2,
    0,
  );
  const error = Math.sqrt(left / (n - 2) / squares) * jstat.studentt.inv(0.975, n - 2);
  return { perStep, low: perStep - error, high: perStep + error };
}

/** What may grow by how much a step before it is called a leak. */
export interface Bound {
  readonly name: string;
  readonly unit: string;
  readonly mostPerStep: number;
}

export interface Trend extends Bound {
  readonly first: number;
  readonly last: number;
  readonly slope: Slope | null;
  /** The lower end of the interval is above the bound: it grows, and by more than chance would have it. */
  readonly leaks: boolean;
}

export function trendOf(bound: Bound, readings: readonly number[]): Trend {
  const slope = slopeOf(readings);
  return {
    ...bound,
    first: readings[0] ?? Number.NaN,
    last: readings.at(-1) ?? Number.NaN,
    slope,
    leaks: slope !== null && slope.low > bound.mostPerStep,
  };
}
