import type { Connection, LiveQuery } from '../../shared/import/live/connection.ts';
import type { Diagnosis } from '../../shared/import/live/diagnosis.ts';
import { discoverChanges, type Discovery } from '../../shared/import/live/discovery.ts';
import type { QueryPreview } from '../../shared/import/live/query-preview.ts';
import type { SyncReport } from '../../shared/import/live/sync-report.ts';
import type { Progress } from '../../shared/ipc/notice.ts';
import { PrometheusApi } from '../prometheus/api.ts';
import { diagnose } from '../prometheus/diagnose.ts';
import { discoverMachines } from '../prometheus/discover-machines.ts';
import { endpointOf, type Secrets } from '../prometheus/endpoint.ts';
import { refusalOf } from '../prometheus/failure.ts';
import { findQueries } from '../prometheus/find-queries.ts';
import { previewQuery } from '../prometheus/preview-query.ts';
import { syncConnection, type SyncProgress } from '../prometheus/sync.ts';
import { Refusal } from '../refusal.ts';
import type { SyncRun } from '../workspace/sync-writer.ts';
import type { CallContext, Client } from './rpc.ts';
import type { WorkspaceService } from './workspace-service.ts';

/** A connection with what is needed to use it. Secrets come with each call and are kept nowhere here. */
export interface Access {
  readonly connection: Connection;
  readonly secrets: Secrets;
}

export interface SyncArgument extends Access {
  readonly days: number;
  /** By schedule: undone together with the scheduled sync before it. */
  readonly scheduled: boolean;
}

/** Progress with rate and rest, at most ten times a second. */
function meter(tell: (progress: Omit<Progress, 'task' | 'kind'>) => void): (progress: SyncProgress) => void {
  const started = performance.now();
  let last = Number.NEGATIVE_INFINITY;
  let lastTotal = 0;
  return ({ done, total, detail }) => {
    const now = performance.now();
    if (now - last < 100 && done < total && total === lastTotal) return;
    last = now;
    lastTotal = total;
    const seconds = (now - started) / 1000;
    tell({
      done,
      total,
      unit: 'points',
      ratePerSecond: done > 0 && seconds > 0 ? done / seconds : null,
      remainingSeconds: done > 0 && seconds > 0.5 ? ((total - done) * seconds) / done : null,
      detail,
    });
  };
}

/** Everything that goes over the network, away from every other thread. What was fetched goes straight to the workspace's. */
export function createPrometheusService(
  workspace: () => Client<WorkspaceService>,
  clock: () => number = Date.now,
) {
  const scheduledRuns = new Map<string, SyncRun>();

  /** Asks a server and closes the line again; failures become refusals, which the window understands. */
  async function asking<T>(
    { connection, secrets }: Access,
    ask: (api: PrometheusApi) => Promise<T>,
  ): Promise<T> {
    const api = new PrometheusApi(endpointOf(connection, secrets));
    try {
      return await ask(api);
    } catch (error) {
      throw refusalOf(error);
    } finally {
      api.close();
    }
  }

  return {
    test: ({ connection, secrets }: Access, { signal }: CallContext): Promise<Diagnosis> =>
      diagnose(connection, secrets, { signal, nowMs: clock() }),

    findQueries: (access: Access, { signal }: CallContext): Promise<readonly LiveQuery[]> =>
      asking(access, (api) => findQueries(api, access.connection, clock(), signal)),

    async preview(
      { query: id, ...access }: Access & { readonly query: string },
      { signal }: CallContext,
    ): Promise<QueryPreview> {
      const query = access.connection.queries.find((one) => one.id === id);
      if (query === undefined) throw new Refusal('not-found', 'There is no such query in this connection.');
      const model = await workspace().call('model', null);
      return asking(access, (api) => previewQuery(api, access.connection, query, model, clock(), signal));
    },

    async sync(
      { connection, secrets, days, scheduled }: SyncArgument,
      { signal, progress }: CallContext,
    ): Promise<SyncReport> {
      const { timeZone, workspacePath } = await workspace().call('importSettings', null);
      const runKey = `${workspacePath}\n${connection.id}`;
      const before = scheduled ? scheduledRuns.get(runKey) : undefined;
      const { report, run } = await syncConnection({
        connection,
        endpoint: endpointOf(connection, secrets),
        store: {
          model: () => workspace().call('model', null),
          coverage: (connectionId) => workspace().call('syncCoverage', { connectionId }),
          write: (piece) => workspace().call('writeSyncPiece', { piece, workspacePath }),
          finish: (name, done, last) =>
            workspace().call('finishSync', { name, report: done, run: last, workspacePath }),
        },
        days,
        nowMs: clock(),
        timeZone,
        signal,
        onProgress: meter(progress),
        ...(before === undefined ? {} : { run: before }),
      }).catch((error: unknown) => {
        throw refusalOf(error);
      });
      if (scheduled) scheduledRuns.set(runKey, run);
      else scheduledRuns.delete(runKey);
      return report;
    },

    async discover(access: Access, { signal }: CallContext): Promise<Discovery> {
      const model = await workspace().call('model', null);
      const machines = await asking(access, (api) =>
        discoverMachines(api, access.connection, clock(), signal),
      );
      return discoverChanges(machines, model);
    },
  };
}

export type PrometheusService = ReturnType<typeof createPrometheusService>;
