import type { TimeLine } from '../../../shared/view/time-lines.ts';
import { DAY_MS, HOUR_SECONDS } from '../../../shared/units.ts';

/** Invented data for the gallery: the same every time, so that its pictures can be compared. */
export const START = Date.UTC(2026, 0, 29);
export const HOUR_MS = HOUR_SECONDS * 1000;

/** A seeded stream in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Walk {
  readonly count: number;
  readonly stepMs: number;
  readonly from: number;
  readonly to: number;
  readonly noise: number;
  readonly seed: number;
}

/** Samples of a line that drifts from one value to another. */
export function walk({
  count,
  stepMs,
  from,
  to,
  noise,
  seed,
}: Walk): Pick<TimeLine, 'times' | 'values' | 'gapMs'> {
  const random = seeded(seed);
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    times[i] = START + i * stepMs;
    values[i] = from + ((to - from) * i) / Math.max(1, count - 1) + (random() - 0.5) * noise;
  }
  return { times, values, gapMs: stepMs * 1.5 };
}

export const daily = (
  key: string,
  name: string,
  from: number,
  to: number,
  noise: number,
  seed: number,
): TimeLine => ({
  key,
  name,
  role: 'series',
  ...walk({ count: 60, stepMs: DAY_MS, from, to, noise, seed }),
});
