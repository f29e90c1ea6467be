import type { Steps } from '../workspace/backups.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { Leaving } from './leaving.ts';
import { UntoldBackup } from './untold-backup.ts';

/**
 * The part of the workspace's service about closing it, and what is left of those that were closed while their backup is made.
 * `takeOpen` gives the one that is open, which is then nobody's.
 */
export function createLeaveService(check: Steps['check'], takeOpen: () => Workspace | null) {
  const untold = new UntoldBackup();
  const leaving = new Leaving(check, (closed, standing) => untold.add(closed, standing));
  return {
    takeBack: (path: string): Workspace | null => leaving.takeBack(path),
    finish: (path: string): void => leaving.finish(path),
    service: {
      close: (): null => {
        const closed = takeOpen();
        if (closed !== null) leaving.close(closed);
        return null;
      },
      /** Closes it, with the backup that is due, and waits for those that are being made: the process is about to end. */
      end: (): Promise<null> => {
        const closed = takeOpen();
        if (closed !== null) untold.add(closed, closed.close());
        return leaving.settled();
      },
      /** Answers once no backup is being made any more. */
      settled: () => leaving.settled(),
      takeBackupFailure: () => untold.take(),
    },
  };
}
