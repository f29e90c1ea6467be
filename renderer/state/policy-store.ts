import { create } from 'zustand';
import type { ReservePolicy } from '../../shared/assess/losses-name.ts';
import type { PolicyEntry, PolicyValue } from '../../shared/ipc/policy-channels.ts';
import type { PolicyKey } from '../../shared/model/policy.ts';
import { POLICY_LABELS } from '../../shared/view/policy-labels.ts';
import { counted } from '../../shared/view/number-format.ts';
import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';
import { onOtherWorkspace, undo } from './workspace-store.ts';

export interface PolicyChange {
  readonly key: PolicyKey;
  readonly value: PolicyValue;
}

interface PolicyState {
  readonly entries: readonly PolicyEntry[];
  /** Why they were not read. */
  readonly failure: string | null;
  readonly load: () => Promise<void>;
  /** Several at once, as one step. */
  readonly changeAll: (values: readonly PolicyChange[], from?: string) => Promise<boolean>;
  readonly reset: (key: PolicyKey) => Promise<void>;
}

let asked = 0;

/** The assumptions with their origin. A change is saved at once and can be undone. */
export const usePolicy = create<PolicyState>()((set) => ({
  entries: [],
  failure: null,
  load: async () => {
    const mine = ++asked;
    set({ failure: null });
    const reply = await bridge().invoke('policy:get');
    if (mine !== asked) return;
    if (reply.ok) set({ entries: reply.value });
    else set({ failure: reply.message });
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
    asked += 1;
    set({ entries: reply.value, failure: null });
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
    asked += 1;
    if (reply.ok) set({ entries: reply.value, failure: null });
    else showFailure('The assumption was not changed.', reply);
  },
}));

onOtherWorkspace(() => {
  asked += 1;
  usePolicy.setState({ entries: [], failure: null });
});

/** The value of one assumption in force; `null` before the first answer. */
export function policyValue(entries: readonly PolicyEntry[], key: PolicyKey): PolicyValue | null {
  return entries.find((entry) => entry.key === key)?.value ?? null;
}

/** What the policy keeps in reserve; of the defaults until the policy has come, and where something of it is none. */
export function reserveOf(valueOf: (key: PolicyKey) => unknown): ReservePolicy {
  const count = (key: PolicyKey, otherwise: number): number => {
    const value = valueOf(key);
    return typeof value === 'number' ? value : otherwise;
  };
  const basis = valueOf('reserveBasis');
  return {
    hostLossesPerCluster: count('hostLossesPerCluster', 1),
    maintenanceHostsPerCluster: count('maintenanceHostsPerCluster', 0),
    reserveBasis: basis === 'failureDomain' || basis === 'max' ? basis : 'hosts',
  };
}

/** A name made of what the policy keeps in reserve. */
export function useReserve<Name extends string | null>(name: (policy: ReservePolicy) => Name): Name {
  return usePolicy(({ entries }) => name(reserveOf((key) => policyValue(entries, key))));
}

/** Host losses the policy reserves for; 1 until the policy has come. */
export function useLosses(): number {
  const value = usePolicy((state) => policyValue(state.entries, 'hostLossesPerCluster'));
  return typeof value === 'number' ? value : 1;
}
