import { join } from 'node:path';
import type { Notices } from '../shared/ipc/notice.ts';
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
  /** Brings the workspace home and ends the threads. */
  stop(): Promise<Stopped>;
}

interface Stopped {
  /** What there was against a backup that was due. */
  readonly failure: Notices['backup-failed'] | null;
  /** A thread waits for a disk that does not answer: it cannot be ended, and the process would wait for it. */
  readonly isStuck: boolean;
}

/** What reads a file that may lie on a disk which never answers, before anything of it is open. */
const OPENINGS: ReadonlySet<keyof WorkspaceService> = new Set([
  'open',
  'create',
  'openDamaged',
  'recoveryOffer',
] as const);

/** How long the end waits for what may never come (ms): an opening that is under way, and a thread that is told to end. */
const PATIENCE = { openingMs: 5000, threadMs: 10_000 } as const;

/** Whether a promise is kept in time. */
async function isInTime(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

/**
 * The threads of the application: one owns the workspace, one reads imports, one asks Prometheus,
 * one answers live what-ifs, one runs sweeps. The last four are made when first needed and ask the first one directly.
 *
 * @param onDeath hears of a thread that died, and whether it is the one that had the workspace open.
 */
export function startWorkers(
  folder: string,
  onDeath: (error: Error, hadWorkspace: boolean) => void,
  patience: { readonly openingMs: number; readonly threadMs: number } = PATIENCE,
): Workers {
  const file = (name: string): string => join(folder, `${name}-worker.js`);
  const attached: WorkerHost<AttachedService>[] = [];
  const workspaceHost = new WorkerHost<WorkspaceThread>(file('workspace'), (error) => {
    // Their lines to the dead thread are cut; made anew with the next question, they get new ones.
    for (const host of attached) void host.stop();
    onDeath(error, true);
  });
  const attach = <S extends AttachedService>(name: string): WorkerHost<S> => {
    const host = new WorkerHost<S>(
      file(name),
      (error) => onDeath(error, false),
      (client) => introduce(workspaceHost.client(), client),
    );
    attached.push(host);
    return host;
  };
  const imports = attach<ImportThread>('import');
  const network = attach<PrometheusThread>('prometheus');
  const live = attach<SimulateThread>('simulate');
  const sweeps = attach<SimulateThread>('simulate');
  const openings = new Set<Promise<unknown>>();
  const workspace: Client<WorkspaceService> = {
    call(name, argument, options) {
      const answer = workspaceHost.client().call(name, argument, options);
      if (OPENINGS.has(name)) {
        const opening = answer.then(
          () => undefined,
          () => undefined,
        );
        openings.add(opening);
        void opening.then(() => openings.delete(opening));
      }
      return answer;
    },
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
      // What is open beside an opening that never ends cannot be closed; what is committed is safe in its log.
      const isFree = await isInTime(Promise.all(openings), patience.openingMs);
      const failure = !isFree
        ? null
        : await workspace
            .call('end', null) // brings the write-ahead log home
            .then(() => workspace.call('takeBackupFailure', null))
            .catch(() => null);
      const stopped = Promise.all([...attached, workspaceHost].map((host) => host.stop()));
      return { failure, isStuck: !isFree || !(await isInTime(stopped, patience.threadMs)) };
    },
  };
}
