import { create } from 'zustand';
import type { PolicyValue } from '../../shared/ipc/policy-channels.ts';
import type { PolicyKey } from '../../shared/model/policy.ts';
import { onOtherWorkspace } from './workspace-store.ts';

export type Changes = Readonly<Partial<Record<PolicyKey, PolicyValue>>>;

/** Assumptions that were changed and not saved yet; they stay while other screens are looked at. */
export const useAssumptionDraft = create<{ readonly changes: Changes }>()(() => ({ changes: {} }));

export const setChanges = (changes: Changes): void => useAssumptionDraft.setState({ changes });

onOtherWorkspace(() => setChanges({}));
