import type { Assessment, Constraint } from '../assess/constraint.ts';
import type { OutcomeFigure } from '../events/outcome-figure.ts';
import type { ExplainNode } from '../explain/node.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import type { Transient } from '../transients/curve.ts';
import type { Timeline } from './timeline-result.ts';
import type { Trigger } from './trigger-result.ts';

export interface ConstraintChange {
  readonly id: string;
  /** `null`: the constraint is new. */
  readonly before: Constraint | null;
  /** `null`: the constraint is gone. */
  readonly after: Constraint | null;
}

/** A consequence in one domain of something in another, at a second after the scenario begins (MODEL.md section 10). */
export interface Consequence {
  /** `null`: at a time that cannot be computed; such consequences stand last. */
  readonly atSeconds: number | null;
  readonly domain: string;
  /** Id of the event it follows from. */
  readonly cause: string;
  /** Place in the cascade of the consequence it follows from; `null`: from the event itself. */
  readonly follows: number | null;
  /** One sentence, with its unit in words: what happens. */
  readonly effect: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly verdict: 'ok' | 'breach' | 'not-measured';
  /** The input that would be needed, by entity and field, for `not-measured`. */
  readonly missing?: string;
  /** How `value` and `limit` came about; `null` where there is none. The window opens them. */
  readonly nodes: { readonly value: ExplainNode | null; readonly limit: ExplainNode | null };
}

/** An event that was applied, in the order of application: undated ones first, then by day. */
export interface EventOutcome {
  readonly event: ScenarioEvent;
  /** Day it happened: its own, else the day of the model's `asOf`. */
  readonly day: string;
  /** Fields of MODEL.md section 16 by the event's type; `outcomeOf(entry, type)` gives it typed. */
  readonly outcome: object;
  readonly transients: readonly Transient[];
  readonly notes: readonly string[];
  /** How the outcome's figures came about, each node recomputable; in the order they are told. */
  readonly figures: readonly OutcomeFigure[];
}

/** `headroom.result/v1` without what comes day by day. */
export interface ImmediateResult {
  readonly schema: 'headroom.result/v1';
  readonly scenario: string;
  readonly before: Assessment;
  readonly after: Assessment;
  /** Constraints whose numbers or verdict differ, in the order of `after`, vanished ones last. */
  readonly changes: readonly ConstraintChange[];
  readonly events: readonly EventOutcome[];
  readonly cascade: readonly Consequence[];
  /** What a reader must know: mid values used, unlikely events left out. */
  readonly notes: readonly string[];
}

/** `headroom.result/v1`: what `simulate` returns. */
export interface SimulationResult extends ImmediateResult {
  /** Every constraint over the days to the forecast horizon, and the triggers after and before the scenario. */
  readonly timeline: Timeline;
  readonly triggers: readonly Trigger[];
  readonly triggersBefore: readonly Trigger[];
}
