import { parentPort, type MessagePort } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import { createPrometheusService } from './prometheus-service.ts';
import { connect, serve, type Client } from './rpc.ts';
import type { WorkspaceService } from './workspace-service.ts';

if (parentPort !== null) {
  let workspace: Client<WorkspaceService> | null = null;
  serve(parentPort, {
    ...createPrometheusService(() => {
      if (workspace === null) throw new Refusal('no-workspace', 'No workspace is open.');
      return workspace;
    }),
    attach: ({ port }: { readonly port: MessagePort }): null => {
      workspace = connect(port);
      return null;
    },
  });
}
