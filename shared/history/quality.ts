import { quantileSorted } from './quantile.ts';
import { stepSeconds } from './series.ts';

/** What a planner should know before trusting a series. Nothing here drops or changes a sample. */
export interface Quality {
  readonly samples: number;
  readonly stepSeconds: number | null;
  /** Share of the grid between first and last sample that is filled, 0..1. */
  readonly filledRatio: number | null;
  /** Holes longer than two steps, longest first (at most 50), ms since the epoch. */
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly gapCount: number;
  /** Gaps between samples that are neither a step nor a multiple of one: a clock that jumped. */
  readonly clockJumps: number;
  /** Falls to under half in one step of a series that otherwise only rises: a counter that was reset. */
  readonly counterResets: number;
  readonly constant: boolean;
  /** Indices of samples further than 5 robust standard deviations from the median (at most 200): marked, never dropped. */
  readonly outliers: readonly number[];
  /** Age of the last sample at `asOfMs` in steps; above 10 the series is stale. */
  readonly stale: boolean;
}

const LISTED_GAPS = 50;
const LISTED_OUTLIERS = 200;
const OUTLIER_STDS = 5;
const STALE_STEPS = 10;
/** Share of rising steps from which on a series is taken for a counter. */
const COUNTER_MIN_RISING = 0.95;
/** MAD × 1.4826 estimates the standard deviation of normal data. */
const MAD_TO_STD = 1.4826;

/** Quality of one series as of an instant (MODEL.md section 8; the outlier rule is Iglewicz & Hoaglin's modified z). */
export function qualityOf(times: Float64Array, values: Float64Array, asOfMs: number): Quality {
  const step = stepSeconds(times);
  const stepMs = (step ?? 0) * 1000;
  const gaps: { fromMs: number; toMs: number }[] = [];
  let clockJumps = 0;
  let rising = 0;
  let resets = 0;
  for (let i = 1; i < times.length; i += 1) {
    const [from, to] = [times[i - 1] ?? 0, times[i] ?? 0];
    const steps = (to - from) / stepMs;
    if (steps > 2) gaps.push({ fromMs: from, toMs: to });
    // Scrapes wander by some percent of a step; a jump is off by more than a quarter of one.
    if (Math.abs(steps - Math.round(steps)) > 0.25) clockJumps += 1;
    const [before, after] = [values[i - 1] ?? 0, values[i] ?? 0];
    if (after >= before) rising += 1;
    else if (after < before / 2) resets += 1;
  }
  const isCounter = times.length > 20 && rising / (times.length - 1) >= COUNTER_MIN_RISING;
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const constant = values.length > 1 && values.every((value) => value === values[0]);
  return {
    samples: times.length,
    stepSeconds: step,
    filledRatio: step === null ? null : Math.min(1, times.length / (Math.round(span / stepMs) + 1)),
    gaps: gaps.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs)).slice(0, LISTED_GAPS),
    gapCount: gaps.length,
    clockJumps,
    counterResets: isCounter && !constant ? resets : 0,
    constant,
    outliers: outliersOf(values),
    stale: step !== null && asOfMs - (times.at(-1) ?? 0) > STALE_STEPS * stepMs,
  };
}

function outliersOf(values: Float64Array): number[] {
  if (values.length < 10) return [];
  const median = quantileSorted(values.slice().sort(), 0.5);
  const spread = MAD_TO_STD * quantileSorted(values.map((value) => Math.abs(value - median)).sort(), 0.5);
  if (spread === 0) return [];
  const found: number[] = [];
  for (let i = 0; i < values.length && found.length < LISTED_OUTLIERS; i += 1)
    if (Math.abs((values[i] ?? 0) - median) > OUTLIER_STDS * spread) found.push(i);
  return found;
}
