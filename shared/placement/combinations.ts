import { randomStream } from './random-stream.ts';

/** Number of ways to choose `k` of `n`; a float beyond 2^53, and no more than the largest double. */
export function combinationCount(n: number, k: number): number {
  if (k > n) return 0;
  const few = Math.min(k, n - k);
  let count = 1;
  for (let i = 1; i <= few && count < Infinity; i += 1) count = (count * (n - few + i)) / i;
  return Math.min(Math.round(count), Number.MAX_VALUE);
}

/** The `index`-th combination of `k` of 0 … n − 1 in lexicographic order. */
export function combinationAt(n: number, k: number, index: number): number[] {
  const chosen: number[] = [];
  let left = index;
  let next = 0;
  for (let place = k; place > 0; place -= 1) {
    for (;;) {
      const starting = combinationCount(n - next - 1, place - 1);
      if (left < starting) break;
      left -= starting;
      next += 1;
    }
    chosen.push(next);
    next += 1;
  }
  return chosen;
}

/** Turns a combination into the next one in lexicographic order, in place; false after the last. */
export function advance(chosen: number[], n: number): boolean {
  for (let i = chosen.length - 1; i >= 0; i -= 1) {
    const value = chosen[i] ?? 0;
    if (value >= n - (chosen.length - i)) continue;
    for (let j = i; j < chosen.length; j += 1) chosen[j] = value + 1 + j - i;
    return true;
  }
  return false;
}

/** `count` different combinations drawn with a seed, in lexicographic order. `count` must not exceed the number there is. */
export function sampleCombinations(n: number, k: number, count: number, seed: number): number[][] {
  const next = randomStream(seed);
  const drawn = new Map<string, number[]>();
  while (drawn.size < count) {
    // Floyd's sampling: k different numbers without listing n.
    const chosen = new Set<number>();
    for (let j = n - k; j < n; j += 1) {
      const pick = Math.floor(next() * (j + 1));
      chosen.add(chosen.has(pick) ? j : pick);
    }
    const sorted = [...chosen].sort((a, b) => a - b);
    drawn.set(sorted.join(), sorted);
  }
  return [...drawn.values()].sort(compareLists);
}

/** Lexicographic order of two lists of numbers. */
export function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
