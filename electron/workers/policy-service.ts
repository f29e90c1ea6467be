import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { PolicyEntry } from '../../shared/ipc/policy-channels.ts';
import { applyPolicy, resetPolicy, setPolicy } from '../workspace/policy-actions.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The part of the workspace's service about its assumptions; `author` is written beside edited values. */
export function createPolicyService(workspace: () => Workspace, author: string | null) {
  return {
    policy: (): readonly PolicyEntry[] => workspace().policyValues.entries(),
    setPolicy: (request: RequestOf<'policy:set'>): readonly PolicyEntry[] =>
      setPolicy(workspace(), request, author),
    applyPolicy: (request: RequestOf<'policy:apply'>): readonly PolicyEntry[] =>
      applyPolicy(workspace(), request, author),
    resetPolicy: ({ key }: RequestOf<'policy:reset'>): readonly PolicyEntry[] =>
      resetPolicy(workspace(), key),
  };
}
