import { useMemo } from 'react';
import { POLICY_DEFAULTS, type Policy } from '../../../../shared/model/policy.ts';
import { usePolicy } from '../../../state/policy-store.ts';

/** The assumptions of the workspace as they stand; `null` until they are known. */
export function useWorkspacePolicy(): Policy | null {
  const entries = usePolicy((state) => state.entries);
  return useMemo(() => {
    if (entries.length === 0) return null;
    const values = Object.fromEntries(entries.map(({ key, value }) => [key, value]));
    // Entries are those of the policy, each with a value of its type.
    return { ...POLICY_DEFAULTS, ...(values as Partial<Policy>) };
  }, [entries]);
}
