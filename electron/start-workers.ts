import { join } from 'node:path';
import { ImportRunner } from './ipc/import-runner.ts';
import { SimulateQueue } from './ipc/simulate-queue.ts';
import type { ImportService } from './workers/import-service.ts';
import type { PrometheusService } from './workers/prometheus-service.ts';
import type { Client } from './workers/rpc.ts';
import type { SimulateService } from './workers/simulate-service.ts';
import { introduce, WorkerHost, type AttachedService, type WorkspaceThread } from './workers/worker-host.ts';
import type { WorkspaceService } from './workers/workspace-service.ts';

type ImportThread = ImportService & Pick<AttachedService, 'attach'>;
type PrometheusThread = PrometheusService & Pick<AttachedService, 'attach'>;
type SimulateThread = SimulateService & Pick<AttachedService, 'attach'>;

export interface Workers {
  readonly workspace: Client<WorkspaceService>;
  readonly simulations: SimulateQueue;
  readonly imports: ImportRunner;
  readonly network: () => Client<PrometheusService>;
  stop(): Promise<void>;
}

/**
 * The threads of the application: one owns the workspace, one reads imports, one asks Prometheus,
 * one answers live what-ifs, one runs sweeps. The last four are made when first needed and ask the first one directly.
 */
export function startWorkers(folder: string, onDeath: (error: Error) => void): Workers {
  const file = (name: string): string => join(folder, `${name}-worker.js`);
  const attached: WorkerHost<AttachedService>[] = [];
  const workspaceHost = new WorkerHost<WorkspaceThread>(file('workspace'), (error) => {
    // Their lines to the dead thread are cut; made anew with the next question, they get new ones.
    for (const host of attached) void host.stop();
    onDeath(error);
  });
  const attach = <S extends AttachedService>(name: string): WorkerHost<S> => {
    const host = new WorkerHost<S>(file(name), onDeath, (client) =>
      introduce(workspaceHost.client(), client),
    );
    attached.push(host);
    return host;
  };
  const imports = attach<ImportThread>('import');
  const network = attach<PrometheusThread>('prometheus');
  const live = attach<SimulateThread>('simulate');
  const sweeps = attach<SimulateThread>('simulate');
  const workspace: Client<WorkspaceService> = {
    call: (name, argument, options) => workspaceHost.client().call(name, argument, options),
    close: (reason) => workspaceHost.client().close(reason),
  };
  return {
    workspace,
    simulations: new SimulateQueue(
      () => live.client(),
      () => sweeps.client(),
    ),
    imports: new ImportRunner(workspace, () => imports.client()),
    network: () => network.client(),
    async stop() {
      await workspace.call('close', null).catch(() => undefined); // bring the write-ahead log home
      await Promise.all([...attached, workspaceHost].map((host) => host.stop()));
    },
  };
}
