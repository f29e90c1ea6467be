import { create } from 'zustand';
import type { PolicyEntry, PolicyValue } from '../../shared/ipc/policy-channels.ts';
import type { PolicyKey } from '../../shared/model/policy.ts';
import { POLICY_LABELS } from '../../shared/view/policy-labels.ts';
import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';

interface PolicyState {
  readonly entries: readonly PolicyEntry[];
  readonly load: () => Promise<void>;
  readonly change: (key: PolicyKey, value: PolicyValue) => Promise<boolean>;
  readonly reset: (key: PolicyKey) => Promise<void>;
}

/** The assumptions with their origin. A change is saved at once and can be undone. */
export const usePolicy = create<PolicyState>()((set) => ({
  entries: [],
  load: async () => {
    const reply = await bridge().invoke('policy:get');
    if (reply.ok) set({ entries: reply.value });
  },
  change: async (key, value) => {
    const reply = await bridge().invoke('policy:set', { key, value });
    if (!reply.ok) {
      showFailure('The assumption was not changed.', reply);
      return false;
    }
    set({ entries: reply.value });
    showDone(`${POLICY_LABELS.find((one) => one.key === key)?.label ?? key}: changed.`);
    return true;
  },
  reset: async (key) => {
    const reply = await bridge().invoke('policy:reset', { key });
    if (reply.ok) set({ entries: reply.value });
    else showFailure('The assumption was not changed.', reply);
  },
}));

/** The value of one assumption in force; `null` before the first answer. */
export function policyValue(entries: readonly PolicyEntry[], key: PolicyKey): PolicyValue | null {
  return entries.find((entry) => entry.key === key)?.value ?? null;
}
