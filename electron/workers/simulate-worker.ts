import { join } from 'node:path';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import { connect, serve, type Client } from './rpc.ts';
import { createSimulateService } from './simulate-service.ts';
import { startSweepHelpers } from './sweep-helpers.ts';
import type { WorkspaceService } from './workspace-service.ts';

if (parentPort !== null) {
  let workspace: Client<WorkspaceService> | null = null;
  serve(parentPort, {
    ...createSimulateService(
      () => {
        if (workspace === null) throw new Refusal('no-workspace', 'No workspace is open.');
        return workspace;
      },
      undefined,
      () => startSweepHelpers(join(import.meta.dirname, 'sweep-worker.js')),
    ),
    attach: ({ port }: { readonly port: MessagePort }): null => {
      workspace = connect(port);
      return null;
    },
  });
}
