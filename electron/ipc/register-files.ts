import * as v from 'valibot';
import type { FileHandle } from '../../shared/ipc/import-channels.ts';
import type { Reply } from '../../shared/ipc/reply.ts';
import { replyOfError, type EdgeOptions } from './edge.ts';
import type { FileHandles } from './file-handles.ts';

const pathsSchema = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(32_768))),
  v.maxLength(1000),
);

/** Paths of dropped files, as the preload sends them, to handles. */
export function registerFiles(
  files: FileHandles,
  trusted: boolean,
  paths: unknown,
  report: EdgeOptions['report'],
): Reply<readonly FileHandle[]> {
  if (!trusted) return { ok: false, code: 'forbidden', message: 'This page may not ask Headroom anything.' };
  const checked = v.safeParse(pathsSchema, paths);
  if (!checked.success) return { ok: false, code: 'bad-request', message: 'These are not files.' };
  try {
    return { ok: true, value: files.register(checked.output) };
  } catch (error) {
    return replyOfError('register-files', error, report);
  }
}
