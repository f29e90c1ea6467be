import { acceptDiscovery } from '../../shared/import/live/accept-discovery.ts';
import type { Connection } from '../../shared/import/live/connection.ts';
import type { DiscoveryRow } from '../../shared/import/live/discovery.ts';
import type { TimeWindow } from '../../shared/import/live/range-plan.ts';
import type { SyncReport } from '../../shared/import/live/sync-report.ts';
import { badInput, Refusal } from '../refusal.ts';
import { writeInventory } from '../workspace/import-writer.ts';
import { finishSync, writeSyncPiece, type SyncPiece, type SyncRun } from '../workspace/sync-writer.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface StoredConnection {
  readonly connection: Connection;
  /** The earliest end of what was fetched for its questions; `null` where nothing was. */
  readonly coveredToMs: number | null;
}

/** Connections in the workspace, for the thread that owns the database. */
export function createConnectionService(workspace: () => Workspace) {
  /** What is fetched goes into the workspace it was fetched for, and no other that was opened meanwhile. */
  const same = (path: string): Workspace => {
    if (workspace().path !== path)
      throw new Refusal(
        'cancelled',
        'Another workspace was opened meanwhile. What had been fetched is in the first one.',
      );
    return workspace();
  };
  const found = (id: string): Connection => {
    const connection = workspace().connections.find(id);
    if (connection === null)
      throw new Refusal('not-found', 'This connection is not in the workspace any more.');
    return connection;
  };
  return {
    connections: (): readonly StoredConnection[] =>
      workspace()
        .connections.list()
        .map((connection) => {
          const ends = [...workspace().connections.coverage(connection.id).values()].map(({ toMs }) => toMs);
          return { connection, coveredToMs: ends.length === 0 ? null : Math.min(...ends) };
        }),
    connection: ({ id }: { readonly id: string }): Connection => found(id),
    saveConnection({ connection }: { readonly connection: Connection }): null {
      workspace().act(`Save connection ${connection.name}`, () => workspace().connections.save(connection));
      return null;
    },
    removeConnection({ id }: { readonly id: string }): Connection {
      const connection = found(id);
      workspace().act(`Remove connection ${connection.name}`, () => workspace().connections.remove(id));
      return connection;
    },
    syncCoverage: ({ connectionId }: { readonly connectionId: string }): ReadonlyMap<string, TimeWindow> =>
      workspace().connections.coverage(connectionId),
    writeSyncPiece: ({
      piece,
      workspacePath,
    }: {
      readonly piece: SyncPiece;
      readonly workspacePath: string;
    }) => writeSyncPiece(same(workspacePath), piece),
    finishSync: (done: {
      readonly name: string;
      readonly report: SyncReport;
      readonly run: SyncRun;
      readonly workspacePath: string;
    }): SyncRun => finishSync(same(done.workspacePath), done.name, done.report, done.run),

    /** Takes accepted differences over as one undoable action. @throws Refusal `bad-input`. */
    acceptDiscovery({ id, rows }: { readonly id: string; readonly rows: readonly DiscoveryRow[] }): number {
      const { name } = found(id);
      return workspace().act(`Inventory from ${name}`, (atMs) => {
        const asOf = new Date(Math.floor(atMs / 1000) * 1000).toISOString().replace('.000Z', 'Z');
        const model = acceptDiscovery(workspace().model(), rows, asOf);
        if (!model.ok) throw badInput(model.problems);
        return writeInventory(workspace(), model.value, atMs);
      });
    },
  };
}
