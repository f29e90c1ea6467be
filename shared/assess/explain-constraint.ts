import type { ExplainNode } from '../explain/node.ts';
import type { History } from '../history/history.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Constraint } from './constraint.ts';
import { contextOf, type ConstraintRow, type Context, type SurvivalOf } from './row.ts';
import { CONSTRAINT_ROWS } from './rows.ts';

/** The row and scope a constraint id names in this model, or `null`. */
export function findConstraint(
  context: Context,
  id: string,
): { readonly row: ConstraintRow; readonly scope: string } | null {
  const at = id.indexOf('@');
  if (at < 0) return null;
  const name = id.slice(0, at);
  const scope = id.slice(at + 1);
  const row = CONSTRAINT_ROWS.find((entry) => `${entry.domain}.${entry.resource}` === name);
  return row !== undefined && row.scopes(context).includes(scope) ? { row, scope } : null;
}

/**
 * The derivation of one constraint's number, built when it is asked for (MODEL.md section 4): every node recomputes from
 * its inputs, leaves name entity and field or assumption, sums of many open in groups. Its value is `shownNumber` of the
 * constraint. `null` if the model has no such constraint.
 */
export function explainConstraint(
  model: Model,
  policy: Policy,
  id: string,
  history: History | null = null,
  survival: SurvivalOf | null = null,
): ExplainNode | null {
  const context = contextOf(model, policy, history, survival);
  const found = findConstraint(context, id);
  return found === null ? null : found.row.explain(context, found.scope);
}

/** One constraint alone, as `assess` gives it; `null` if the model has no such constraint. */
export function assessOne(
  model: Model,
  policy: Policy,
  id: string,
  history: History | null = null,
  survival: SurvivalOf | null = null,
): Constraint | null {
  const context = contextOf(model, policy, history, survival);
  const found = findConstraint(context, id);
  return found === null ? null : found.row.compute(context, found.scope);
}

/**
 * The number a constraint is shown by: what its target is on; without a target the utilization where there is one, else the
 * demand (for `compute.fit`: how many more fit).
 */
export function shownNumber(constraint: Constraint): number | string | null {
  const { target, beside } = constraint;
  if (constraint.domain === 'compute' && constraint.resource === 'fit') return constraint.margin;
  switch (target?.on) {
    case 'headroom':
      return constraint.headroom;
    case 'utilization':
      return constraint.utilization;
    case 'outcome':
      return beside?.['outcome'] ?? null;
    case 'timeToConverge':
      return beside?.['timeToConvergeSeconds'] ?? null;
    case 'demand':
      return constraint.demand;
    case undefined:
      return constraint.utilization ?? constraint.demand;
  }
}
