import type { Reading } from './sample-notation.ts';

export const HOUR = 3600;
export const DAY = 86_400;

/** Readings at a steady interval from 0 to `seconds`, both ends included. */
export function course(
  intervalSeconds: number,
  seconds: number,
  at: (second: number) => Reading,
): readonly Reading[] {
  return Array.from({ length: Math.floor(seconds / intervalSeconds) + 1 }, (_, i) => at(i * intervalSeconds));
}
