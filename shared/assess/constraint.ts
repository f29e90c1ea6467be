import type { ExplainNode } from '../explain/node.ts';
import type { Unit } from '../units.ts';

export type Domain = 'compute' | 'edge' | 'controlPlane' | 'storage' | 'overlay';
export type Verdict = 'ok' | 'breach' | 'no-target' | 'not-measured';

/** What a target is written on, and how it compares: `headroom >= 0.2`, `demand <= 5` (seconds), `outcome = survives`. */
export interface Target {
  readonly on: 'headroom' | 'utilization' | 'demand' | 'timeToConverge' | 'outcome';
  readonly op: '>=' | '<=' | '=';
  readonly value: number | string;
}

/**
 * One limited resource in one scope (MODEL.md section 4). `available = capacity - reserve`,
 * `utilization = demand / available`, `headroom = 1 - utilization`; `null` where an input is not measured.
 * `margin` is in the constraint's own unit: how much more demand fits before the target is missed.
 */
export interface Constraint {
  /** `compute.memory@region:eu-west` */
  readonly id: string;
  readonly domain: Domain;
  readonly resource: string;
  /** `region:eu-west`, `cluster:…`, `host:…`, `postgres:…`, `controlPlane:…`, `pool:…` */
  readonly scope: string;
  readonly unit: Unit;
  readonly capacity: number | null;
  readonly reserve: number | null;
  readonly available: number | null;
  readonly reserved: number | null;
  readonly used: number | null;
  readonly demand: number | null;
  readonly utilization: number | null;
  readonly headroom: number | null;
  readonly target: Target | null;
  readonly margin: number | null;
  readonly verdict: Verdict;
  /** Which figure `demand` is, where the policy or the data chose: `reserved`, `used`, `used p95 peak`. */
  readonly basis?: string;
  /** What a reader must know beside the number: a fallback taken, an input missing, an assumed value. */
  readonly notes?: readonly string[];
  /** Values shown beside the constraint, named with their unit: `{ waitingSeconds: 0.2 }`. */
  readonly beside?: Readonly<Record<string, number | string | null>>;
  readonly explain?: ExplainNode;
}

/** Total, reserved and used of one resource in a region, raw and with the N+1 reserve taken away (MODEL.md section 4, end). */
export interface CapacitySummary {
  readonly total: number | null;
  readonly reserve: number | null;
  readonly available: number | null;
  readonly reserved: number | null;
  readonly used: number | null;
  readonly targetHeadroom: number;
}

export interface RegionSummary {
  readonly region: string;
  readonly memory: CapacitySummary;
  readonly cpu: CapacitySummary;
}

export interface Assessment {
  readonly schema: 'headroom.assessment/v1';
  readonly name: string | null;
  readonly asOf: string;
  readonly constraints: readonly Constraint[];
  readonly regions: readonly RegionSummary[];
}
