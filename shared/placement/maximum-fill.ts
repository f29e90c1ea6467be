/** Cells a fill table may have; beyond it the bound is not worth its time. */
const MAX_CELLS = 1 << 17;
const MAX_WORK = 4_000_000;

/**
 * For each limit the largest sum of `sizes` (each usable any number of times) that does not exceed it: what a host can
 * really use of its limit. `null` where the table would be too large (sizes and limits without a coarse common divisor).
 * An infinite limit holds an infinite sum. Infinite sizes (a demand scaled beyond every double) have no table: `null`.
 */
export function maximumFill(sizes: readonly number[], limits: readonly number[]): Map<number, number> | null {
  if (!sizes.every(Number.isFinite)) return null;
  const divisor = sizes.reduce(greatestCommonDivisor, 0);
  if (divisor === 0) return null;
  const finite = limits.filter((limit) => limit < Infinity);
  const cells = Math.floor(Math.max(0, ...finite) / divisor) + 1;
  if (cells > MAX_CELLS || cells * sizes.length > MAX_WORK) return null;
  const reachable = new Uint8Array(cells);
  reachable[0] = 1;
  for (const size of sizes) {
    const step = size / divisor;
    for (let cell = step; cell < cells; cell += 1) if (reachable[cell - step] === 1) reachable[cell] = 1;
  }
  const best = new Float64Array(cells);
  for (let cell = 1; cell < cells; cell += 1)
    best[cell] = reachable[cell] === 1 ? cell : (best[cell - 1] ?? 0);
  const fills = new Map<number, number>();
  for (const limit of limits)
    fills.set(
      limit,
      limit < Infinity ? (best[Math.floor(Math.max(0, limit) / divisor)] ?? 0) * divisor : Infinity,
    );
  return fills;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}
