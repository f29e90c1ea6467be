import { derived, type ExplainNode } from '../explain/node.ts';
import type { Constraint, Domain, Target } from './constraint.ts';
import type { ConstraintRow, Context } from './row.ts';
import { buildConstraint } from './verdict.ts';
import type { Unit } from '../units.ts';

/** The figures of a constraint as derivations: each number and its reason are one thing and cannot disagree. */
export interface Derivation {
  readonly unit: Unit;
  readonly capacity?: ExplainNode;
  readonly reserve?: ExplainNode;
  readonly reserved?: ExplainNode;
  readonly used?: ExplainNode;
  readonly demand: ExplainNode;
  readonly target: Target | null;
  readonly lowerBound?: boolean;
  readonly basis?: string;
  readonly notes?: readonly string[];
  readonly beside?: Readonly<Record<string, number | string | null>>;
  /** Replaces the usual root (headroom, utilization or demand), where the target is on something else. */
  readonly root?: ExplainNode;
  /** Last word on the constraint, where the usual judgement does not fit. */
  readonly adjust?: (constraint: Constraint) => Constraint;
}

interface NodeRowSpec {
  readonly domain: Domain;
  readonly resource: string;
  scopes(context: Context): readonly string[];
  derive(context: Context, scope: string): Derivation;
}

/** A row whose entities are few, so that its numbers are simply the values of their explanations. */
export function nodeRow(spec: NodeRowSpec): ConstraintRow {
  return {
    domain: spec.domain,
    resource: spec.resource,
    scopes: (context) => spec.scopes(context),
    compute: (context, scope) => constraintOf(spec, scope, spec.derive(context, scope)),
    explain: (context, scope) => rootOf(spec.derive(context, scope)),
  };
}

function constraintOf(spec: NodeRowSpec, scope: string, derivation: Derivation): Constraint {
  const { capacity, reserve, reserved, used, demand, root: _root, adjust, ...rest } = derivation;
  const constraint = buildConstraint({
    ...rest,
    domain: spec.domain,
    resource: spec.resource,
    scope,
    ...(capacity === undefined ? {} : { capacity: numberOf(capacity) }),
    ...(reserve === undefined ? {} : { reserve: numberOf(reserve) }),
    ...(reserved === undefined ? {} : { reserved: numberOf(reserved) }),
    ...(used === undefined ? {} : { used: numberOf(used) }),
    demand: numberOf(demand),
  });
  return adjust === undefined ? constraint : adjust(constraint);
}

export function numberOf(node: ExplainNode): number | null {
  return typeof node.value === 'number' ? node.value : null;
}

/** The node a constraint is shown by: what the target is on; without one the utilization, or the demand alone. */
function rootOf(derivation: Derivation): ExplainNode {
  const { capacity, reserve, demand, target, root } = derivation;
  if (root !== undefined) return root;
  if (capacity === undefined || target?.on === 'demand') return demand;
  return shownRatio(target, demand, capacity, reserve);
}

/** Headroom or utilization, whichever the target is on; without a target the demand where there is no utilization. */
export function shownRatio(
  target: Target | null,
  demand: ExplainNode,
  capacity: ExplainNode,
  reserve: ExplainNode | undefined,
): ExplainNode {
  const available =
    reserve === undefined ? capacity : derived('Available', capacity.unit, 'a − b', [capacity, reserve]);
  if (target?.on === 'headroom')
    return derived('Headroom', 'ratio', '1 − demand ÷ available', [demand, available]);
  const utilization = derived('Utilization', 'ratio', 'demand ÷ available', [demand, available]);
  return target === null && utilization.value === null ? demand : utilization;
}
