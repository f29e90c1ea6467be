import type { ExplainNode } from '../explain/node.ts';
import type { History } from '../history/history.ts';
import type { Model } from '../model/document.ts';
import { modelIndex, type ModelIndex } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import type { ClusterSurvival } from '../placement/outcome.ts';
import type { Constraint, Domain } from './constraint.ts';

/** Gives the survival of every cluster under the policy's losses (MODEL.md section 5); memoised by whoever provides it. */
export type SurvivalOf = (model: Model, policy: Policy) => ReadonlyMap<string, ClusterSurvival>;

/** Everything a constraint may be computed from. */
export interface Context {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | null;
  /** Without it there are no `compute.survival` constraints. */
  readonly survival: SurvivalOf | null;
  readonly index: ModelIndex;
}

export function contextOf(
  model: Model,
  policy: Policy,
  history: History | null = null,
  survival: SurvivalOf | null = null,
): Context {
  return { model, policy, history, survival, index: modelIndex(model) };
}

/**
 * One row of the table of MODEL.md section 4: where it applies, how its constraint is computed and how it is explained,
 * side by side. A new limited resource is a new row.
 */
export interface ConstraintRow {
  readonly domain: Domain;
  readonly resource: string;
  /** Scopes with a constraint of this row, `region:eu-west`, in order of id. */
  scopes(context: Context): readonly string[];
  compute(context: Context, scope: string): Constraint;
  /** The derivation; its root value is the number the constraint is shown by. */
  explain(context: Context, scope: string): ExplainNode;
}

/** The id behind the kind: `region:eu-west` → `eu-west`. Ids may contain colons, kinds do not. */
export function scopeId(scope: string): string {
  return scope.slice(scope.indexOf(':') + 1);
}

export function scopeKind(scope: string): string {
  return scope.slice(0, scope.indexOf(':'));
}
