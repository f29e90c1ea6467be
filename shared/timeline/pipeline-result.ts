import type { Unit } from '../units.ts';

/** One target the pipeline touches, over the days to the horizon; every list is as long as `days`. */
export interface PipelineTarget {
  readonly id: string;
  readonly unit: Unit;
  /** Most demand that meets the target: the N+1-safe line, where hosts are concerned. */
  readonly limit: readonly number[];
  /** Demand by the fitted line without any of the customers. */
  readonly base: readonly number[];
  /** `base` and every customer's load times their probability, intervals by their middle. */
  readonly expected: readonly number[];
  /** Quantiles of demand over the runs. */
  readonly p10: readonly number[];
  readonly p50: readonly number[];
  readonly p90: readonly number[];
  /** Share of the runs in which the target holds that day, and on all days. */
  readonly holds: readonly number[];
  readonly holdsThroughout: number;
}

/** What one signature does to one target, every run asked twice: with it and without, all else equal. */
export interface SignatureEffect {
  readonly customer: string;
  readonly target: string;
  /** Share of the runs in which the target is missed within the horizon if the customer signs, and if not. */
  readonly missIfSigned: number;
  readonly missIfLost: number;
  /** Share of the runs in which the target is missed with the customer and holds without: this signature breaks it. */
  readonly breaks: number;
  /** Share of the runs in which it is missed anyhow, but earlier with the customer; mean days earlier in those. */
  readonly sooner: number;
  readonly daysSooner: number | null;
  /** First day missed in the runs in which this signature breaks the target; `null` where there is none. */
  readonly on: { readonly p10: string; readonly p50: string; readonly p90: string } | null;
}

export interface CustomerEffect {
  readonly customer: string;
  /** Share of the runs in which every target the pipeline touches holds to the horizon. */
  readonly allHoldIfSigned: number;
  readonly allHoldIfLost: number;
  /** Mean days by which the first missed target comes earlier with the customer; none missed counts as the day after the horizon. */
  readonly daysMoved: number;
  /** Share of the runs in which this signature breaks some target. */
  readonly breaks: number;
  /** Where the customer goes, as in every other answer of the scenario; `null` without microVMs. */
  readonly cluster: string | null;
}

/** `headroom.pipeline/v1`: a sales pipeline thrown many times. Customers are named by the ids of their events. */
export interface PipelineOdds {
  readonly schema: 'headroom.pipeline/v1';
  readonly seed: number;
  readonly runs: number;
  readonly days: readonly string[];
  /** Least sure first. */
  readonly targets: readonly PipelineTarget[];
  /** Most probable first; only those that do something. */
  readonly effects: readonly SignatureEffect[];
  readonly customers: readonly CustomerEffect[];
  /** Ids in the order to sign: least moved first. */
  readonly signFirst: readonly string[];
  /** Whose amounts were drawn inside their intervals: paths like `connections`, `fleet[0].count`. */
  readonly drawn: readonly { readonly customer: string; readonly amounts: readonly string[] }[];
  readonly notes: readonly string[];
}
