import * as v from 'valibot';
import { returns } from './channel.ts';

const line = v.pipe(v.string(), v.maxLength(2000));

export const diagnosticsChannels = {
  /**
   * What a bug report needs, as the text that would be saved: never a secret; names of entities and files and messages of
   * errors only with `names`, figures of constraints only with `values`.
   */
  'diagnostics:read': returns<{ readonly text: string }>()(
    v.strictObject({ names: v.boolean(), values: v.boolean() }),
  ),
  /** A fault of the page, for the list of last errors. */
  'diagnostics:note-error': returns<null>()(
    v.strictObject({ name: line, message: line, stack: v.pipe(v.string(), v.maxLength(20_000)) }),
  ),
};
