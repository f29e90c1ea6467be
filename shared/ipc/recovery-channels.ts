import * as v from 'valibot';
import { returns } from './channel.ts';
import { nothing } from './requests.ts';
import type { WorkspaceInfo } from './workspace-channels.ts';

/** A backup of a damaged workspace, as a choice. */
export interface RecoveryBackup {
  readonly name: string;
  readonly madeAtMs: number;
  readonly bytes: number;
  /** It holds byte for byte what was written when it was made. */
  readonly isSound: boolean;
  /** Changes made after it; `null`: neither the damaged file nor its seal tells. */
  readonly missing: number | null;
  /** What some of these were, newest first. */
  readonly missingLabels: readonly string[];
}

/** A workspace that was not opened because its file is damaged, and what can be done about it. */
export interface RecoveryOffer {
  readonly name: string;
  readonly displayPath: string;
  /** How it is damaged. */
  readonly message: string;
  /** Parts of it can be read; then it can be opened for reading. */
  readonly canBeRead: boolean;
  /** Newest first. */
  readonly backups: readonly RecoveryBackup[];
}

const errors = ['not-found', 'locked', 'damaged', 'newer-version'] as const;

export const recoveryChannels = {
  /** For the workspace that could not be opened last; `null` when that was for no damage, or another was opened since. */
  'recovery:offer': returns<RecoveryOffer | null>()(nothing),
  /** Puts a backup in its place, keeps the damaged file aside, and opens it. */
  'recovery:restore': returns<{ readonly info: WorkspaceInfo; readonly keptAside: string }>()(
    v.strictObject({ backup: v.pipe(v.string(), v.maxLength(100)) }),
    errors,
  ),
  /** Opens the damaged file for reading, as far as it goes. */
  'recovery:read': returns<WorkspaceInfo>()(nothing, errors),
};
