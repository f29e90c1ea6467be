import { keyedUniform } from './keyed-random.ts';

/** Mixes 32 bits so that each depends on all (MurmurHash3's finalizer). */
function mixed(value: number): number {
  let hash = value;
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** A start for `countedUniform` from a keyed draw, so that each (seed, event, field) has numbers of its own. */
export function streamStart(seed: number, event: string, field: string): number {
  return Math.floor(keyedUniform(seed, event, field, 0) * 2 ** 32) | 0;
}

/**
 * A number in (0, 1) that depends on nothing but (start, run, count): the counter-based way to draw millions of numbers
 * with common random numbers (MODEL.md section 10), without a generator per draw. 32 bits: never nearer to 0 or 1 than 2⁻³³.
 */
export function countedUniform(start: number, run: number, count: number): number {
  const hash = mixed(mixed(start ^ Math.imul(run + 1, 0x9e3779b1)) ^ Math.imul(count + 1, 0x27d4eb2f));
  return ((hash >>> 0) + 0.5) / 2 ** 32;
}
