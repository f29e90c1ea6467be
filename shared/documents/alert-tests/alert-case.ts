import type { FailureModeId } from '../failure-modes/failure-mode.ts';
import type { SimulatedSeries } from './raw-series.ts';

/** An alert that fires, and for how many entities. */
export interface Firing {
  readonly alert: string;
  readonly scope: string;
  readonly count: number;
}

/** What fires at a moment; nothing else of the modes looked at. */
export interface Check {
  readonly atSeconds: number;
  readonly firing: readonly Firing[];
}

/** One simulated course of events, and what the rules say to it. */
export interface AlertCase {
  /** What happens, in a few words: `edge-euw-1 lost`. */
  readonly title: string;
  /** `null`: about every mode. */
  readonly mode: FailureModeId | null;
  readonly scope: string | null;
  readonly intervalSeconds: number;
  readonly series: readonly SimulatedSeries[];
  readonly checks: readonly Check[];
}

/**
 * Rules are evaluated so often in tests: a fortnight of every mode in well under a minute. What is checked, and when a course
 * turns, lies on whole hours; ranges over recorded series are an hour or longer.
 */
export const EVALUATION_SECONDS = 3600;
