import { create } from 'zustand';
import type { RecoveryBackup, RecoveryOffer } from '../../shared/ipc/recovery-channels.ts';
import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';

interface RecoveryState {
  /** A damaged workspace and what can be done about it; `null`: there is none, or it was left as it is. */
  readonly offer: RecoveryOffer | null;
  readonly isBusy: boolean;
}

export const useRecovery = create<RecoveryState>()(() => ({ offer: null, isBusy: false }));

const set = useRecovery.setState;

/** After a workspace could not be opened. `false`: that was for another reason than damage. */
export async function offerRecovery(): Promise<boolean> {
  const reply = await bridge().invoke('recovery:offer');
  if (!reply.ok || reply.value === null) return false;
  set({ offer: reply.value });
  return true;
}

export const leaveDamaged = (): void => set({ offer: null });

/** The main process says itself what is open then. */
export async function restoreBackup({ name }: RecoveryBackup): Promise<void> {
  set({ isBusy: true });
  const reply = await bridge().invoke('recovery:restore', { backup: name });
  set({ isBusy: false });
  if (!reply.ok) {
    showFailure('The backup was not restored.', reply);
    return;
  }
  set({ offer: null });
  showDone(`Restored. The damaged file is kept as ${reply.value.keptAside}.`);
}

export async function readDamaged(): Promise<void> {
  set({ isBusy: true });
  const reply = await bridge().invoke('recovery:read');
  set({ isBusy: false });
  if (!reply.ok) {
    showFailure('It cannot be read.', reply);
    return;
  }
  set({ offer: null });
}
