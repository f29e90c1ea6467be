import type { Constraint } from '../assess/constraint.ts';
import { contextOf, type ConstraintRow, type Context } from '../assess/row.ts';
import { CONSTRAINT_ROWS } from '../assess/rows.ts';
import type { Model } from '../model/document.ts';
import { remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { constraintName, constraintScope } from './demand-sources.ts';

const ROWS: ReadonlyMap<string, ConstraintRow> = new Map(
  CONSTRAINT_ROWS.map((row) => [`${row.domain}.${row.resource}`, row]),
);

/** What one model says about one domain under one policy. */
interface Known {
  readonly context: Context;
  readonly scopes: Map<ConstraintRow, ReadonlySet<string>>;
  readonly constraints: Map<string, Constraint | null>;
}

const MOST_POLICIES = 8;

const byPolicy = remember((_inputs: object) => new Map<Policy, Known>());
const pairs = remember((_first: object) => new WeakMap<object, object>());

/** One object for two, so that both together can be what is remembered by. */
function pairOf(first: object, second: object): object {
  const known = pairs(first);
  let pair = known.get(second);
  if (pair === undefined) known.set(second, (pair = { first, second }));
  return pair;
}

/**
 * The part of a model a domain's constraints depend on, as an object. Events share what they do not change, so the days of
 * a timeline that differ in hosts alone have one edge, one storage. The regions stand for the rest that never changes.
 */
function inputsOf(model: Model, row: ConstraintRow): object {
  if (row.domain === 'edge') return pairOf(model.regions, model.edgeNodes);
  if (row.domain === 'storage') return pairOf(model.regions, model.storagePools);
  if (row.domain === 'controlPlane')
    return pairOf(model.regions, pairOf(model.postgres, model.controlPlanes));
  return model;
}

/**
 * A constraint of the model of a day, without history: as `assessOne` gives it, remembered with what it depends on. `null`
 * if the model has no such constraint. Not for rows that look at `asOf` (drills), which models of one timeline share.
 */
export function constraintOf(model: Model, policy: Policy, id: string): Constraint | null {
  const row = ROWS.get(constraintName(id));
  if (row === undefined) return null;
  const policies = byPolicy(inputsOf(model, row));
  let known = policies.get(policy);
  if (known === undefined) {
    known = { context: contextOf(model, policy), scopes: new Map(), constraints: new Map() };
    // Each move of a policy's slider makes one more.
    const [oldest] = policies.keys();
    if (policies.size >= MOST_POLICIES && oldest !== undefined) policies.delete(oldest);
    policies.set(policy, known);
  }
  let constraint = known.constraints.get(id);
  if (constraint === undefined) {
    constraint = computed(known, row, constraintScope(id));
    known.constraints.set(id, constraint);
  }
  return constraint;
}

function computed({ context, scopes }: Known, row: ConstraintRow, scope: string): Constraint | null {
  let own = scopes.get(row);
  if (own === undefined) scopes.set(row, (own = new Set(row.scopes(context))));
  return own.has(scope) ? row.compute(context, scope) : null;
}
