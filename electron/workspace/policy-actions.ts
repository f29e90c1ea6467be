import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { PolicyEntry } from '../../shared/ipc/policy-channels.ts';
import { parsePolicyOverrides } from '../../shared/model/parse-policy.ts';
import { POLICY_DEFAULTS, type PolicyKey } from '../../shared/model/policy.ts';
import { badInput } from '../refusal.ts';
import type { Workspace } from './workspace.ts';

/** Overrides one value after the policy's own parser has accepted it. @throws Refusal `bad-input`, `read-only`. */
export function setPolicy(
  workspace: Workspace,
  request: RequestOf<'policy:set'>,
  author: string | null,
): PolicyEntry[] {
  const { key, value, note = null } = request;
  const parsed = parsePolicyOverrides({ [key]: value });
  if (!parsed.ok) throw badInput(parsed.problems);
  const checked = Object.hasOwn(parsed.value, key) ? (parsed.value[key] ?? null) : POLICY_DEFAULTS[key];
  workspace.act(`Set ${key} to ${String(value)}`, (atMs) =>
    workspace.policyValues.set(key, checked, { origin: 'edited', author, atMs, note }),
  );
  return workspace.policyValues.entries();
}

export function resetPolicy(workspace: Workspace, key: PolicyKey): PolicyEntry[] {
  workspace.act(`Reset ${key}`, () => workspace.policyValues.reset(key));
  return workspace.policyValues.entries();
}

/** Overrides several values as one step, once the policy's own parser has accepted all of them together. */
export function applyPolicy(
  workspace: Workspace,
  { values, from }: RequestOf<'policy:apply'>,
  author: string | null,
): PolicyEntry[] {
  const parsed = parsePolicyOverrides(Object.fromEntries(values.map(({ key, value }) => [key, value])));
  if (!parsed.ok) throw badInput(parsed.problems);
  const what = values.length === 1 ? '1 assumption' : `${values.length} assumptions`;
  const note = from === undefined ? null : `from ${from}`;
  workspace.act(from === undefined ? `Set ${what}` : `Set ${what} from ${from}`, (atMs) => {
    for (const { key } of values) {
      const value = Object.hasOwn(parsed.value, key) ? (parsed.value[key] ?? null) : POLICY_DEFAULTS[key];
      workspace.policyValues.set(key, value, { origin: 'edited', author, atMs, note });
    }
  });
  return workspace.policyValues.entries();
}
