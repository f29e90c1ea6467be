import { leaf, type ExplainNode, type Origin, type Source } from '../explain/node.ts';
import type { Measured, Model, Overhead } from '../model/document.ts';
import { POLICY_DEFAULTS, type Policy, type PolicyKey } from '../model/policy.ts';
import type { Unit } from '../units.ts';

/** A value as the model document has it. `of` names entity and field: `hosts[h1].memoryBytes`. */
export function measured(label: string, value: Measured | string, unit: Unit, of: string): ExplainNode {
  return leaf(label, value, unit, { origin: 'measured', of });
}

/** Where a policy value is from, told apart by whether it is the default or somebody changed it. */
export function policySource(key: PolicyKey, value: Policy[PolicyKey]): Source {
  return { origin: value === POLICY_DEFAULTS[key] ? 'default' : 'edited', of: `policy.${key}` };
}

/** A policy value with its source. */
export function policyLeaf(policy: Policy, key: PolicyKey, unit: Unit): ExplainNode {
  return leaf(spelledOut(key), policy[key], unit, policySource(key, policy[key]));
}

/** A per-microVM overhead with the source the document names; without one it counts as assumed. */
export function overheadLeaf(model: Model, key: Exclude<keyof Overhead, 'source'>, unit: Unit): ExplainNode {
  const origin: Origin = model.overhead?.source ?? 'assumed';
  return leaf('overhead per microVM', model.overhead?.[key] ?? null, unit, { origin, of: `overhead.${key}` });
}

/** A fact of the domain, not of this model: a protocol's timer, a header's size. */
export function fact(label: string, value: number, unit: Unit, of: string): ExplainNode {
  return leaf(label, value, unit, { origin: 'default', of });
}

/** `hostLossesPerCluster` → `host losses per cluster`. */
function spelledOut(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}
