import type { Unit } from '../units.ts';
import type { CrossingDates, TimeMarker } from './forecast-result.ts';

/** One constraint over the days of a timeline; all lists as long as `days`. `null`: not measured. */
export interface TimelineConstraint {
  readonly id: string;
  readonly unit: Unit;
  /** Where demand comes from: a fitted history, or the model as it stands. */
  readonly source: 'forecast' | 'model';
  readonly basis: string | null;
  readonly capacity: readonly (number | null)[];
  readonly reserve: readonly (number | null)[];
  readonly available: readonly (number | null)[];
  readonly demand: readonly (number | null)[];
  /** Interval of demand; the demand itself where nothing was fitted. */
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly utilization: readonly (number | null)[];
  /** Most demand that meets the target that day; `null` without a target. */
  readonly limit: readonly (number | null)[];
  /** `null` without a target, or where nothing is measured. */
  readonly crossing: CrossingDates | null;
  /** The same without the scenario; equal to `crossing` where the scenario changes nothing. */
  readonly crossingBefore: CrossingDates | null;
}

/** The days from `asOf` to the forecast horizon, both included (MODEL.md section 10). */
export interface Timeline {
  readonly days: readonly string[];
  readonly constraints: readonly TimelineConstraint[];
  readonly markers: readonly TimeMarker[];
}

/** `headroom.odds/v1`: Monte Carlo over a timeline. */
export interface TimelineOdds {
  readonly schema: 'headroom.odds/v1';
  readonly scenario: string;
  readonly seed: number;
  readonly runs: number;
  /** Runs whose events could not follow each other; they count as not holding. */
  readonly refusedRuns: number;
  readonly days: readonly string[];
  readonly constraints: readonly {
    readonly id: string;
    /** Share of the runs in which the target holds, per day; `null` for a constraint without target. */
    readonly holds: readonly number[] | null;
    /** Share of the runs in which it holds on every day. */
    readonly holdsThroughout: number | null;
    /** Quantiles of headroom (1 − demand ÷ available) per day; `null` where there is no capacity, or none left that day. */
    readonly headroom: {
      readonly p05: readonly (number | null)[];
      readonly p50: readonly (number | null)[];
      readonly p95: readonly (number | null)[];
    } | null;
  }[];
  /** Share of the runs in which every target holds up to and including each day. */
  readonly allHold: readonly number[];
  readonly notes: readonly string[];
}
