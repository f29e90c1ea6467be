import { normalQuantile } from '../forecast/normal-quantile.ts';
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
  return ((countedBits(runStart(start, run), count) >>> 0) + 0.5) / 2 ** 32;
}

/** What a run begins with, for many draws of one run. */
export function runStart(start: number, run: number): number {
  return mixed(start ^ Math.imul(run + 1, 0x9e3779b1));
}

/** 32 bits of the draw `count` of a run. */
export function countedBits(ofRun: number, count: number): number {
  return mixed(ofRun ^ Math.imul(count + 1, 0x27d4eb2f));
}

const NORMAL_BITS = 16;
let normals: Float64Array | null = null;

/**
 * 65,536 equally likely values of a standard normal variable, ±4.3 the outermost, to be picked by the upper 16 bits of a
 * draw: millions of draws cost a look-up each.
 */
export function normalValues(): Float64Array {
  normals ??= Float64Array.from({ length: 2 ** NORMAL_BITS }, (_, i) =>
    normalQuantile((i + 0.5) / 2 ** NORMAL_BITS),
  );
  return normals;
}
