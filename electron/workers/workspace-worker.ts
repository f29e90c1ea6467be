import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { removeAbandonedSpills } from '../import/spill-folder.ts';
import { serve } from './rpc.ts';
import { createWorkspaceService } from './workspace-service.ts';

function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null; // a container without an entry for the user
  }
}

/** What is wrong with a copy of a workspace, found in a thread that holds up nobody. */
function checkCopy(path: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'backup-check-worker.js'), { workerData: path });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the backup could not be looked over')));
  });
}

/** Owns the database. Besides the main thread, other workers may ask: each gets a port of its own. */
if (parentPort !== null) {
  const service = createWorkspaceService({ clock: Date.now, author: userName(), checkCopy });
  serve(parentPort, {
    ...service,
    /** Answers on one more port. */
    attach: ({ port }: { readonly port: MessagePort }): null => {
      serve(port, service);
      return null;
    },
  });
  setImmediate(() => removeAbandonedSpills(tmpdir()));
}
