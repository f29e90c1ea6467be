import type { Measured } from '../model/document.ts';

/** Resources a microVM needs and a host limits, in the order of every demand vector (MODEL.md section 5). */
export const RESOURCES = ['memory', 'cpu', 'iops', 'diskThroughput', 'fileDescriptors', 'processes'] as const;
export type PlacementResource = (typeof RESOURCES)[number];

export type SurvivalVerdict = 'survives' | 'survives-repacked' | 'fails' | 'undecided';

/** Verdicts by code, harmless first: how a sweep tells every single combination in one byte each. */
export const VERDICT_CODES: readonly SurvivalVerdict[] = [
  'survives',
  'survives-repacked',
  'undecided',
  'fails',
];

/** One microVM's move; `to` is where it ends. `from` is the lost or drained host, or the survivor it was moved off. */
export interface Move {
  readonly microvm: string;
  readonly from: string | null;
  readonly to: string;
}

/** A microVM left without a host and what refused it on the best candidate, with both sides in the resource's unit. */
export interface Unplaced {
  readonly microvm: string;
  /** A resource, or `spreadGroup` where only anti-affinity refused, or `hosts` where no survivor is schedulable. */
  readonly resource: PlacementResource | 'spreadGroup' | 'hosts';
  readonly need?: Measured;
  readonly have?: Measured;
  /** The candidate that came closest. */
  readonly host?: string | null;
}

/** Proof that no placement exists: `need > have` under the named bound, and the inputs to recompute both sides. */
export interface Certificate {
  readonly bound: string;
  readonly need: number;
  readonly have: number;
  readonly resource?: PlacementResource | 'spreadGroup';
  /** One sentence a reader can check by hand. */
  readonly text: string;
  readonly inputs?: Readonly<Record<string, number | string | readonly string[]>>;
}

/** The result of putting displaced microVMs elsewhere. `moves` is the witness; `certificate` stands with `fails` alone. */
export interface PlacementOutcome {
  readonly verdict: SurvivalVerdict;
  readonly displaced: number;
  /** What the scheduler itself (not the search) placed. */
  readonly placed: number;
  readonly unplaced: readonly Unplaced[];
  /** Scheduler's own placement for `survives`, the repacked one for `survives-repacked`, the scheduler's partial one else. */
  readonly moves: readonly Move[];
  readonly certificate?: Certificate;
}

export interface LossResult {
  readonly lost: readonly string[];
  readonly verdict: SurvivalVerdict;
  readonly unplaced: number;
  readonly unplacedMemoryBytes: number;
  /** Moves of microVMs that already ran on survivors, for `survives-repacked`. */
  readonly extraMoves: number;
  readonly certificate?: Certificate;
}

export interface ClusterSurvival {
  readonly cluster: string;
  readonly losses: number;
  readonly tried: number;
  /** Number of combinations there are; equal to `tried` unless sampled. */
  readonly combinations: number;
  /** What the sample was drawn with; only where one was. */
  readonly seed?: number;
  readonly counts: Readonly<Record<SurvivalVerdict, number>>;
  readonly worst: readonly LossResult[];
  /** The verdict of every single combination; only where asked for, and where all were tried. */
  readonly every?: EveryLoss;
}

export interface EveryLoss {
  /** The cluster's hosts that can be lost, by id (code units). */
  readonly hosts: readonly string[];
  /** Index into `VERDICT_CODES` per combination of them, in lexicographic order: (0, 1), (0, 2) … (n − 2, n − 1). */
  readonly verdicts: Uint8Array;
}

export interface FailureDomainSurvival extends LossResult {
  readonly cluster: string;
  readonly failureDomain: string;
}

export interface Survival {
  readonly schema: 'headroom.survival/v1';
  readonly clusters: readonly ClusterSurvival[];
  readonly failureDomains: readonly FailureDomainSurvival[];
}
