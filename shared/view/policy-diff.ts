import type { Policy, PolicyKey } from '../model/policy.ts';
import { POLICY_LABELS } from './policy-labels.ts';
import { policyText } from './policy-text.ts';

/** An assumption a policy document gives another value than the workspace has. */
export interface PolicyDifference {
  readonly key: PolicyKey;
  readonly label: string;
  readonly now: string;
  readonly given: string;
  readonly value: Policy[PolicyKey];
}

/** What would change, in the order of the assumptions' screen; how many values given stand so already. */
export function policyDiff(
  now: ReadonlyMap<PolicyKey, Policy[PolicyKey]>,
  document: Partial<Policy>,
): { readonly changed: readonly PolicyDifference[]; readonly same: number } {
  const changed = POLICY_LABELS.flatMap(({ key, label }): PolicyDifference[] => {
    const value = document[key];
    const old = now.get(key);
    if (value === undefined || old === undefined || value === old) return [];
    return [{ key, label, now: policyText(key, old), given: policyText(key, value), value }];
  });
  return { changed, same: Object.keys(document).length - changed.length };
}
