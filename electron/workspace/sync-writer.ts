import type { Connection } from '../../shared/import/live/connection.ts';
import type { TimeWindow } from '../../shared/import/live/range-plan.ts';
import {
  syncedChanges,
  syncedSamples,
  syncFileReport,
  type SyncReport,
} from '../../shared/import/live/sync-report.ts';
import type { ImportReport } from '../../shared/ipc/import-channels.ts';
import { forecastsToKeep } from './forecast-keeper.ts';
import type { PackedSeries } from './series-store.ts';
import type { Workspace } from './workspace.ts';

/** What one sync has put into the workspace so far: handed from piece to piece, so that they are undone together. */
export interface SyncRun {
  readonly action: number | null;
  /** Entry in the list of imports; `null` while nothing has changed. */
  readonly importId: number | null;
}

export const NEW_RUN: SyncRun = { action: null, importId: null };

/** A fetched window of one question. */
export interface SyncPiece {
  readonly connection: Connection;
  readonly question: string;
  /** What is covered once this is written; `null` where the server left something out, so that it is asked again. */
  readonly window: TimeWindow | null;
  readonly stepMs: number;
  readonly series: readonly PackedSeries[];
  /** The sync so far, without this piece. */
  readonly report: SyncReport;
  readonly run: SyncRun;
}

const importReport = (report: SyncReport, changed: number): ImportReport => {
  const file = syncFileReport(report);
  return {
    files: [file],
    series: file.series,
    samples: syncedSamples(report),
    changed,
    entities: 0,
    skipped: [],
  };
};

/**
 * Writes a piece: its samples and how far the question is covered now, in one transaction. A piece that changes no sample
 * leaves nothing behind at all, not even an entry in the undo history. Returns the changed samples and the run for the
 * next piece.
 */
export function writeSyncPiece(workspace: Workspace, piece: SyncPiece): { changed: number; run: SyncRun } {
  const { connection, run } = piece;
  const done = workspace.actInParts(`Sync ${connection.name}`, run.action, (atMs) => {
    let changed = 0;
    for (const series of piece.series) changed += workspace.series.write(series);
    if (changed === 0) return { changed, importId: run.importId };
    if (workspace.connections.find(connection.id) === null) workspace.connections.save(connection);
    if (piece.window !== null)
      workspace.connections.cover(connection.id, piece.question, piece.window, piece.stepMs);
    const report = importReport(piece.report, syncedChanges(piece.report) + changed);
    const replaced = run.importId !== null && workspace.imports.replace(run.importId, report);
    return { changed, importId: replaced ? run.importId : workspace.imports.add(report, atMs) };
  });
  const { changed, importId } = done.value;
  return { changed, run: { action: done.action ?? run.action, importId } };
}

/** Writes the finished report into the list of imports, and keeps what is forecast now, so that later days can score it. */
export function finishSync(workspace: Workspace, name: string, report: SyncReport, run: SyncRun): SyncRun {
  const { importId } = run;
  if (importId === null) return run;
  const done = workspace.actInParts(`Sync ${name}`, run.action, (atMs) => {
    workspace.imports.replace(importId, importReport(report, syncedChanges(report)));
    const model = workspace.model();
    workspace.savedForecasts.add(
      forecastsToKeep(model, workspace.policy(), workspace.historyFor(model)),
      atMs,
    );
  });
  return { action: done.action ?? run.action, importId };
}
