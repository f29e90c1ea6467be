import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** 32-bit hash of a text (FNV-1a with MurmurHash3's finalizer), one of many by its start value. */
function hash32(text: string, start: number): number {
  let hash = start;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

const STARTS = [0x811c9dc5, 0x9e3779b9, 0x7f4a7c15, 0x2545f491];

/**
 * A number in [0, 1) that depends on nothing but its key. Every draw has its own generator, started from a 128-bit hash
 * of (seed, event id, field, run), so another draw more or less changes no other: common random numbers (MODEL.md
 * section 10).
 */
export function keyedUniform(seed: number, event: string, field: string, run: number): number {
  const key = JSON.stringify([seed, event, field, run]);
  return uniformFloat64(xoroshiro128plusFromState(STARTS.map((start) => hash32(key, start))));
}
