import { describe, expect, test } from 'vitest';
import { fitLine, project } from './linear-fit.ts';

/*
 * A worked example printed with all its figures: `predict(lm(dist ~ speed, cars), interval = "prediction")` in A. Kassambara,
 * "Machine Learning Essentials: Practical Guide in R" (2018), chapter "Predict in R: Model Predictions and Confidence
 * Intervals". The data is R's `cars` (M. Ezekiel, "Methods of Correlation Analysis", 1930): speed in mph, stopping
 * distance in ft of fifty cars. A speed plays the part of a day.
 */
const CARS: readonly (readonly [speed: number, distances: readonly number[]])[] = [
  [4, [2, 10]],
  [7, [4, 22]],
  [8, [16]],
  [9, [10]],
  [10, [18, 26, 34]],
  [11, [17, 28]],
  [12, [14, 20, 24, 28]],
  [13, [26, 34, 34, 46]],
  [14, [26, 36, 60, 80]],
  [15, [20, 26, 54]],
  [16, [32, 40]],
  [17, [32, 40, 50]],
  [18, [42, 56, 76, 84]],
  [19, [36, 46, 68]],
  [20, [32, 48, 52, 56, 64]],
  [22, [66]],
  [23, [54]],
  [24, [70, 92, 93, 120]],
  [25, [85]],
];
const speeds = CARS.flatMap(([speed, distances]) => distances.map(() => speed));
const distances = CARS.flatMap(([, all]) => all);
const fit = fitLine(speeds, distances);

describe('the published example of a prediction interval', () => {
  test('has the fifty cars, the line and the residual error of the book', () => {
    expect(fit?.n).toBe(50);
    expect(fit?.slopePerDay).toBeCloseTo(3.932409, 6);
    expect((fit?.intercept ?? 0) - 4 * (fit?.slopePerDay ?? 0)).toBeCloseTo(-17.579095, 6);
    expect(fit?.residualStd).toBeCloseTo(15.38, 2);
    expect(fit?.r2).toBeCloseTo(0.6511, 4);
  });

  test.each([
    { speed: 12, value: 29.6, low: -1.75, high: 61.0 },
    { speed: 19, value: 57.1, low: 25.76, high: 88.5 },
    { speed: 24, value: 76.8, low: 44.75, high: 108.8 },
  ])('says $value ($low to $high) at $speed mph and 95%', ({ speed, value, low, high }) => {
    if (fit === null) throw new Error('fifty are enough');
    const said = project(fit, speed, 0.95);
    expect(said.value).toBeCloseTo(value, 1);
    expect(said.low).toBeCloseTo(low, 2);
    expect(said.high).toBeCloseTo(high, 1);
    expect(said.value - said.low).toBeCloseTo(said.high - said.value, 10);
  });
});
