import type { Notices } from '../../shared/ipc/notice.ts';
import type { BackupStanding } from '../../shared/view/backup-standing.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Remembers that a workspace was closed without the backup that was due, until somebody takes it to tell it. */
export class UntoldBackup {
  #failure: Notices['backup-failed'] | null = null;

  add({ name, path }: Workspace, standing: BackupStanding | null): void {
    if (standing !== null) this.#failure = { name, displayPath: path, ...standing };
  }

  take(): Notices['backup-failed'] | null {
    const failure = this.#failure;
    this.#failure = null;
    return failure;
  }
}
