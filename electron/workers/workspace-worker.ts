import { userInfo } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { serve } from './rpc.ts';
import { createWorkspaceService } from './workspace-service.ts';

function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null; // a container without an entry for the user
  }
}

/** Owns the database. Besides the main thread, other workers may ask: each gets a port of its own. */
if (parentPort !== null) {
  const service = createWorkspaceService({ clock: Date.now, author: userName() });
  serve(parentPort, {
    ...service,
    /** Answers on one more port. */
    attach: ({ port }: { readonly port: MessagePort }): null => {
      serve(port, service);
      return null;
    },
  });
}
