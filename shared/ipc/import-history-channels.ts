import * as v from 'valibot';
import { returns } from './channel.ts';

/** Rows of one kind an import added, changed and took away. */
export interface ChangeCount {
  /** Table of the workspace file: `sample_day`, `series`, `entity`, `fact`, … */
  readonly what: string;
  /** Kind of the inventory rows; `null` for everything else. */
  readonly kind: string | null;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

export interface ImportChanges {
  /** `null`: the undo history does not reach back so far. */
  readonly changes: readonly ChangeCount[] | null;
  /** `undo`: it is the latest step · `revert`: nothing later depends on it · `no`: see `reason`. */
  readonly revert: 'undo' | 'revert' | 'no';
  readonly reason: string | null;
}

const importSchema = v.strictObject({ id: v.pipe(v.number(), v.integer()) });

export const importHistoryChannels = {
  /** What a past import changed, and whether it can still be taken back. */
  'imported:changes': returns<ImportChanges>()(importSchema, ['no-workspace', 'not-found']),
  /**
   * Takes an import back: the latest by undo, an older one by an action of its own that is the inverse of it, all or
   * nothing. Refused with the reason where something later depends on it.
   */
  'imported:revert': returns<{ readonly label: string }>()(importSchema, [
    'no-workspace',
    'not-found',
    'bad-input',
    'read-only',
    'busy',
  ]),
};
