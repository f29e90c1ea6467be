/** Least share of days inside the interval with which a forecast is trusted (MODEL.md section 8). */
export const LEAST_COVERAGE = 0.6;

/** 1 − MAPE / naive; both perfect counts as skill 0 (as good as repeating), a perfect naive with a worse line as `null`. */
export function skillOf(mape: number | null, naiveMape: number | null): number | null {
  if (mape === null || naiveMape === null) return null;
  if (naiveMape === 0) return mape === 0 ? 0 : null;
  return 1 - mape / naiveMape;
}
