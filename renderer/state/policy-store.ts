import { create } from 'zustand';
import type { PolicyEntry, PolicyValue } from '../../shared/ipc/policy-channels.ts';
import type { PolicyKey } from '../../shared/model/policy.ts';
import { POLICY_LABELS } from '../../shared/view/policy-labels.ts';
import { counted } from '../../shared/view/number-format.ts';
import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';
import { undo } from './workspace-store.ts';

export interface PolicyChange {
  readonly key: PolicyKey;
  readonly value: PolicyValue;
}

interface PolicyState {
  readonly entries: readonly PolicyEntry[];
  readonly load: () => Promise<void>;
  /** Several at once, as one step. */
  readonly changeAll: (values: readonly PolicyChange[], from?: string) => Promise<boolean>;
  readonly reset: (key: PolicyKey) => Promise<void>;
}

/** The assumptions with their origin. A change is saved at once and can be undone. */
export const usePolicy = create<PolicyState>()((set) => ({
  entries: [],
  load: async () => {
    const reply = await bridge().invoke('policy:get');
    if (reply.ok) set({ entries: reply.value });
  },
  changeAll: async (values, from) => {
    const reply = await bridge().invoke('policy:apply', {
      values: [...values],
      ...(from === undefined ? {} : { from }),
    });
    if (!reply.ok) {
      showFailure('No assumption was changed.', reply);
      return false;
    }
    set({ entries: reply.value });
    const [only] = values;
    const what =
      values.length === 1 && only !== undefined
        ? (POLICY_LABELS.find((one) => one.key === only.key)?.label ?? only.key)
        : counted(values.length, 'assumption');
    showDone(`${what}: changed.`, { label: 'Undo', run: () => void undo() });
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
