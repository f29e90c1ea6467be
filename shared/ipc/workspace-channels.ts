import * as v from 'valibot';
import type { Region } from '../model/document.ts';
import type { BackupStanding } from '../view/backup-standing.ts';
import { returns } from './channel.ts';
import { idSchema, nothing } from './requests.ts';

export interface RecentWorkspace {
  readonly id: string;
  /** File name without its ending. */
  readonly name: string;
  /** For showing only; no channel takes a path. */
  readonly displayPath: string;
  readonly openedAtMs: number;
  readonly missing: boolean;
  /** The disk it lies on has not answered in time, so that nobody knows. */
  readonly silent: boolean;
}

export interface WorkspaceCounts {
  readonly regions: number;
  readonly clusters: number;
  readonly hosts: number;
  /** Running and pending microVMs, counted one by one (rows × their `count`). */
  readonly microvms: number;
  readonly customers: number;
  readonly edgeNodes: number;
  readonly postgres: number;
  readonly storagePools: number;
  readonly series: number;
  readonly samples: number;
  readonly scenarios: number;
}

export interface WorkspaceInfo {
  /** File name without its ending. */
  readonly name: string;
  /** For showing only; no channel takes a path. */
  readonly displayPath: string;
  readonly readOnly: boolean;
  /** The file is damaged and was opened for reading all the same: no figure of it can be trusted. */
  readonly damaged: boolean;
  /** `null`: opened for reading, so that none is made. */
  readonly backups: BackupStanding | null;
  readonly isSample: boolean;
  /** Rises with every change; answers carry it so that a screen knows when it is out of date. */
  readonly revision: number;
  readonly asOf: string | null;
  readonly timeZone: string;
  readonly sizeBytes: number;
  readonly counts: WorkspaceCounts;
  readonly regions: readonly Region[];
  /** Label of what `undo` / `redo` would do, `null` when there is nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  readonly lastImportAtMs: number | null;
}

/** One step of the stored history, newest first. */
export interface ActionEntry {
  readonly id: number;
  readonly label: string;
  readonly atMs: number;
}

export interface ActionHistory {
  readonly undo: readonly ActionEntry[];
  readonly redo: readonly ActionEntry[];
}

const openErrors = [
  'locked',
  'newer-version',
  'not-a-workspace',
  'damaged',
  'not-found',
  'cancelled',
] as const;

export const workspaceChannels = {
  /** Asks for a place by dialog, then creates and opens. `null`: the dialog was closed. */
  'workspace:create': returns<WorkspaceInfo | null>()(nothing, openErrors),
  /** Asks for a file by dialog. `null`: the dialog was closed. */
  'workspace:open': returns<WorkspaceInfo | null>()(nothing, openErrors),
  'workspace:open-recent': returns<WorkspaceInfo>()(v.strictObject({ id: idSchema }), openErrors),
  /** A dropped `.headroom` file, by its handle. */
  'workspace:open-file': returns<WorkspaceInfo>()(v.strictObject({ handle: idSchema }), openErrors),
  /** Creates the sample workspace on first use (through the real import, with progress as task `sample`), then opens it. */
  'workspace:open-sample': returns<WorkspaceInfo>()(nothing, openErrors),
  'workspace:close': returns<null>()(nothing),
  'workspace:info': returns<WorkspaceInfo | null>()(nothing),
  'workspace:recent': returns<readonly RecentWorkspace[]>()(nothing),
  'workspace:forget-recent': returns<readonly RecentWorkspace[]>()(v.strictObject({ id: idSchema })),
  'workspace:undo': returns<ActionEntry>()(nothing, ['no-workspace', 'nothing-to-do', 'read-only', 'busy']),
  'workspace:redo': returns<ActionEntry>()(nothing, ['no-workspace', 'nothing-to-do', 'read-only', 'busy']),
  'workspace:history': returns<ActionHistory>()(nothing, ['no-workspace']),
  /** Writes a copy elsewhere by dialog; the open file stays the open one. `null`: the dialog was closed. */
  'workspace:save-copy': returns<{ readonly displayPath: string } | null>()(nothing, ['no-workspace']),
};
