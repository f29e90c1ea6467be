/** Ordinary least squares with any few regressors. */
export interface LeastSquares {
  readonly coefficients: Float64Array;
  /** Sum of squared residuals. */
  readonly sse: number;
  readonly n: number;
  readonly residualStd: number;
  /** xᵀ(XᵀX)⁻¹x of a regressor row: what the prediction variance at that row adds, in units of s². */
  leverage(row: ArrayLike<number>): number;
}

/**
 * Fits y ≈ X·b by Householder QR. `rows` are X's rows, all of one length p; n must exceed p. `null` where the columns
 * are linearly dependent (a step outside the data, a constant column twice): the caller leaves the regressor out.
 */
export function leastSquares(rows: readonly Float64Array[], y: ArrayLike<number>): LeastSquares | null {
  const n = rows.length;
  const p = rows[0]?.length ?? 0;
  if (p === 0 || n <= p) return null;
  const a = rows.map((row) => Float64Array.from(row));
  const b = Float64Array.from(y);
  const at = (i: number, j: number): number => a[i]?.[j] ?? 0;
  const set = (i: number, j: number, value: number): void => {
    const row = a[i];
    if (row !== undefined) row[j] = value;
  };
  for (let k = 0; k < p; k += 1) {
    let norm = 0;
    let whole = 0;
    for (let i = 0; i < n; i += 1) {
      if (i >= k) norm += at(i, k) ** 2;
      whole += (rows[i]?.[k] ?? 0) ** 2;
    }
    norm = Math.sqrt(norm);
    if (norm <= 1e-10 * Math.sqrt(whole)) return null;
    const alpha = at(k, k) > 0 ? -norm : norm;
    const v = Float64Array.from({ length: n }, (_, i) => (i < k ? 0 : at(i, k) - (i === k ? alpha : 0)));
    const vv = v.reduce((sum, value) => sum + value * value, 0);
    const reflect = (dot: number, apply: (i: number, by: number) => void): void => {
      for (let i = k; i < n; i += 1) apply(i, ((2 * dot) / vv) * (v[i] ?? 0));
    };
    for (let j = k; j < p; j += 1) {
      let dot = 0;
      for (let i = k; i < n; i += 1) dot += (v[i] ?? 0) * at(i, j);
      reflect(dot, (i, by) => set(i, j, at(i, j) - by));
    }
    let dot = 0;
    for (let i = k; i < n; i += 1) dot += (v[i] ?? 0) * (b[i] ?? 0);
    reflect(dot, (i, by) => {
      b[i] = (b[i] ?? 0) - by;
    });
  }
  const coefficients = new Float64Array(p);
  for (let k = p - 1; k >= 0; k -= 1) {
    let rest = b[k] ?? 0;
    for (let j = k + 1; j < p; j += 1) rest -= at(k, j) * (coefficients[j] ?? 0);
    coefficients[k] = rest / at(k, k);
  }
  let sse = 0;
  for (let i = p; i < n; i += 1) sse += (b[i] ?? 0) ** 2;
  return {
    coefficients,
    sse,
    n,
    residualStd: Math.sqrt(sse / (n - p)),
    leverage(row) {
      // Solve Rᵀz = row; the leverage is |z|².
      const z = new Float64Array(p);
      let sum = 0;
      for (let k = 0; k < p; k += 1) {
        let rest = row[k] ?? 0;
        for (let j = 0; j < k; j += 1) rest -= at(j, k) * (z[j] ?? 0);
        z[k] = rest / at(k, k);
        sum += (z[k] ?? 0) ** 2;
      }
      return sum;
    },
  };
}
