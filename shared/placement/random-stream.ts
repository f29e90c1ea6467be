/**
 * A seeded stream of numbers in [0, 1) (mulberry32): the same seed gives the same stream everywhere. Used where a search
 * wants variety or a sweep takes a sample; the seed is part of the input.
 */
export function randomStream(seed: number): () => number {
  let state = Math.trunc(seed) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
