import type { Assessment, Constraint } from '../assess/constraint.ts';
import type { ScenarioEvent } from '../events/scenario.ts';

export interface ConstraintChange {
  readonly id: string;
  readonly before: Constraint | null;
  readonly after: Constraint | null;
}

/** A consequence in one domain of something in another, at a second after the scenario begins (MODEL.md section 10). */
export interface Consequence {
  readonly atSeconds: number | null;
  readonly domain: string;
  readonly cause: string;
  readonly effect: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly verdict: 'ok' | 'breach' | 'not-measured';
  readonly missing?: string;
}

/** `headroom.result/v1`: what `simulate` returns. */
export interface SimulationResult {
  readonly schema: 'headroom.result/v1';
  readonly scenario: string;
  readonly before: Assessment;
  readonly after: Assessment;
  readonly changes: readonly ConstraintChange[];
  readonly events: readonly { readonly event: ScenarioEvent; readonly outcome: unknown }[];
  readonly cascade: readonly Consequence[];
  /** What a reader must know: mid values used, unlikely events left out. */
  readonly notes: readonly string[];
}
