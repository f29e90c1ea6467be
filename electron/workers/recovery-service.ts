import type { RecoveryOffer } from '../../shared/ipc/recovery-channels.ts';
import type { WorkspaceInfo } from '../../shared/ipc/workspace-channels.ts';
import { recoveryOffer, restoreBackup } from '../workspace/recovery.ts';
import { Workspace } from '../workspace/workspace.ts';

/** The part of the workspace's service about files that cannot be opened as they are. `hold` opens in place of what is open. */
export function createRecoveryService(clock: () => number, hold: (next: Workspace) => WorkspaceInfo) {
  return {
    recoveryOffer: ({ path, message }: { readonly path: string; readonly message: string }): RecoveryOffer =>
      recoveryOffer(path, message),
    /** Returns where the damaged file is now. */
    restoreBackup: ({ path, name }: { readonly path: string; readonly name: string }): string =>
      restoreBackup(path, name, clock()),
    openDamaged: ({ path }: { readonly path: string }): WorkspaceInfo => {
      const next = new Workspace(path, clock, { readOnly: true, damaged: true });
      try {
        return hold(next);
      } catch (error) {
        next.close();
        throw error;
      }
    },
  };
}
