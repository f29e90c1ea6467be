import type { RecoveryOffer } from '../../shared/ipc/recovery-channels.ts';
import type { WorkspaceInfo } from '../../shared/ipc/workspace-channels.ts';
import { recoveryOffer, refuseBrokenBackup, restoreBackup } from '../workspace/recovery.ts';
import { Workspace } from '../workspace/workspace.ts';
import { workspaceInfo } from '../workspace/workspace-info.ts';

interface RecoveryNeeds {
  readonly clock: () => number;
  readonly current: () => Workspace | null;
  /** Opens in place of what is open; closes it where it cannot. */
  readonly hold: (next: Workspace) => WorkspaceInfo;
  readonly close: () => void;
  /** Closes the workspace at a path whose backup is still being made. */
  readonly finish: (path: string) => void;
}

/** Time after opening in which the first screen has the disk to itself. */
const CHECK_AFTER_MS = 5000;

/** A workspace that was found to be damaged while it is open. */
export interface LateDamage {
  readonly path: string;
  readonly message: string;
}

/** The part of the workspace's service about damaged files: those that cannot be opened as they are, and those that are. */
export function createRecoveryService({ clock, current, hold, close, finish }: RecoveryNeeds) {
  /** The workspace that is open and was found to be damaged, when it is the one at this path. */
  const heldAt = (path: string): Workspace | null => {
    const workspace = current();
    return workspace !== null && workspace.damageFound !== null && workspace.isAt(path) ? workspace : null;
  };
  return {
    /** Reads the rest of a large workspace; answers once it is read or closed. `null`: nothing is wrong with it. */
    async checkOpen(): Promise<LateDamage | null> {
      const workspace = current();
      const message = (await workspace?.check(CHECK_AFTER_MS)) ?? null;
      return workspace === null || message === null ? null : { path: workspace.path, message };
    },
    recoveryOffer({ path, message }: LateDamage): RecoveryOffer {
      finish(path);
      const held = heldAt(path);
      return held === null ? recoveryOffer(path, message) : recoveryOffer(path, message, held.trail.all());
    },
    /** Returns where the damaged file is now. */
    restoreBackup({ path, name }: { readonly path: string; readonly name: string }): string {
      finish(path);
      if (heldAt(path) !== null) {
        refuseBrokenBackup(path, name);
        close();
      }
      return restoreBackup(path, name, clock());
    },
    openDamaged({ path }: { readonly path: string }): WorkspaceInfo {
      finish(path);
      const held = heldAt(path);
      if (held !== null) return workspaceInfo(held);
      return hold(new Workspace(path, clock, { readOnly: true, damaged: true }));
    },
  };
}
