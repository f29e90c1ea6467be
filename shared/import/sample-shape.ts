import { DAY_MS, DAY_SECONDS, HOUR_SECONDS } from '../units.ts';

/** How a quantity breathes: by hour of the day, weaker at weekends. */
export interface Rhythm {
  /** UTC hour of the daily maximum. */
  readonly peakHour: number;
  /** Half the way from trough to peak, as a share of the mean. */
  readonly daily: number;
  /** Share that is missing on Saturdays and Sundays. */
  readonly weekend: number;
}

/** One series of the sample history. Its last sample is exactly `last`, what the inventory says is used. */
export interface SampleSeries {
  readonly entity: string;
  readonly metric: string;
  readonly stepSeconds: number;
  /** Only the last days of the history, where there are very many series of the kind; absent: all of it. */
  readonly lastDays?: number;
  readonly last: number;
  /** Share of `last` that came within the whole history. */
  readonly growth: number;
  readonly rhythm: Rhythm | null;
  /** Standard deviation of the noise, as a share. */
  readonly noise: number;
  /** Values grow in steps of this much, not smoothly: reservations, counts. 0: smoothly. */
  readonly quantum: number;
  /** Decimal places that are written. */
  readonly digits: number;
  /** Upper bound of what can be measured, such as 1 for a ratio. */
  readonly limit: number;
  readonly disturbances: readonly Disturbance[];
}

/** A stretch of time in which values are multiplied, or missing (`null`). Times in ms before the end of the history. */
export interface Disturbance {
  readonly fromMsBefore: number;
  readonly toMsBefore: number;
  readonly factor: number | null;
}

/** mulberry32: a seeded stream in [0, 1). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A seed of its own for every series: adding one must not change the others (FNV-1a over its name). */
export function seedOf(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** The rhythm's factor for every step of a week, Monday 00:00 UTC first; the mean over weekdays is about 1. */
function weekFactors(rhythm: Rhythm | null, stepSeconds: number): Float64Array {
  const factors = new Float64Array((7 * DAY_SECONDS) / stepSeconds);
  if (rhythm === null) return factors.fill(1);
  for (let i = 0; i < factors.length; i += 1) {
    const seconds = i * stepSeconds;
    const angle = (2 * Math.PI * ((seconds % DAY_SECONDS) / HOUR_SECONDS - rhythm.peakHour)) / 24;
    const day = Math.floor(seconds / DAY_SECONDS);
    const wave = Math.cos(angle) * 0.8 + Math.cos(2 * angle) * 0.2;
    factors[i] = (1 + rhythm.daily * wave) * (day >= 5 ? 1 - rhythm.weekend : 1);
  }
  return factors;
}

/**
 * All values of a series, oldest first, `NaN` where it was not measured. The last one is `series.last`; noise and
 * quanta fade out towards it, so that history and inventory agree.
 */
export function sampleValues(series: SampleSeries, endMs: number, days: number, seed: number): Float64Array {
  const step = series.stepSeconds * 1000;
  const values = new Float64Array((days * DAY_MS) / step);
  const factors = weekFactors(series.rhythm, series.stepSeconds);
  const startMs = endMs - values.length * step;
  // Day 0 of the epoch was a Thursday; the factors begin on a Monday.
  const phase = Math.round((((startMs + 3 * DAY_MS) % (7 * DAY_MS)) + 7 * DAY_MS) / step) % factors.length;
  const lastFactor = factors[(phase + values.length - 1) % factors.length] ?? 1;
  const random = uniform(seedOf(seed, `${series.entity} ${series.metric}`));
  const keep = Math.exp(-series.stepSeconds / (2 * HOUR_SECONDS));
  const push = Math.sqrt(1 - keep * keep) * series.noise;
  const fade = (2 * HOUR_SECONDS) / series.stepSeconds;
  let drift = 0;
  for (let i = 0; i < values.length; i += 1) {
    // Twelve uniforms make a normal; three with the right scale are near enough for noise.
    drift = keep * drift + push * 2 * (random() + random() + random() - 1.5);
    const back = values.length - 1 - i;
    const grown = 1 - (series.growth * back) / values.length;
    const calm = Math.min(1, back / fade);
    let value = (series.last * grown * (factors[(phase + i) % factors.length] ?? 1)) / lastFactor;
    value *= 1 + drift * calm;
    if (series.quantum > 0)
      value = series.last - Math.round((series.last - value) / series.quantum) * series.quantum;
    values[i] = Math.min(series.limit, value);
  }
  for (const disturbance of series.disturbances) disturb(values, step, disturbance);
  return values;
}

function disturb(values: Float64Array, step: number, disturbance: Disturbance): void {
  const from = values.length - Math.round(disturbance.fromMsBefore / step);
  const to = values.length - Math.round(disturbance.toMsBefore / step);
  for (let i = Math.max(0, from); i < Math.min(values.length, to); i += 1) {
    values[i] = disturbance.factor === null ? Number.NaN : (values[i] ?? 0) * disturbance.factor;
  }
}
