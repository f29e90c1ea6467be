import type { BackupStanding } from '../../shared/view/backup-standing.ts';
import type { Steps } from '../workspace/backups.ts';
import { backupTrouble } from '../workspace/backup-standing.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Workspaces that were closed and whose backup is still being made: they stay open so long, and may be had back. */
export class Leaving {
  readonly #check: Steps['check'];
  readonly #told: (workspace: Workspace, standing: BackupStanding | null) => void;
  readonly #underWay = new Map<Workspace, Promise<void>>();

  constructor(check: Steps['check'], told: (workspace: Workspace, standing: BackupStanding | null) => void) {
    this.#check = check;
    this.#told = told;
  }

  /** Closes a workspace: at once, unless a large backup is due. */
  close(workspace: Workspace): void {
    const done: Promise<void> = workspace
      .closeInSteps(this.#check)
      .catch((error: unknown) => ({ trouble: backupTrouble(error), lastAtMs: null }))
      .then((standing) => {
        if (this.#underWay.get(workspace) === done) this.#underWay.delete(workspace);
        if (standing !== undefined) this.#told(workspace, standing);
      });
    this.#underWay.set(workspace, done);
  }

  /** The workspace at a path, as open as it was; its backup is made when it is closed again. `null`: it is closed. */
  takeBack(path: string): Workspace | null {
    for (const workspace of this.#underWay.keys()) {
      if (!workspace.isOpen || !workspace.isAt(path)) continue;
      workspace.stay();
      this.#underWay.delete(workspace);
      return workspace;
    }
    return null;
  }

  /** Closes the workspace at a path now, for what needs its file. */
  finish(path: string): void {
    const workspace = this.takeBack(path);
    if (workspace !== null) this.#told(workspace, workspace.close());
  }

  /** Once all are closed. */
  async settled(): Promise<null> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
    return null;
  }
}
