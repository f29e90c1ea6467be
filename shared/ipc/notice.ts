import type { MenuCommand } from './menu-commands.ts';
import type { FileHandle } from './import-channels.ts';
import type { BackupStanding } from '../view/backup-standing.ts';
import type { WorkspaceInfo } from './workspace-channels.ts';

export interface Progress {
  readonly task: string;
  readonly kind:
    | 'import'
    | 'survive'
    | 'sample'
    | 'odds'
    | 'sync'
    | 'tornado'
    | 'portfolio'
    | 'plan'
    | 'rules'
    | 'actions'
    | 'worst'
    | 'document';
  readonly done: number;
  /** As `done` where nobody knows how much there is (`trials`). */
  readonly total: number;
  readonly unit: 'bytes' | 'combinations' | 'steps' | 'runs' | 'points' | 'assumptions' | 'cells' | 'trials';
  /** Rows or combinations per second, over the task so far; `null` before anything is known. */
  readonly ratePerSecond: number | null;
  readonly remainingSeconds: number | null;
  /** What is being done now: a file name, `writing`, a cluster. */
  readonly detail: string | null;
}

/** What the main process tells the window unasked. */
export interface Notices {
  readonly progress: Progress;
  /** After any change, also one made by undo; `info` is `null` once the workspace is closed. */
  readonly 'workspace-changed': {
    readonly reason: 'opened' | 'closed' | 'edited' | 'undone' | 'redone' | 'imported';
    readonly info: WorkspaceInfo | null;
  };
  /** A connection's state changed by itself: a scheduled sync began or ended. */
  readonly 'connections-changed': Readonly<Record<string, never>>;
  readonly 'menu-command': { readonly command: MenuCommand };
  /** Files handed over by the system (file manager, command line) that the window should offer to import. */
  readonly 'files-opened': { readonly files: readonly FileHandle[] };
  /** A workspace the system asked us to open could not be opened. */
  readonly 'open-failed': { readonly message: string };
  /** A changed workspace was closed without the backup that was due. */
  readonly 'backup-failed': BackupStanding & Pick<WorkspaceInfo, 'name' | 'displayPath'>;
}

export type NoticeName = keyof Notices;

const NOTICE_FLAGS: Readonly<Record<NoticeName, true>> = {
  progress: true,
  'workspace-changed': true,
  'connections-changed': true,
  'menu-command': true,
  'files-opened': true,
  'open-failed': true,
  'backup-failed': true,
};

/** Own keys only, so that nothing inherited passes for a notice. */
export function isNoticeName(name: unknown): name is NoticeName {
  return typeof name === 'string' && Object.hasOwn(NOTICE_FLAGS, name);
}
